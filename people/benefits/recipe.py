"""The database half of 补贴花名册: a sheet becomes a roll that is drawn up; what is paid already is told and not paid again."""

from decimal import Decimal
from itertools import product

from people.benefits import actions
from people.benefits.models import PaidMonth, Payment, Roll
from people.registry.models import Person
from talentbase.accounts.sealing import blind, seal
from talentbase.codes.book import key_of
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.imports.recipe import CheckOnly, Item, Known, RowReading
from talentbase.policies.models import Policy
from talentbase.registers.recipe import fitting
from talentbase.registers.saving import Refused

PAID = "同一人同类补贴的这个月已经造册，没有重复导入"


class SubsidyRecipe(CheckOnly):
    list_url = "benefits:rolls"
    right = "benefits.edit"
    table = Payment._meta.db_table

    def known(self, readings: list[RowReading], *, by, unit=None) -> dict[int, Known]:
        """Rows whose person has the kind and one of the months already; nothing is told of it but that it stands."""
        payees = self._payees([reading.values for reading in readings])
        taken: dict[tuple[str, str, str], Payment] = {}
        wanted = PaidMonth.objects.filter(who__in=set().union(*payees)).select_related("payment")
        for paid_month in wanted:
            taken[paid_month.who, paid_month.kind, paid_month.month] = paid_month.payment
        found, rows = {}, {}
        for number, (names, reading) in enumerate(zip(payees, readings, strict=True)):
            kind, months = _kind(reading.values), sorted(reading.values.get("months", ())) or [""]
            keys = [] if reading.held else list(product(names, [kind], months))
            if payment := next((taken[key] for key in keys if key in taken), None):
                found[number] = Known(payment.pk, "echo", PAID, words=str(payment))
            elif first := next((rows[key] for key in keys if key in rows), None):
                sentence = f"与第{first}行是同一人（或同名同单位又没有身份证号）的同一个月，同时导入只发一次"
                found[number] = Known(None, "double_payment", sentence, review=True)
            rows |= {key: rows.get(key, reading.row) for key in keys}
        return found

    @staticmethod
    def _payees(rows: list[dict]) -> list[set[str]]:
        """Under which names of `PaidMonth` each row would be paid, as the database works them out."""
        people = _People(rows)
        found = []
        for values in rows:
            person = people.of(values)
            hashes = {blind(values.get("id_number", "")), person.id_number_hash if person else ""} - {""}
            names = {f"i{each}" for each in hashes} | ({f"p{person.pk}"} if person else set())
            found.append(names or {f"n{values.get('name', '')[:60]}|{values.get('employer', '')[:120]}"})
        return found

    def apply(self, items: list[Item], *, batch, by) -> list[tuple]:
        rolls: dict[tuple, Roll] = {}
        people = _People([item.values for item in items])
        return [self._write(item, batch, rolls, people) for item in items]

    def _write(self, item: Item, batch, rolls: dict[tuple, Roll], people: "_People") -> tuple:
        """A person who is paid by an earlier row of the same sheet is left out, as the check page has told."""
        values = item.values
        if item.target:
            return item.target, Row.Outcome.SAME
        kind, months = _kind(values), sorted(values.get("months", ()))
        roll = rolls.get((kind, tuple(months))) or self._roll(batch, kind, months)
        rolls[kind, tuple(months)] = roll
        fields = {"name": values["name"], "employer": values.get("employer", ""), "bank": values.get("bank", "")}
        fields |= {"kind": kind, "months": months}
        for name, key in (("standard", "standard_yuan_month"), ("amount", "amount")):
            if values.get(key) is not None:
                fields[name] = Decimal(str(values[key])).quantize(Decimal("0.01"))
        for table, key in (("education", "education"), ("degrees", "degree")):
            if values.get(key):
                fields[f"{key}_id"] = key_of(table, values[key])
        payment = Payment(roll=roll, unit=batch.unit, remark=values.get("remark", ""), **fitting(Payment, fields))
        payment.person = people.of(values)
        if number := values.get("id_number"):
            payment.id_number_cipher, payment.id_number_hash = seal(number), blind(number)
        if account := values.get("account"):
            payment.account_cipher, payment.account_hash = seal(account), blind(account)
        try:
            actions.save(payment)
        except Refused as refused:
            return None, Row.Outcome.SKIPPED, str(refused)
        return payment.pk, Row.Outcome.ADDED

    @staticmethod
    def _roll(batch, kind: str, months: list[str]) -> Roll:
        """One drawn-up roll per kind and months; a batch that is confirmed in two goes fills the same."""
        title = f"{kind}花名册（{batch.unit.name}{batch.reported_on:%Y.%m.%d}报送）"[:120]
        made_by = {"drawn_by": batch.made_by_name, "drawer": batch.made_by}
        known = Roll.objects.filter(title=title, kind=kind, months=months, unit=batch.unit, state=Roll.State.DRAFT).first()
        return known or Roll.objects.create(
            title=title, kind=kind, months=months, months_until=max(months, default=""), unit=batch.unit, **made_by
        )


class _People:
    """Who the rows mean, asked once: the holder of the ID number, else the only one of that name with that employer."""

    def __init__(self, rows: list[dict]):
        hashes = {blind(values["id_number"]) for values in rows if values.get("id_number")}
        names = {values["name"] for values in rows if values.get("name")}
        self.by_hash = {person.id_number_hash: person for person in Person.objects.filter(id_number_hash__in=hashes)}
        self.by_work: dict[tuple[str, str], list[Person]] = {}
        for person in Person.objects.present().filter(name__in=names).exclude(employer=""):
            self.by_work.setdefault((person.name, person.employer), []).append(person)

    def of(self, values: dict) -> Person | None:
        told = blind(values.get("id_number", ""))
        if held := self.by_hash.get(told):
            return held
        same = self.by_work.get((values.get("name", ""), values.get("employer", "")), [])
        return same[0] if len(same) == 1 and (not told or same[0].id_number_hash in ("", told)) else None


def _kind(values: dict) -> str:
    return values.get("kind") or "人才补贴"


def paid(ids: list[int]) -> undo.Reasons:
    stands = Payment.objects.filter(pk__in=ids).exclude(roll__state=Roll.State.DRAFT).exclude(roll=None)
    return dict.fromkeys(stands.values_list("pk", flat=True), "花名册已核对或发放，没有撤销")


def people_paid(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Payment.objects.filter(person__in=ids).values_list("person_id", flat=True), "已有补贴发放，没有撤销")


def rolls_in_use(ids: list[int]) -> undo.Reasons:
    stands = Roll.objects.filter(pk__in=ids).exclude(state=Roll.State.DRAFT, payments=None)
    return dict.fromkeys(stands.values_list("pk", flat=True), "花名册中还有人，没有撤销")


def paid_against(ids: list[int]) -> undo.Reasons:
    drawn = Roll.objects.filter(clause__policy__in=ids)
    return dict.fromkeys(drawn.values_list("clause__policy_id", flat=True), "已据以造册，没有撤销")


undo.register(Roll, lambda ids: None)  # before its payments: they are taken back first
undo.register(Payment, lambda ids: None)
undo.keep(Roll, rolls_in_use)
undo.keep(Policy, paid_against)
undo.keep(Payment, paid)
undo.keep(Person, people_paid)
