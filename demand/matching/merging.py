"""When two records of one person are merged: what was agreed with either of them stands, what was only computed is made anew."""

from demand.matching.models import Match
from people.duplicates.children import care
from people.registry.models import Person


def drop_computed(kept: Person, gone: Person) -> None:
    """A computed match gives way to one that somebody has begun to work on; the rescoring of changed people follows."""
    computed = _untouched()
    computed.filter(person=gone).delete()
    computed.filter(person=kept, need__in=Match.objects.filter(person=gone).values("need")).delete()


def _untouched():
    """Nobody has begun anything with these: no step, and nothing of the rooms above hangs on them."""
    nothing = {f"{relation.name}__isnull": True for relation in Match._meta.related_objects if not relation.hidden}
    return Match.objects.filter(stage=Match.Stage.NEW, pk__in=Match.objects.filter(**nothing).values("pk"))


care(Match, drop_computed)
