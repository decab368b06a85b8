"""The portrait of a person: kept, replaced, taken away, shown. Whoever sees the record sees the face, and nobody else."""

import hashlib

from django.db import transaction
from django.utils import timezone

from people.registry.models import Person
from talentbase.audit.actor import widened
from talentbase.audit.models import UNDO_FOR, Change
from talentbase.files import store
from talentbase.files.models import StoredFile

KIND = "photo"


@transaction.atomic
def keep(person: Person, portrait: bytes, *, unit, by=None) -> bool:
    """Make this the person's photo; False where it is already. portrait: as `sheets.portrait` gives it.

    The one before stays stored for UNDO_FOR, so that the change can be taken back.
    """
    before = _file_of(person)
    if before and before.sha256 == hashlib.sha256(portrait).hexdigest():
        return False
    person.photo = store.store(f"{person.number}.jpg", portrait, kind=KIND, unit=unit, by=by)
    person.save(update_fields=["photo"])
    return True


@transaction.atomic
def remove(person: Person) -> None:
    person.photo = None
    person.save(update_fields=["photo"])


def read(person: Person) -> bytes:
    """The JPEG. person: fetched within the user's scope, with a photo."""
    return store.read(_file_of(person))


def _file_of(person: Person) -> StoredFile | None:
    """The file belongs to the unit that brought it; a person may belong to several."""
    with widened():
        return StoredFile.objects.filter(pk=person.photo_id).first()


def sweep() -> int:
    """Photos that nobody has had for UNDO_FOR are removed for good; how many."""
    since = timezone.now() - UNDO_FOR
    left = StoredFile.objects.filter(kind=KIND, made_at__lt=since).exclude(pk__in=_in_use())
    recent = Change.objects.filter(table="registry_person", at__gte=since, before__has_key="photo_id")
    wanted = {change["photo_id"] for change in recent.values_list("before", flat=True)}
    gone = list(left.exclude(pk__in=wanted - {None}))
    for stored in gone:
        store.remove(stored)
    return len(gone)


def _in_use():
    return Person.objects.exclude(photo=None).values("photo")
