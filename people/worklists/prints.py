"""What a list is printed as. Phones and home addresses stand in it only where a review opened them for this list."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings

from people.registry.columns import gender
from people.registry.export import numbers_of
from people.registry.forms import place_words
from people.worklists.letters import filled
from people.worklists.models import ADDRESS, PHONE, Entry, Worklist
from people.worklists.rows import Line
from talentbase.sheets.column import Column
from talentbase.sheets.write_cards import write_envelopes, write_labels, write_letters, write_seat_cards
from talentbase.sheets.write_docx import Heading, Paragraph, Table, write_document
from talentbase.web.templatetags.ui import full_day

NO_PLACE = "工作地未登记"
Lines = list[tuple[Entry, Line]]


@dataclass(frozen=True)
class Print:
    """make: (list, its lines in order, buffer, the trace). is_sent: goes out of the house, so only of an approved list.

    is_for_guests: for those who come, without who has said that he does not.
    """

    name: str
    label: str
    make: Callable[[Worklist, Lines, io.BytesIO, str], None]
    is_sent: bool = False
    is_for_guests: bool = False


def _roster(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    shows_phone = PHONE in worklist.opened
    columns = [Column("n", "序号", width=5), Column("name", "姓名", width=9), Column("g", "性别", width=5)]
    columns += [Column("post", "单位及职务", width=30), Column("place", "工作地", width=10), Column("home", "籍贯", width=14)]
    columns += [Column("leader", "领导", width=10), Column("escort", "陪同", width=10), Column("standard", "标准", width=10)]
    columns += [Column("phone", "电话", width=16)] if shows_phone else []
    columns += [Column("remark", "备注", width=12)]
    rows = [
        [
            n,
            x.name,
            x.gender,
            x.post,
            x.place,
            x.home,
            x.leader,
            x.escort,
            x.standard,
            *([_phones(entry)] if shows_phone else []),
            x.remark,
        ]
        for n, (entry, x) in enumerate(lines, 1)
    ]
    write_document(out, [Table(columns, rows, landscape=True)], title=_title(worklist), trace=trace, landscape=True)


def _meeting(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    """座谈会名单: city by city."""
    blocks: list = [Paragraph(f"时间：{full_day(worklist.day)}", indent=False)]
    in_order = sorted(lines, key=lambda pair: (pair[1].city == "", pair[1].city))
    for city, group in groupby(in_order, key=lambda pair: pair[1].city or NO_PLACE):
        people = list(group)
        columns = [
            Column("n", "序号", width=6),
            Column("name", "姓名", width=10),
            Column("g", "性别", width=6),
            Column("post", "单位及职务", width=40),
        ]
        rows = [[n, line.name, line.gender, line.post] for n, (_, line) in enumerate(people, 1)]
        blocks += [Heading(f"{city}（{len(people)}人）", 2), Table(columns, rows)]
    write_document(out, blocks, title=_title(worklist), trace=trace)


def _signing(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    columns = [Column("n", "序号", width=6), Column("name", "姓名", width=10), Column("post", "单位及职务", width=34)]
    columns += [Column("standard", "标准", width=12), Column("signed", "签收", width=16), Column("day", "日期", width=12)]
    rows = [[n, line.name, line.post, line.standard, "", ""] for n, (_, line) in enumerate(lines, 1)]
    write_document(out, [Table(columns, rows)], title=f"{_title(worklist)}签收表", trace=trace)


def _seats(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    write_seat_cards(out, (line.name for _, line in lines))


def _letters(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    texts = (filled(worklist.letter, name=line.name, gender=_gender(entry), **_work(entry)) for entry, line in lines)
    write_letters(out, texts, sender=settings.TALENTBASE_OFFICE, day=full_day(worklist.day))


def _envelopes(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    sender = [settings.TALENTBASE_OFFICE]
    write_envelopes(out, ((_address(worklist, entry), f"{line.name}{_honour(entry)}", sender) for entry, line in lines))


def _labels(worklist: Worklist, lines: Lines, out: io.BytesIO, trace: str) -> None:
    shows_phone = PHONE in worklist.opened
    write_labels(
        out,
        (
            [_address(worklist, entry), f"{line.name}{_honour(entry)}　收", *([_phones(entry)] if shows_phone else [])]
            for entry, line in lines
        ),
    )


PRINTS = (
    Print("roster", "名单", _roster),
    Print("meeting", "座谈会名单（按城市）", _meeting, is_for_guests=True),
    Print("signing", "签收表", _signing, is_for_guests=True),
    Print("seats", "席签", _seats, is_for_guests=True),
    Print("letters", "信函", _letters, is_sent=True),
    Print("envelopes", "信封", _envelopes, is_sent=True),
    Print("labels", "地址标签", _labels, is_sent=True),
)
BY_NAME = {each.name: each for each in PRINTS}


def made(each: Print, worklist: Worklist, lines: Lines, trace: str) -> bytes:
    """lines: entries with their person of `with_everything`, in order. trace: who prints it and when, small on each page."""
    out = io.BytesIO()
    each.make(worklist, lines, out, f"第{worklist.edition}稿　{worklist.get_state_display()}　{trace}")
    return out.getvalue()


def _title(worklist: Worklist) -> str:
    return (
        worklist.title if worklist.state == Worklist.State.FINAL else f"{worklist.title}\n（{worklist.get_state_display()}稿）"
    )


def _phones(entry: Entry) -> str:
    numbers = "、".join(numbers_of(entry.person, "own")) if entry.person else ""
    return f"{numbers}（保密）" if numbers and entry.person.phone_is_secret else numbers


def _gender(entry: Entry) -> str:
    return gender(entry.person) if entry.person else ""


def _honour(entry: Entry) -> str:
    return {"男": "先生", "女": "女士"}.get(_gender(entry), "同志")


def _work(entry: Entry) -> dict[str, str]:
    if entry.person is None:
        return {"employer": entry.post, "position": ""}
    return {"employer": entry.person.employer, "position": entry.person.position}


def _address(worklist: Worklist, entry: Entry) -> str:
    """The home address where it was opened and is known, else place and employer."""
    person = entry.person
    if person is None:
        return entry.post
    if ADDRESS in worklist.opened and person.family_address:
        return person.family_address
    place = place_words(person.location_id) if person.location_id else person.location_country
    return f"{place}　{person.employer}".strip("　")
