"""Verbs on working lists. Each is one transaction; a list is changed only while it is a draft."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people.liaison import actions as liaison
from people.liaison.forms import REACHED
from people.liaison.models import Visit
from people.liaison.pair_actions import leaders_of
from people.registry.models import Person
from people.worklists.checks import asked_about, barred, problems_of, unanswered
from people.worklists.letters import letter_for
from people.worklists.models import Edition, Entry, Worklist
from people.worklists.rows import frozen_rows

State = Worklist.State
MOST = 2000
NAMED = 5  # of many in one sentence
EXTRA = ("leader", "escort", "standard", "remark")


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def make(title: str, purpose: str, day: dt.date, people: Iterable[Person], *, by) -> Worklist:
    """people: in the order they shall stand."""
    made = Worklist.objects.create(title=title, purpose=purpose, day=day, letter=letter_for(purpose), unit=by.unit, made_by=by)
    _append(made, people)
    return made


@transaction.atomic
def add(worklist: Worklist, people: Iterable[Person]) -> int:
    """How many are new; who is on the list already stays where he is, who was removed comes back."""
    worklist = _draft(worklist)
    return _append(worklist, people)


def _append(worklist: Worklist, people: Iterable[Person]) -> int:
    people = list(people)
    known = {entry.person_id: entry for entry in worklist.entries.exclude(person=None)}
    if worklist.entries.standing().count() + len(people) > MOST:
        raise Refused(f"一份名单最多{MOST}人，请分成几份。")
    last = worklist.entries.aggregate(last=Max("place"))["last"] or 0
    fresh = [person for person in people if person.pk not in known]
    Entry.objects.bulk_create(
        Entry(worklist=worklist, person=person, name=person.name, post=_post(person), place=last + number)
        for number, person in enumerate(fresh, 1)
    )
    back = [entry.pk for entry in known.values() if entry.removed_at and entry.person_id in {person.pk for person in people}]
    Entry.objects.filter(pk__in=back).update(removed_at=None, removed_reason="")
    return len(fresh) + len(back)


def _post(person: Person) -> str:
    return f"{person.employer}{person.position}"


@transaction.atomic
def add_by_hand(worklist: Worklist, name: str, post: str) -> Entry:
    """Somebody who is not in the register."""
    worklist = _draft(worklist)
    name, post = (" ".join(text.replace("\0", "").split()) for text in (name, post))
    if not name or len(name) > 60 or len(post) > 240:
        raise Refused("请填写姓名，最多60个字；单位及职务最多240个字。")
    last = worklist.entries.aggregate(last=Max("place"))["last"] or 0
    return Entry.objects.create(worklist=worklist, name=name, post=post, place=last + 1)


@transaction.atomic
def describe(worklist: Worklist, fields: list[str]) -> None:
    """worklist: changed by a form in these fields; nothing else of it is written."""
    _draft(worklist)
    worklist.save(update_fields=fields)


@transaction.atomic
def remove(worklist: Worklist, entry: Entry, reason: str) -> None:
    worklist = _draft(worklist)
    reason = " ".join(reason.replace("\0", "").split())[:120]
    if not reason:
        raise Refused(f"请写明移出{entry.name}的原因。")
    worklist.entries.filter(pk=entry.pk).update(removed_at=timezone.now(), removed_reason=reason)


@transaction.atomic
def put_back(worklist: Worklist, entry: Entry) -> None:
    _draft(worklist).entries.filter(pk=entry.pk).update(removed_at=None, removed_reason="")


@dataclass(frozen=True)
class Shown:
    """What the page showed before anything was typed: {entry id: mark of its texts}, and the ids in their order."""

    marks: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)


def row_mark(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


@transaction.atomic
def arrange(
    worklist: Worklist, rows: dict[int, dict[str, str]], shown: Shown | None = None, *, confirms: bool = True
) -> list[str]:
    """rows: {entry id: {leader, escort, standard, remark, acknowledged}} in their new order.

    Where `shown` tells what stood there, only what was changed on the page is written: somebody else's lines and order stay.
    confirms: whether an explanation that was left as it was answers today's doubts as well.
    Answers what others had written meanwhile in lines that were changed here as well.
    """
    worklist, shown = _draft(worklist), shown or Shown()
    entries = {entry.pk: entry for entry in worklist.entries.standing().select_related("person")}
    doubts = asked_about(problems_of(worklist, list(entries.values())))
    is_moved = list(rows) != shown.order
    changed, lost = [], []
    for place, (pk, values) in enumerate(rows.items(), 1):
        if (entry := entries.get(pk)) is None:
            continue
        entry.place = place if is_moved else entry.place
        typed = {name: _fitting(name, text) for name, text in values.items()}
        stored = {name: getattr(entry, name) for name in typed}
        before, said = shown.marks.get(pk), entry.acknowledged
        if before is None or row_mark(typed.values()) != before:
            if before is not None and typed != stored and row_mark(stored.values()) != before:
                lost.append(f"{entry.name}：{'、'.join(filter(None, stored.values())) or '空'}")
            for name, text in typed.items():
                setattr(entry, name, text)
        if (
            "acknowledged" in typed
            and entry.acknowledged == typed["acknowledged"]
            and (confirms or said != entry.acknowledged)
        ):
            entry.acknowledged_for = doubts.get(pk, "")
        changed.append(entry)
    Entry.objects.bulk_update(changed, ["place", *EXTRA, "acknowledged", "acknowledged_for"])
    return lost


def _fitting(name: str, text: str) -> str:
    return " ".join(text.replace("\0", "").split())[: Entry._meta.get_field(name).max_length]


SORTS = {
    "place": ("按工作地", ("person__location_province", "person__location_id", "person__pinyin")),
    "town": ("按籍贯乡镇", ("person__town_id", "person__pinyin")),
    "pinyin": ("按姓名拼音", ("person__pinyin", "name")),
    "leader": ("按领导", ("leader", "place")),
}


@transaction.atomic
def sort(worklist: Worklist, how: str) -> None:
    """how: key of SORTS. Hand-made lines follow at the end of each order."""
    worklist = _draft(worklist)
    if how not in SORTS:
        raise Refused("请选择一种次序。")
    entries = list(worklist.entries.standing().order_by(*SORTS[how][1], "pk"))
    for place, entry in enumerate(entries, 1):
        entry.place = place
    Entry.objects.bulk_update(entries, ["place"])


@transaction.atomic
def split(worklist: Worklist, leaders: dict[str, tuple[str, str]]) -> int:
    """leaders: {township key, "" = none: (leader, escort)}; a leader left empty changes nothing. How many lines changed."""
    worklist = _draft(worklist)
    number = 0
    for town, (leader, escort) in leaders.items():
        if leader:
            lines = worklist.entries.filter(removed_at=None, person__town=town or None)
            number += lines.update(leader=leader[:60], escort=escort[:60])
    return number


@transaction.atomic
def split_by_pairs(worklist: Worklist, *, only_blank: bool) -> int:
    """Everybody's 第一联络人 becomes the leader of the line. only_blank: lines with a leader stay. How many lines changed."""
    worklist = _draft(worklist)
    entries = [entry for entry in worklist.entries.standing().exclude(person=None) if not (only_blank and entry.leader)]
    leaders = leaders_of(entry.person_id for entry in entries)
    changed = [entry for entry in entries if leaders.get(entry.person_id, entry.leader) != entry.leader]
    for entry in changed:
        entry.leader = leaders[entry.person_id]
    Entry.objects.bulk_update(changed, ["leader"])
    return len(changed)


