"""Verbs on needs, one by one and for a whole sheet.

A need belongs to the unit that looks after its employer, so whoever sees the one sees the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from demand.enterprises import actions as employers
from demand.enterprises.actions import Source
from demand.enterprises.models import Enterprise
from demand.needs.models import Need, Round
from demand.needs.numbers import lock, next_numbers
from demand.needs.record import Record
from demand.needs.rounds import Refused, open_round_now
from demand.needs.search_terms import terms_of
from talentbase.codes.models import IndustryChain
from talentbase.pg.search import vector
from talentbase.text.folding import fold
from talentbase.web.edits import Stale

BATCH = 500
BY_DATABASE = ("id", "number", "version", "changed_at")
STORED = [field.name for field in Need._meta.concrete_fields if field.name not in BY_DATABASE]
LIFE = ("round", "state", "state_reason", "received_on", "settled_on", "source", "search")
CARRIED = [name for name in STORED if name not in LIFE]
State = Need.State
obstacles: list[
    Callable[[Need], str]
] = []  # rooms above say why a need is not open again as it is, "" where nothing is in the way


def refresh_derived(need: Need) -> None:
    """Columns made from others; call before every save."""
    need.unit_id = need.enterprise.unit_id
    need.search = vector(terms_of(need))


@transaction.atomic
def register(need: Need, *, by) -> Need:
    """One need from a form, unsaved and checked; it gets its number. Raises Refused for a second one of the same name."""
    need.number = next_numbers(1, round=need.round, year=need.received_on.year)[0]
    need.source = need.source or (f"{need.round}征集，{need.enterprise.unit.name}" if need.round else "轮次外登记")
    refresh_derived(need)
    _save(need)
    return need


@transaction.atomic
def update(need: Need, *, opened_version: int, by) -> Need:
    """Save an edited need; raises Stale where somebody saved since `opened_version`."""
    stored = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if stored.version != opened_version:
        raise Stale(stored)
    refresh_derived(need)
    _save(need, update_fields=STORED)
    need.refresh_from_db(fields=["version", "changed_at"])
    return need


def _save(need: Need, **options) -> None:
    try:
        with transaction.atomic():
            need.save(**options)
    except IntegrityError as problem:
        if "needs_need_once" in str(problem):
            raise Refused("本轮已有同一单位的同名需求。") from problem
        raise


@transaction.atomic
def settle(need: Need, *, on: date, by, note: str = "") -> Need:
    """对接成功 on that day."""
    return _move(need, State.SETTLED, allowed=(State.OPEN,), settled_on=on, state_reason=note)


@transaction.atomic
def lapse(need: Need, *, reason: str, by) -> Need:
    """No longer asked for: filled otherwise, given up, past its deadline."""
    return _move(need, State.LAPSED, allowed=(State.OPEN,), state_reason=reason)


@transaction.atomic
def withdraw(need: Need, *, reason: str, by) -> Need:
    """Entered by mistake: it counts nowhere any more."""
    return _move(need, State.WITHDRAWN, allowed=(State.OPEN, State.LAPSED), state_reason=reason)


@transaction.atomic
def settle_by_another(need: Need, *, on: date, note: str, by) -> Need:
    """The result that settled it was a mistake, but another one stands."""
    return _move(need, State.SETTLED, allowed=(State.SETTLED,), settled_on=on, state_reason=note)


@transaction.atomic
def reopen(need: Need, *, by) -> Need:
    """Back to 待对接 from any other state. Raises Refused, also where a room above says what stands in the way."""
    for obstacle in obstacles:
        if sentence := obstacle(need):
            raise Refused(sentence)
    allowed = (State.SETTLED, State.LAPSED, State.WITHDRAWN)
    return _move(need, State.OPEN, allowed=allowed, settled_on=None, state_reason="")


def _move(need: Need, state: str, *, allowed: tuple[str, ...], **values) -> Need:
    stored = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if stored.state not in allowed:
        raise Refused(f"这条需求现在是“{stored.get_state_display()}”，不能改为“{State(state).label}”。")
    need.state = state
    for name, value in values.items():
        setattr(need, name, value)
    _save(need, update_fields=["state", *values])
    return need


@transaction.atomic
def carry_over(need: Need, *, by) -> Need:
    """The employer still asks for it: a new need of the round that is open now; the old one, if open, is closed by it."""
    current = open_round_now()
    if current is None:
        raise Refused("现在没有进行中的征集轮次，请先开启新一轮。")
    if need.round_id == current.pk:
        raise Refused(f"这条需求已经在{current}中。")
    fresh = Need(round=current, source=f"沿用{need.number}"[:60], **{name: getattr(need, name) for name in CARRIED})
    register(fresh, by=by)
    if need.state == State.OPEN:
        lapse(need, reason=f"已转入{current}，编号{fresh.number}", by=by)
    return fresh


def follow_employer(enterprise: Enterprise, before: Enterprise) -> None:
    """A renamed employer is found under its new name; one handed to another unit takes its needs along."""
    needs = list(enterprise.needs.all())
    for need in needs:
        need.enterprise = enterprise
        refresh_derived(need)
    Need.objects.bulk_update(needs, ["unit", "search"], batch_size=BATCH)


@dataclass
class Outcome:
    """What became of one record. what: added | changed | same; changed: names of the fields that really changed."""

    need: Need
    what: str
    changed: list[str] = field(default_factory=list)


@transaction.atomic
def register_many(records: list[Record], *, round: Round | None, source: Source) -> list[Outcome]:
    """Outcomes in the order of `records`. Same need: same employer, kind and title (width, blanks aside) in the round.

    round None: needs outside of rounds, compared with the open ones there. A sheet's empty cell takes nothing away.
    Raises `demand.enterprises.actions.Taken` where an employer is another unit's.
    """
    lock(round)
    chains = dict(IndustryChain.objects.values_list("code", "pk"))
    enterprises = employers.register_many([_employer(record, chains) for record in records], source=source)
    known = {_key(need): need for need in _stored(round, enterprises)}
    outcomes: list[Outcome] = []
    for record, enterprise in zip(records, enterprises, strict=True):
        fields = record.fields | ({"chain_id": chains[record.chain]} if record.chain in chains else {})
        key = enterprise.pk, record.kind, fold(fields["title"])
        need = known.get(key)
        if need is None:
            known[key] = need = _new(record, enterprise, round, source)
            _apply(need, fields)
            outcomes.append(Outcome(need, "added"))
        else:
            changed = _apply(need, {name: value for name, value in fields.items() if name != "title"})
            outcomes.append(Outcome(need, "changed" if changed else "same", changed))
    _write(outcomes, round, source)
    if round:
        _follow_up([outcome.need for outcome in outcomes if outcome.what == "added"], round)
    return outcomes


def _follow_up(added: list[Need], round: Round) -> None:
    """An employer that asks for the same again: the need of an earlier round goes on as the new one, it is not asked twice."""
    fresh = {_key(need): need for need in added}
    earlier = Need.objects.open().filter(enterprise__in={need.enterprise_id for need in added})
    closed = [need for need in earlier.exclude(round=round).exclude(round=None) if _key(need) in fresh]
    for need in closed:
        need.state = State.LAPSED
        need.state_reason = f"已转入{round}，编号{fresh[_key(need)].number}"
    Need.objects.bulk_update(closed, ["state", "state_reason"], batch_size=BATCH)


def _employer(record: Record, chains: dict[str, int]) -> dict:
    return record.employer | ({"chain_id": chains[record.chain]} if record.chain in chains else {})


def _stored(round: Round | None, enterprises: list) -> list[Need]:
    found = Need.objects.filter(round=round, enterprise__in=enterprises).select_related("enterprise")
    return list(found.counted() if round else found.open())


def _key(need: Need) -> tuple:
    return need.enterprise_id, need.kind, fold(need.title)


def _new(record: Record, enterprise, round: Round | None, source: Source) -> Need:
    return Need(kind=record.kind, enterprise=enterprise, round=round, source=source.words[:60], received_on=source.day)


def _apply(need: Need, fields: dict) -> list[str]:
    """Put a record's values on a need; returns the names of the fields that really changed."""
    changed = [name for name, value in fields.items() if getattr(need, name) != value]
    for name in changed:
        setattr(need, name, fields[name])
    return changed


def _write(outcomes: list[Outcome], round: Round | None, source: Source) -> None:
    added = [outcome.need for outcome in outcomes if outcome.what == "added"]
    changed = {each.need.pk: each.need for each in outcomes if each.what == "changed" and each.need.pk}
    if added:
        numbers = next_numbers(len(added), round=round, year=source.day.year)
        for need, number in zip(added, numbers, strict=True):
            need.number = number
    for need in (*added, *changed.values()):
        refresh_derived(need)
    Need.objects.bulk_create(added, batch_size=BATCH)
    if changed:
        names = {name for each in outcomes for name in each.changed}
        Need.objects.bulk_update(changed.values(), sorted(names | {"unit", "search"}), batch_size=BATCH)
