"""What hangs on a record, in every room: found through the foreign keys, so that no room above has to be imported.

A room whose rows want more care than a changed key says so in `ready()` with `care`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import ForeignObjectRel, Model, Q, UniqueConstraint

from people.registry.models import BusinessProfile, ExpertProfile, OfficialProfile, Person, PersonClaim

Care = Callable[[Person, Person], Iterable[int] | None]
UNCOMPARED = ("version", "changed_at", "order")
_cares: dict[type[Model], Care] = {}


def care(model: type[Model], prepare: Care) -> None:
    """prepare(kept, gone) runs before the rows of this model move; ids it answers stay with `gone`, the others move."""
    _cares[model] = prepare


@dataclass(frozen=True)
class Moving:
    """Rows of one kind. staying: those of which the kept record has the same already."""

    model: type[Model]
    column: str
    going: tuple[int, ...]
    staying: tuple[int, ...]

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)


def plan(kept: Person, gone: Person) -> list[Moving]:
    """What would move, kind by kind; kinds of which there is nothing are left out."""
    kinds = (_split(relation, kept, gone) for relation in relations())
    return [kind for kind in kinds if kind.going or kind.staying]


def move(kept: Person, gone: Person) -> dict[str, int]:
    """{kind: how many stayed}."""
    left = {}
    for relation in relations():
        prepare = _cares.get(relation.related_model)
        bound = set(prepare(kept, gone) or ()) if prepare else set()
        kind = _split(relation, kept, gone)
        kind.model._base_manager.filter(pk__in=set(kind.going) - bound).update(**{kind.column: kept})
        if staying := bound | set(kind.staying):
            left[kind.label] = len(staying)
    return left


def relations() -> Iterator[ForeignObjectRel]:
    for field in Person._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete and field.related_model._meta.app_label != "duplicates":
            yield field


def _split(relation: ForeignObjectRel, kept: Person, gone: Person) -> Moving:
    model, column = relation.related_model, relation.field.name
    mine, theirs = (model._base_manager.filter(**{column: person}) for person in (kept, gone))
    going = set(theirs.values_list("pk", flat=True))
    staying: set[int] = set()
    for fields, condition in _rules(model, relation) if going else ():
        taken = {repr(values) for _, *values in mine.filter(condition).values_list("pk", *fields)}
        rows = theirs.filter(condition).values_list("pk", *fields)
        staying |= {pk for pk, *values in rows if repr(values) in taken}
    return Moving(model, column, tuple(sorted(going - staying)), tuple(sorted(staying)))


def _rules(model: type[Model], relation: ForeignObjectRel) -> Iterator[tuple[list[str], Q]]:
    """(columns besides the person, condition) of everything that may stand once; and a row that says the very same."""
    column = relation.field.name
    if relation.one_to_one:
        yield [], Q()
        return
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and column in rule.fields:
            yield [name for name in rule.fields if name != column], rule.condition or Q()
    said = (field.attname for field in model._meta.concrete_fields if not field.primary_key and field.name != column)
    yield [name for name in said if name not in UNCOMPARED], Q()


def _widen_claims(kept: Person, gone: Person) -> None:
    """Both reported by one unit: since the earlier day, until the later."""
    of_gone = {claim.unit_id: claim for claim in PersonClaim.objects.filter(person=gone)}
    for claim in PersonClaim.objects.filter(person=kept, unit__in=of_gone):
        other = of_gone[claim.unit_id]
        claim.first_reported = min(claim.first_reported, other.first_reported)
        claim.last_reported = max(claim.last_reported, other.last_reported)
        claim.save()


def _fill(model: type[Model]) -> Care:
    """Both have the profile: what the kept one does not say comes from the other."""

    def fill(kept: Person, gone: Person) -> None:
        mine, theirs = (model.objects.filter(person=person).first() for person in (kept, gone))
        if mine and theirs:
            for field in model._meta.concrete_fields:
                if not field.primary_key and field.name != "person" and getattr(mine, field.attname) in ("", None):
                    setattr(mine, field.attname, getattr(theirs, field.attname))
            mine.save()

    return fill


care(PersonClaim, _widen_claims)
for profile in (OfficialProfile, ExpertProfile, BusinessProfile):
    care(profile, _fill(profile))