@transaction.atomic
def ask(worklist: Worklist, asked: list[str]) -> None:
    """Which protected fields the list needs; the checks follow it."""
    worklist = _draft(worklist)
    worklist.asked = asked
    worklist.save(update_fields=["asked"])


@transaction.atomic
def submit(worklist: Worklist, *, by) -> None:
    """送审. Raises Refused while somebody is on it who must not be, or a doubt nobody has answered."""
    worklist = _draft(worklist)
    entries = list(worklist.entries.standing().select_related("person"))
    if not entries:
        raise Refused("名单上没有人，不能送审。")
    found = problems_of(worklist, entries)
    if names := barred(entries, found):
        raise Refused(f"{_some(names)}不能列入（已故、归档或不宜联系），请先移出。")
    if names := unanswered(entries, found):
        raise Refused(f"{_some(names)}有核查提示，请移出或填写核查说明。")
    worklist.state, worklist.submitted_by = State.REVIEW, by
    worklist.save()


def _some(names: list[str]) -> str:
    return f"{'、'.join(names[:NAMED])}{'等' if len(names) > NAMED else ''}"


def mark_of(worklist: Worklist) -> str:
    """What a reviewer sees, as a short mark: the lines, what they are about, and which fields are asked for."""
    lines = worklist.entries.standing().values_list("pk", "person", "name", "post", *EXTRA, "acknowledged")
    return hashlib.sha256(repr((sorted(worklist.asked), worklist.letter, list(lines))).encode()).hexdigest()[:32]


