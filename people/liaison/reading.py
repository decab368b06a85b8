"""Rows of 联系服务台账 and 走访记录 as cells -> values (talent-import/1, kind liaison)."""

import datetime as dt
import re

from people.liaison.reading_terms import modes_of, put_period, put_visit_date, split_person, split_title
from people.liaison.sheet import LIAISON_COLUMNS
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading import RowReader, sheet_year, shown
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.folding import fold, one_line

NOT_NAMED = re.compile(r"(?:待|未|尚未|暂未)(?:定|确定|明确|安排|落实|知)|不明|不知")
YES, NO = frozenset(("是", "√", "✓", "已")), frozenset(("否", "×", "✗", "未"))


class LiaisonReading:
    """The pure half of the liaison recipe. book: as every reading takes it; no code table is asked here.

    titles: what a line above such a table is called.
    """

    kind = "liaison"
    label = "联系服务"
    columns: tuple[Column, ...] = LIAISON_COLUMNS
    titles = r"走访|慰问|联系.{0,12}(?:台账|记录|情况)"

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = RowReader(cells, block, row)
        year = sheet_year(block, self.today)
        _read_leader(reader)
        _read_expert(reader)
        put_visit_date(reader, year)
        _read_modes(reader)
        reader.plain("visit_kind", "unit")
        reader.plain("request", lines=True)
        _read_outcome(reader, year)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        """Same expert, date, mode and leader; rows without any date are never called one visit."""
        first: dict[tuple, int] = {}
        repeats = []
        for number, reading in enumerate(readings):
            key = visit_key(reading)
            if reading.held or not key:
                continue
            if key in first:
                repeats.append(Repeat(number, first[key], "same_visit", "同一领导、专家、时间和方式"))
            else:
                first[key] = number
        return repeats


def visit_key(reading: RowReading) -> tuple | None:
    """What makes two rows one visit; None where the row has no date."""
    values = reading.values
    when = values.get("date") or fold(values.get("date_text", ""))
    if not when:
        return None
    who = fold(values.get("expert", "")), fold(values.get("leader", ""))
    return (*who, when, frozenset(values.get("mode", ())))


def _read_leader(reader: RowReader) -> None:
    """联系领导 with the post in brackets or behind the name is split."""
    text = reader.text("leader")
    post = " ".join(dict.fromkeys(reader.texts("leader_post")))
    if not text and ("leader" in reader.cells or reader.header("leader")):
        _fail_missing(reader, "leader", "联系领导为空，且不在合并单元格内，请补填")
    name, behind = split_person(text, both="职务" in reader.header("leader"))
    if behind and not post:
        reader.warn("leader_post", "split_guess", f"领导与职务合写，拆分为“{name}”和“{behind}”")
    elif behind:
        reader.keep("联系领导", text)
    reader.put("leader", name)
    reader.put("leader_post", post or behind)
    if not post:
        reader.cell("leader_post")


def _read_expert(reader: RowReader) -> None:
    text = reader.text("expert")
    posts = list(dict.fromkeys(reader.texts("expert_post")))
    if text and NOT_NAMED.fullmatch(text) or not text and reader.filled("expert"):
        reader.fail("expert", "unknown_person", "没有写明是哪位专家，请填写姓名")
        return
    if not text:
        _fail_missing(reader, "expert", "联系专家为空，请补填")
        return
    name, behind = split_person(text, both="单位" in reader.header("expert"))
    if not behind:
        name, behind = split_title(text)
    if behind:
        reader.warn("expert", "title_in_name", f"“{behind}”已移出姓名")
    if behind and not any(behind in post for post in posts):
        posts.append(behind)
    reader.put("expert", name)
    reader.put("expert_post", " ".join(posts))
    if not posts:
        reader.cell("expert_post")


def _fail_missing(reader: RowReader, key: str, message: str) -> None:
    if not any(note.field == key for note in reader.reading.errors):
        reader.fail(key, "missing", message)


def _read_modes(reader: RowReader) -> None:
    """联系方式 may hold a phone number instead: that is no mode."""
    modes: list[str] = []
    for text in reader.texts("mode"):
        if re.search(r"\d{5,}", text):
            reader.keep("联系电话", text)
        else:
            modes += modes_of(text)
    reader.put("mode", list(dict.fromkeys(modes)))


def _read_outcome(reader: RowReader, year: int) -> None:
    """是 under 是否办结 means 已办结; words under 办结时间 are an outcome, not a date."""
    outcomes = ["已办结" if text in YES else "未办结" if text in NO else text for text in reader.texts("result")]
    if cell := reader.cell("closed"):
        outcomes += _read_closed(reader, cell, year)
    elif not outcomes:
        reader.cell("result")
    outcomes = list(dict.fromkeys(outcomes))
    reader.put("result", outcomes[0] if outcomes else "")
    for other in outcomes[1:]:
        reader.keep("办理状态", other)


def _read_closed(reader: RowReader, cell: Cell, year: int) -> list[str]:
    """Puts the date; answers the words of a cell that holds none."""
    value, words = cell.value, []
    if isinstance(value, str):
        text = one_line(value)
        words = [word for word in re.split(r"[\s,，、;；/()（）:：]+", re.sub(r"[\d年月日号.\-/]{3,}", " ", text)) if word]
        found = re.search(r"\d[\d年月日号.\-/]{2,}", fold(text))
        if not found:
            return ["已办结" if text in YES else "未办结" if text in NO else text]
        value = found[0]
        try:
            parse_date(value, reference_year=year)
        except BadDate as error:
            if error.code == "bad_value":
                reader.warn("closed", "date_text", f"“{text[:20]}”不是日期，未读入")
                reader.keep("办结时间", text)
                return []
        words = ["已办结" if word in YES else word for word in words if word not in ("于", "前")]
    put_period(reader, "closed", value, cell.number_format, year)
    return words if shown(cell.value) else []
