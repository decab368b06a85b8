"""The portrait of a person: kept, replaced, taken away, shown. Whoever sees the record sees the face, and nobody else."""

import hashlib

from django.db import transaction

from people.registry.models import Person
from talentbase.audit.actor import widened
from talentbase.files import store
from talentbase.files.models import StoredFile

KIND = "photo"


@transaction.atomic
def keep(person: Person, portrait: bytes, *, unit, by=None) -> bool:
    """Make this the person's photo; False where it is already. portrait: as `sheets.portrait` gives it.

    The one before stays stored for a while, so that the change can be taken back.
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
