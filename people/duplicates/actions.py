"""Verbs on pairs: merge two records, take a merge back, say that two are different people. Each is one transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.duplicates.children import move
from people.duplicates.evidence import judged, traits_of
from people.duplicates.fields import BOTH, FIRST, LINES, settled, take
from people.duplicates.models import Merge, Pair
from people.duplicates.scan import renew, values_of
from people.registry.models import Person
from people.registry.undo import rebuild
from talentbase.audit.actor import set_local, widened
from talentbase.audit.models import Change
from talentbase.imports import undo


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def merge(pair: Pair, keep: str, choices: dict[str, str], *, versions: tuple[int, int], by) -> Merge:
    """Make two records one. keep: the side whose number stays; choices: {line: side | both}; versions: as they were shown.

    Raises Refused where they cannot be one, or somebody changed them meanwhile. Rows of every room move, also those that
    the user does not see: whoever has a person has what belongs to him.
    """
    pair = _locked(pair)
    people = _people(pair)
    first, second = people[pair.first_id], people[pair.second_id]
    if (first.version, second.version) != versions:
        raise Refused("您打开之后，有人改过其中一份档案。下面是最新的内容，请核对后再合并。")
    kept, gone = (first, second) if keep == FIRST else (second, first)
    _check(kept, gone)
    done = Merge.objects.create(kept=kept, gone=gone, made_by=by)
    set_local({"batch": done.mark})
    photo = gone.photo_id if not kept.photo_id else None
    _archive(gone, f"已并入{kept.number}", without_photo=photo is not None)
    _bring_over(kept, gone, keep, choices, photo)
    with widened():
        done.left = move(kept, gone)
        rebuild([kept.pk])
    done.save()
    _decide(pair, Pair.State.MERGED, "", by)
    return done


def _locked(pair: Pair) -> Pair:
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    if pair.state == Pair.State.MERGED:
        raise Refused("这两份档案已经合并。")
    return pair


def _people(pair: Pair) -> dict[int, Person]:
    both = Person.objects.select_for_update(of=("self",)).filter(pk__in=[pair.first_id, pair.second_id]).order_by("pk")
    return {person.pk: person for person in both}


def _check(kept: Person, gone: Person) -> None:
    if Merge.objects.standing().filter(gone__in=(kept, gone)).exists():
        raise Refused("其中一份档案已并入别的档案。请先在“合并记录”中撤销，再合并。")
    for person in (kept, gone):
        if person.archived_at:
            raise Refused(f"{person.name}（{person.number}）已经归档，不能合并。如需合并，请先恢复档案。")
    if kept.id_number_hash and gone.id_number_hash and kept.id_number_hash != gone.id_number_hash:
        raise Refused("两份档案的身份证号不同。请先核对，改正登记错的一份，再合并。")


def _archive(gone: Person, reason: str, *, without_photo: bool) -> None:
    """Before the other is saved: an ID number and a photo belong to one present record at a time."""
    gone.archived_at, gone.archived_reason = timezone.now(), reason
    if without_photo:
        gone.photo = None
    gone.save(update_fields=["archived_at", "archived_reason", "photo"])


def _bring_over(kept: Person, gone: Person, keep: str, choices: dict[str, str], photo: int | None) -> None:
    settled(kept, gone)
    for line in LINES:
        choice = choices.get(line.name, keep)
        if line.is_blank(gone):
            continue
        is_wanted = line.is_blank(kept) or choice not in (keep, BOTH) or (choice == BOTH and line.joins)
        if is_wanted and not take(line, kept, gone, both=choice == BOTH):
            raise Refused(f"{line.label}两条合在一起太长，请选用其中一条，或先删减。")
    if not kept.id_number_hash:
        kept.id_number_cipher, kept.id_number_hash = gone.id_number_cipher, gone.id_number_hash
    kept.photo_id = kept.photo_id or photo
    kept.save()


def _decide(pair: Pair, state: str, note: str, by) -> None:
    pair.state, pair.note, pair.decided_by, pair.decided_at = state, note[:120], by, timezone.now()
    pair.save()


@transaction.atomic
def take_back(done: Merge) -> dict[tuple[str, int], str]:
    """Two records again, as they were; {(table, id): why it stays} of what was edited since. Raises Refused."""
    done = Merge.objects.select_for_update().get(pk=done.pk)
    if not done.may_be_undone:
        raise Refused("这次合并已经撤销，或已超过30天，不能再撤销。")
    if later := Merge.objects.standing().filter(pk__gt=done.pk).of_people(done.kept, done.gone).order_by("-pk").first():
        raise Refused(f"这份档案之后又有合并（{later}），请先撤销之后的合并。")
    try:
        with widened(), transaction.atomic():
            _give_number_back(done)
            stayed = undo.take_back(done.mark, f"撤销{done.mark}", beyond_rooms=True)
    except IntegrityError:
        raise Refused("合并之后又有改动，与原来的资料冲突，不能撤销。请核对后手工处理。") from None
    done.undone_at = timezone.now()
    done.save()
    return stayed


def _give_number_back(done: Merge) -> None:
    """Two present records never hold one ID number, not for a moment. The index column is made anew from the number."""
    kept, gone = done.kept, done.gone
    if not gone.id_number_hash or kept.id_number_hash != gone.id_number_hash:
        return
    of_kept = Change.objects.filter(table="registry_person", row_id=str(kept.pk))
    since = of_kept.filter(batch=done.mark).values("pk").order_by("pk")[:1]
    is_edited = of_kept.filter(pk__gt=since).exclude(batch=done.mark).exists()  # its row will not be given back
    number = {"id_number_cipher": None} if is_edited else {}
    Person.objects.filter(pk=kept.pk).update(id_number_hash="", **number)


@transaction.atomic
def differ(pair: Pair, note: str, *, by) -> None:
    """确认非同一人: remembered, no scan asks again."""
    _decide(_locked(pair), Pair.State.DIFFERENT, " ".join(note.replace("\0", "").split()), by)


@transaction.atomic
def reopen(pair: Pair) -> None:
    pair = _locked(pair)
    pair.state, pair.note, pair.decided_by, pair.decided_at = Pair.State.OPEN, "", None, None
    pair.save()


@transaction.atomic
def propose(one: Person, other: Person) -> Pair:
    """Two records that somebody thinks are one person, whatever a scan says of them. Raises Refused for one and the same."""
    if one.pk == other.pk:
        raise Refused("请填写两份不同的档案。")
    first, second = sorted((one, other), key=lambda person: person.pk)
    pair = Pair.objects.filter(first=first, second=second).first()
    if pair is None:
        records = values_of(Person.objects.filter(pk__in=[first.pk, second.pk]))
        traits = {pk: traits_of(values) for pk, values in records.items()}
        pair = Pair(first=first, second=second, is_by_hand=True)
        renew(pair, judged(first.pk, second.pk, traits))
        pair.save()
    return pair
