"""Verbs on rolls. Each is one transaction; who draws up or checks does not approve."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.benefits.checks import problems
from people.benefits.models import PaidMonth, Payment, Roll
from people.registry.models import Person
from talentbase.accounts.sealing import blind, seal
from talentbase.registers import saving
from talentbase.registers.saving import Refused
from talentbase.web.edits import Stale

State = Roll.State
COPIED = ("person", "name", "id_number_cipher", "id_number_hash", "employer", "education", "degree", "standard", "bank",
          "account_cipher", "account_hash")  # fmt: skip


@transaction.atomic
def keep(roll: Roll, *, opened_version: int | None, by) -> Roll:
    """New, or edited while it is drawn up; its lines follow its unit, kind and months. Raises Stale, Refused.

    A sum is worked out anew only where it was right before: what a sheet has wrong stays to be told.
    """
    before = saving.locked(roll) if roll.pk else roll
    if before.state != State.DRAFT:
        raise Refused("核对以后不能再改，请先退回造册。")
    if roll.pk is None:
        roll.drawn_by, roll.drawer = getattr(by, "full_name", ""), getattr(by, "pk", None)
    if roll.clause_id:  # one benefit has one name, whoever types it: nobody gets it twice under two
        roll.kind = roll.clause.title
    roll.months = sorted(set(roll.months))
    roll.months_until = max(roll.months, default="")
    saving.keep(roll, opened_version=opened_version, by=by)
    for line in roll.payments.all():
        if line.standard is not None and line.amount == line.standard * before.times:
            line.amount = line.standard * roll.times
        line.kind, line.months, line.unit = roll.kind, roll.months, roll.unit
        save(line)
    return roll


@transaction.atomic
def keep_line(line: Payment, *, opened_version: int | None, account: str | None, id_number: str | None, by) -> Payment:
    """account, id_number: in full, "" for none, None where they stay as they are. Raises Stale, Refused."""
    roll = _draft(line.roll)
    if line.pk and (stored := saving.locked(line)).version != opened_version:
        raise Stale(stored)
    line.kind, line.months, line.unit = roll.kind, roll.months, roll.unit
    if account is not None:
        line.account_cipher, line.account_hash = (seal(account), blind(account)) if account else (None, "")
    if id_number is not None:
        line.id_number_cipher, line.id_number_hash = (seal(id_number), blind(id_number)) if id_number else (None, "")
    return save(line)


def save(line: Payment) -> Payment:
    """The database refuses to pay somebody twice for one month; that is told with the name.

    Who is linked to a file is paid under that file's ID number where the roll has none.
    """
    if line.person_id and not line.id_number_hash:
        line.id_number_cipher, line.id_number_hash = line.person.id_number_cipher, line.person.id_number_hash
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as broken:
        raise Refused(f"{line.name}：{saving.sentence_of(broken, Payment, PaidMonth)}") from None
    return line


@transaction.atomic
def drop_line(line: Payment, *, by) -> None:
    _draft(line.roll)
    line.delete()


@transaction.atomic
def draw_up_like(last: Roll, *, title: str, months: list[str], by) -> tuple[Roll, list[str]]:
    """(the next roll with the people of `last`, who was left out and why). Raises Refused."""
    if set(months) & set(last.months):
        raise Refused("新一期的月份与上一期有重复，请改月份。")
    roll = keep(
        Roll(title=title, clause=last.clause, kind=last.kind, months=months, unit=last.unit), opened_version=None, by=by
    )
    out = []
    for line in last.payments.select_related("person").order_by("id"):
        if line.person_id and (line.person.archived_at or line.person.status == Person.Status.DECEASED):
            out.append(f"{line.name}（档案已归档或已故）")
            continue
        fresh = Payment(roll=roll, kind=roll.kind, months=roll.months, unit=roll.unit)
        for name in COPIED:
            setattr(fresh, name, getattr(line, name))
        fresh.amount = line.standard * roll.times if line.standard is not None else line.amount
        try:
            save(fresh)
        except Refused as refused:
            out.append(str(refused))
    return roll, out


@transaction.atomic
def check(roll: Roll, *, by) -> Roll:
    """核对: no line may be wrong. Raises Refused."""
    roll = _draft(roll)
    _must_be_right(roll, "")
    roll.state, roll.checked_by, roll.checker, roll.reason = State.CHECKED, by.full_name, by.pk, ""
    roll.save()
    return roll


@transaction.atomic
def approve(roll: Roll, *, by) -> Roll:
    """By another person than those who drew it up and checked it. Raises Refused."""
    roll = saving.locked(roll)
    if roll.state != State.CHECKED:
        raise Refused(f"花名册现在是“{roll.get_state_display()}”，不能审核。")
    if roll.checker == by.pk:
        raise Refused("核对人和审核人不能是同一人，请由他人审核。")
    if roll.drawer == by.pk:
        raise Refused("造册人不能审核自己造的册，请由他人审核。")
    _must_be_right(roll)
    roll.state, roll.approved_by, roll.approver = State.APPROVED, by.full_name, by.pk
    roll.save()
    return roll


@transaction.atomic
def send_back(roll: Roll, reason: str, *, by) -> Roll:
    """To be drawn up again. Raises Refused once money has left."""
    roll = saving.locked(roll)
    if roll.state == State.PAID:
        raise Refused("已发放的花名册不能退回。")
    roll.state, roll.reason = State.DRAFT, reason
    roll.checked_by = roll.approved_by = ""
    roll.checker = roll.approver = None
    roll.save()
    return roll


@transaction.atomic
def pay(roll: Roll, paid_on: dt.date, *, by) -> Roll:
    """The money has left: every line gets its day. Raises Refused."""
    roll = saving.locked(roll)
    if roll.state != State.APPROVED:
        raise Refused(f"花名册现在是“{roll.get_state_display()}”，审核后才能登记发放。")
    if paid_on > timezone.localdate():
        raise Refused("发放日期不能晚于今天。")
    _must_be_right(roll)
    roll.state, roll.paid_on = State.PAID, paid_on
    roll.save()
    roll.payments.update(paid_on=paid_on)
    return roll


def _must_be_right(roll: Roll, advice: str = "请先退回造册，改正后再办。") -> None:
    """Asked at every step: a clause may have been changed after the roll was checked."""
    if wrong := [problem for problem in problems(roll) if problem.blocks]:
        first = wrong[0]
        name = f"{first.payment.name}：" if first.payment else ""
        raise Refused(f"还有{len(wrong)}处错误，例如{name}{first.words}。{advice}")


def _draft(roll: Roll) -> Roll:
    roll = saving.locked(roll)
    if roll.state != State.DRAFT:
        raise Refused(f"花名册已是“{roll.get_state_display()}”，请先退回造册再改。")
    return roll
