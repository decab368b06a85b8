"""The database half of 补贴花名册: a sheet becomes a roll that is drawn up; what is paid already is told and not paid again."""

from decimal import Decimal

from people.benefits.models import Payment, Roll
from people.registry.models import Person
from talentbase.accounts.sealing import blind, seal
from talentbase.codes.book import key_of
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.imports.recipe import CheckOnly, Item, Known, RowReading
from talentbase.registers.recipe import fitting

PAID = "同一人同类补贴的这个月已经造册，没有重复导入"


class SubsidyRecipe(CheckOnly):
    list_url = "benefits:rolls"
    table = Payment._meta.db_table

    def known(self, readings: list[RowReading], *, by, unit=None) -> dict[int, Known]:
        """Payments of the same number, kind and months; nothing of them is told but that they stand."""
        keys = [blind(reading.values.get("id_number", "")) for reading in readings]
        stored = Payment.objects.filter(id_number_hash__in={key for key in keys if key})
        index: dict[tuple[str, str], list[Payment]] = {}
        for payment in stored:
            index.setdefault((payment.id_number_hash, payment.kind), []).append(payment)
        found = {}
        for number, (key, reading) in enumerate(zip(keys, readings, strict=True)):
            months = set(reading.values.get("months", ()))
            for payment in index.get((key, reading.values.get("kind", "")), ()):
                if months & set(payment.months) or not (months or payment.months):
                    found[number] = Known(payment.pk, "echo", PAID, words=str(payment))
        return found

    def apply(self, items: list[Item], *, batch, by) -> list[tuple[int | None, str]]:
        rolls: dict[tuple, Roll] = {}
        return [self._write(item, batch, rolls) for item in items]

    def _write(self, item: Item, batch, rolls: dict[tuple, Roll]) -> tuple[int, str]:
        values = item.values
        if item.target:
            return item.target, Row.Outcome.SAME
        kind, months = values.get("kind") or "人才补贴", sorted(values.get("months", ()))
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
        if number := values.get("id_number"):
            payment.id_number_cipher, payment.id_number_hash = seal(number), blind(number)
            payment.person = Person.objects.filter(id_number_hash=payment.id_number_hash).first()
        if payment.person is None:
            same = list(Person.objects.present().filter(name=payment.name, employer=payment.employer).exclude(employer="")[:2])
            payment.person = same[0] if len(same) == 1 else None
        if account := values.get("account"):
            payment.account_cipher, payment.account_hash = seal(account), blind(account)
        payment.save()
        return payment.pk, Row.Outcome.ADDED

    @staticmethod
    def _roll(batch, kind: str, months: list[str]) -> Roll:
        """One drawn-up roll per kind and months; a batch that is confirmed in two goes fills the same."""
        title = f"{kind}花名册（{batch.unit.name}{batch.reported_on:%Y.%m.%d}报送）"[:120]
        known = Roll.objects.filter(title=title, kind=kind, months=months, unit=batch.unit, state=Roll.State.DRAFT).first()
        return known or Roll.objects.create(
            title=title, kind=kind, months=months, months_until=max(months, default=""), unit=batch.unit
        )


def paid(ids: list[int]) -> undo.Reasons:
    stands = Payment.objects.filter(pk__in=ids).exclude(roll__state=Roll.State.DRAFT).exclude(roll=None)
    return dict.fromkeys(stands.values_list("pk", flat=True), "花名册已核对或发放，没有撤销")


def people_paid(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Payment.objects.filter(person__in=ids).values_list("person_id", flat=True), "已有补贴发放，没有撤销")


undo.register(Payment, lambda ids: None)
undo.keep(Payment, paid)
undo.keep(Person, people_paid)
