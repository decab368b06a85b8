"""Verbs on attachments: add, take away, have back, sweep. Each is one transaction."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from people.attachments.models import Attachment
from people.registry.models import Person
from talentbase.audit.actor import widened
from talentbase.audit.models import UNDO_FOR
from talentbase.files import office, store

KIND = "attachment"
MOST = 60  # of one person


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def add(person: Person, name: str, data: bytes, *, title: str = "", by) -> Attachment:
    """name: of the uploaded file. Raises Refused."""
    try:
        office.check(name, data)
    except office.NotKept as problem:
        raise Refused(str(problem)) from None
    if Attachment.objects.of_person(person).count() >= MOST:
        raise Refused(f"一人最多{MOST}个附件，请先删除不用的。")
    stored = store.store(name, data, kind=KIND, unit=by.unit, by=by)
    title = " ".join(title.replace("\0", "").split()) or Path(name).stem
    return Attachment.objects.create(person=person, file=stored, title=title[:120], size=len(data), added_by=by.full_name)


def read(attachment: Attachment) -> tuple[str, bytes]:
    """(name, bytes). The file belongs to the unit that brought it, the attachment to whoever sees the person."""
    with widened():
        stored = attachment.file
        return f"{attachment.title}{Path(stored.name).suffix}", store.read(stored)


@transaction.atomic
def remove(attachment: Attachment) -> None:
    attachment.removed_at = timezone.now()
    attachment.save(update_fields=["removed_at"])


@transaction.atomic
def restore(attachment: Attachment) -> None:
    attachment.removed_at = None
    attachment.save(update_fields=["removed_at"])


def sweep() -> int:
    """What was taken away a month ago goes for good; how many."""
    gone = list(Attachment.objects.filter(removed_at__lt=timezone.now() - UNDO_FOR).select_related("file"))
    for attachment in gone:
        stored = attachment.file
        attachment.delete()
        store.remove(stored)
    return len(gone)