@transaction.atomic
def approve(worklist: Worklist, *, seen: str, by) -> Edition:
    """定稿: the edition is kept, and what was asked for is opened for this list. Nobody approves what he sent himself.

    seen: `mark_of` the list as it was shown to the reviewer.
    """
    worklist = _locked(worklist, State.REVIEW, "这份名单不在送审中。")
    if worklist.submitted_by_id == by.pk:
        raise Refused("送审人不能审核自己的名单，请另一位有审核权限的同事审核。")
    if seen != mark_of(worklist):
        raise Refused("您打开之后，这份名单有过改动。下面是最新的内容，请核对后再审核。")
    entries = list(worklist.entries.standing().select_related("person"))
    found = problems_of(worklist, entries)
    if names := [*barred(entries, found), *unanswered(entries, found)]:
        raise Refused(f"送审之后，{_some(names)}的情况有变化，见核查一栏，请退回修改。")
    worklist.state, worklist.opened = State.FINAL, worklist.asked
    worklist.reviewed_by, worklist.reviewed_at = by, timezone.now()
    worklist.save()
    return Edition.objects.create(
        worklist=worklist, number=worklist.edition, rows=frozen_rows(entries), opened=worklist.opened, approved_by=by.full_name
    )


@transaction.atomic
def send_back(worklist: Worklist, reason: str, *, by) -> None:
    """退回: to be mended; or a final list is taken up again, which closes what was opened and begins the next edition."""
    worklist = Worklist.objects.select_for_update(of=("self",)).get(pk=worklist.pk)
    if worklist.is_draft:
        raise Refused("这份名单还在拟定中。")
    reason = " ".join(reason.replace("\0", "").split())[:200]
    if not reason:
        raise Refused("请写明退回修改的原因。")
    if worklist.state == State.FINAL:
        worklist.edition += 1
    worklist.state, worklist.opened, worklist.note = State.DRAFT, [], f"{by.full_name}退回：{reason}"[:200]
    worklist.reviewed_by = worklist.reviewed_at = None
    worklist.save()


@transaction.atomic
def again(worklist: Worklist, title: str, day: dt.date, *, by) -> Worklist:
    """The same people for another day: those who are barred by now stay behind."""
    made = make(title, worklist.purpose, day, [], by=by)
    made.letter = worklist.letter
    made.save()
    lines = [line for line in worklist.entries.standing().select_related("person") if line.person or not line.person_id]
    entries = [
        Entry(worklist=made, **{name: getattr(line, name) for name in ("person", "name", "post", "place", *EXTRA)})
        for line in lines
    ]
    problems = problems_of(made, [Entry(pk=number, person=entry.person) for number, entry in enumerate(entries)])
    Entry.objects.bulk_create(
        entry for number, entry in enumerate(entries) if not any(problem.is_bar for problem in problems.get(number, []))
    )
    return made


@transaction.atomic
def take_replies(worklist: Worklist, replies: dict[int, str]) -> int:
    """replies: {entry id: coming | away | ""}. How many changed. Raises Refused before the invitations may have gone out."""
    worklist = _locked(worklist, State.FINAL, "名单定稿后才能登记回复。")
    if not worklist.awaits_replies:
        raise Refused("只有座谈会和邀请的名单登记回复。")
    changed = []
    for entry in worklist.entries.standing().filter(pk__in=replies):
        if entry.reply != replies[entry.pk] and replies[entry.pk] in ("", *Entry.Reply.values):
            entry.reply = replies[entry.pk]
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["reply"])
    return len(changed)


@transaction.atomic
def carried_out(worklist: Worklist, entries: list[Entry], day: dt.date, *, by) -> int:
    """Each visit of the list is written to the register of contacts; how many. Lines done before are left alone."""
    worklist = _locked(worklist, State.FINAL, "名单定稿后才能登记办理情况。")
    lines = worklist.entries.standing().filter(pk__in=[entry.pk for entry in entries], done_on=None).select_related("person")
    number = 0
    for line in lines:
        if line.person:
            _visit(worklist, line, day, by)
        line.done_on = day
        line.save(update_fields=["done_on"])
        number += 1
    return number


def _visit(worklist: Worklist, line: Entry, day: dt.date, by) -> None:
    """What somebody of this unit has written down already stands."""
    modes = ["座谈"] if worklist.purpose == Worklist.Purpose.MEETING else ["走访"]
    leader = line.leader or by.full_name
    same = Visit.objects.filter(unit=by.unit, person=line.person, leader=leader, visited_on=day.isoformat(), modes=modes)
    if same.exists():
        return
    words = "，".join(filter(None, (worklist.title, line.standard)))
    visit = Visit(leader=leader, visited_on=day.isoformat(), modes=modes, kind=worklist.get_purpose_display(), note=words)
    liaison.record(visit, line.person, outcome=REACHED, by=by)


def _draft(worklist: Worklist) -> Worklist:
    return _locked(worklist, State.DRAFT, "名单已送审或定稿，不能修改。如需修改，请先退回。")


def _locked(worklist: Worklist, state: str, otherwise: str) -> Worklist:
    worklist = Worklist.objects.select_for_update(of=("self",)).get(pk=worklist.pk)
    if worklist.state != state:
        raise Refused(otherwise)
    return worklist
