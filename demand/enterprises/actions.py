"""Verbs on employers, one by one and for a whole sheet. Each keeps the folded name and the search words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from demand.enterprises.county import whole_county
from demand.enterprises.identity import folded_name
from demand.enterprises.models import Enterprise
from demand.enterprises.search_terms import terms_of
from talentbase.audit import log
from talentbase.pg.search import vector
from talentbase.web.edits import Stale

BATCH = 500
BY_DATABASE = ("id", "version", "changed_at")
STORED = [field.name for field in Enterprise._meta.concrete_fields if field.name not in BY_DATABASE]
FILLED = ("uscc", "org_type", "industry", "chain_id", "contact", "phone")

_followers: list[Callable[[Enterprise, Enterprise], None]] = []


class Taken(Exception):
    """Employers of these names or codes are known already; enterprises: whoever looks after them. str() is a sentence."""

    def __init__(self, enterprises: list[Enterprise]):
        self.enterprises = enterprises
        named = "、".join(f"{each.name}（{each.unit.name}负责）" for each in enterprises[:5])
        super().__init__(f"已有用人单位：{named}{'等' if len(enterprises) > 5 else ''}。")


@dataclass(frozen=True)
class Source:
    """Where records come from: the reporting unit, the day, the words for 来源."""

    unit: Any
    day: Any
    words: str = ""


def on_change(function: Callable[[Enterprise, Enterprise], None]) -> None:
    """A room above registers, in `ready()`, what follows when an employer is renamed or handed to another unit.

    function: gets the employer as it is now and as it was.
    """
    if function not in _followers:
        _followers.append(function)


def refresh_derived(enterprise: Enterprise) -> None:
    """Columns made from others; call before every save."""
    enterprise.folded_name = folded_name(enterprise.name)
    enterprise.search = vector(terms_of(enterprise))


def taken_by(names: list[str], codes: list[str], *, except_id: int | None = None) -> list[Enterprise]:
    """Known employers with one of these folded names or credit codes, in the whole county whoever asks."""
    same = Q(folded_name__in=[name for name in names if name]) | Q(uscc__in=[code for code in codes if code])
    with whole_county():
        return list(Enterprise.objects.filter(same).exclude(pk=except_id).select_related("unit"))


@transaction.atomic
def register(enterprise: Enterprise, *, by) -> Enterprise:
    """One employer from the form; raises Taken."""
    refresh_derived(enterprise)
    _refuse_taken(enterprise)
    enterprise.save()
    return enterprise


@transaction.atomic
def update(enterprise: Enterprise, *, opened_version: int, by) -> Enterprise:
    """Save an edited employer. Raises Stale where somebody saved since `opened_version`, Taken for another's name or code."""
    stored = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise.pk)
    if stored.version != opened_version:
        raise Stale(stored)
    refresh_derived(enterprise)
    _refuse_taken(enterprise)
    enterprise.save(update_fields=STORED)
    enterprise.refresh_from_db(fields=["version", "changed_at"])
    if (stored.name, stored.unit_id) != (enterprise.name, enterprise.unit_id):
        for follow in _followers:
            follow(enterprise, stored)
    return enterprise


def _refuse_taken(enterprise: Enterprise) -> None:
    if taken := taken_by([enterprise.folded_name], [enterprise.uscc], except_id=enterprise.pk):
        raise Taken(taken)


@transaction.atomic
def register_many(records: list[dict], *, source: Source) -> list[Enterprise]:
    """The employers of a sheet, known or new, in the order of `records` (name and other model fields).

    Known ones are found by credit code, else by folded name, and only their empty fields are filled. Raises Taken where
    one is known but looked after by a unit the asker does not see.
    """
    known = _Known(records)
    found = [known.find(record) or known.add(record, source) for record in records]
    if known.new:
        hidden = taken_by([each.folded_name for each in known.new], [each.uscc for each in known.new])
        if hidden:
            raise Taken(hidden)
        Enterprise.objects.bulk_create(known.new, batch_size=BATCH)
    if known.filled:
        Enterprise.objects.bulk_update(known.filled.values(), [*FILLED, "search"], batch_size=BATCH)
    return found


class _Known:
    """Employers by credit code and folded name, fetched in one query for a whole sheet."""

    def __init__(self, records: list[dict]):
        self.new: list[Enterprise] = []
        self.filled: dict[int, Enterprise] = {}
        names = {folded_name(record["name"]) for record in records}
        codes = {record.get("uscc") for record in records} - {None, ""}
        rows = list(Enterprise.objects.filter(Q(folded_name__in=names) | Q(uscc__in=codes)))
        self.by_name = {row.folded_name: row for row in rows}
        self.by_code = {row.uscc: row for row in rows if row.uscc}

    def find(self, record: dict) -> Enterprise | None:
        known = self.by_code.get(record.get("uscc")) or self.by_name.get(folded_name(record["name"]))
        if known:
            self._fill(known, record)
        return known

    def _fill(self, known: Enterprise, record: dict) -> None:
        """A sheet's word goes where nothing is written; a code that is another employer's was met before the name."""
        missing = {name: record[name] for name in FILLED if record.get(name) and not getattr(known, name)}
        if not missing:
            return
        for name, value in missing.items():
            setattr(known, name, value)
        self.by_code.setdefault(known.uscc, known)
        refresh_derived(known)
        if known.pk:
            self.filled[known.pk] = known

    def add(self, record: dict, source: Source) -> Enterprise:
        enterprise = Enterprise(unit=source.unit, **record)
        refresh_derived(enterprise)
        self.new.append(enterprise)
        self.by_name[enterprise.folded_name] = enterprise
        if enterprise.uscc:
            self.by_code[enterprise.uscc] = enterprise
        return enterprise


@transaction.atomic
def close(enterprise: Enterprise, *, by) -> Enterprise:
    """Out of the list and of the choices in forms; needs and history stay."""
    enterprise.closed_on = timezone.localdate()
    enterprise.save(update_fields=["closed_on"])
    return enterprise


@transaction.atomic
def reopen(enterprise: Enterprise, *, by) -> Enterprise:
    enterprise.closed_on = None
    enterprise.save(update_fields=["closed_on"])
    return enterprise


def reveal(record, *, reason: str, by, address: str = "") -> str:
    """The full phone of a record with a contact (employer or need), after one line in the access log."""
    log.record("reveal", user=by, address=address, subject=record, field="phone", reason=reason)
    return record.phone
