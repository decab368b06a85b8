"""Rows of 人才信息 as cells -> values (talent-import/1, kind talent_lead)."""

import datetime as dt

from demand.cooperation.identity import MOST_CANDIDATES
from people.registry.identity import likeness, names_of, same_person
from people.registry.reading import PeopleReader
from people.registry.reading_names import read_name
from people.registry.reading_work import read_work
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading_terms import decided, stand_in
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column
from talentbase.text.folding import fold
from workstations.tips.reading_terms import modes_of, read_contact, read_referrer, read_schooling
from workstations.tips.sheet import TIP_COLUMNS

SAME_EMPLOYER = 0.8
# what a name or a post may tell besides and a tip has no field for: {key: (label, code table)}
BESIDES = {
    "name_latin": ("外文姓名", ""),
    "former_name": ("曾用名", ""),
    "gender": ("性别", "genders"),
    "nation": ("民族", "nations"),
    "status": ("状态", ""),
    "title_since": ("任职称时间", ""),
    "job_level": ("职务层次", "job_levels"),
    "civil_rank": ("职级", "civil_ranks"),
    "location_country": ("国家（地区）", ""),
}


class TipReading:
    """The pure half of the 人才信息 recipe. titles: what a line above such a table is called."""

    kind = "talent_lead"
    label = "人才信息"
    titles = (
        r"人才(?:引进|引荐|招引|推荐)?线索|引才|荐才|人才(?:引荐|推荐)|(?:引荐|推荐)人才|(?:^|[、.．)）])人才(?:信息|方面)?(?:报送)?(?:表|情况)?$"
        r"|双招双引|(?<!院士)(?<!专家)(?<!科研)工作站.*(?:报送|信息|台账|统计)"
    )
    columns: tuple[Column, ...] = TIP_COLUMNS

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = PeopleReader(cells, block, row, self.book, self.today)
        if not decided(reader, "name"):
            reader.cells["name"] = []
        read_name(reader)
        read_work(reader)
        read_schooling(reader)
        reader.plain("field")
        reader.put("coop_mode", modes_of(reader.text("coop_mode", lines=True)))
        read_contact(reader)
        read_referrer(reader)
        stand_in(reader, "liaison", "referrer", "站内对接人")
        reader.plain("follow", "remark", lines=True)
        for key, (label, table) in BESIDES.items():
            value = reader.values.pop(key, "")
            reader.keep(label, self.book.name(table, value) if table else value)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        """Same name and mobile: certain; same name and employer: a person decides; the same name alone is nobody."""
        earlier: dict[str, list[int]] = {}
        repeats = []
        for number, reading in enumerate(readings):
            if reading.held:
                continue
            names = names_of(reading.values)
            known = sorted({first for name in names for first in earlier.get(name, ())[:MOST_CANDIDATES]})
            found = (_repeat(number, first, readings[first].values, reading.values) for first in known)
            if repeat := next(filter(None, found), None):
                repeats.append(repeat)
            else:
                for name in names:
                    earlier.setdefault(name, []).append(number)
        return repeats


def _repeat(later: int, first: int, a: dict, b: dict) -> Repeat | None:
    if verdict := same_person(a, b):
        return Repeat(later, first, verdict.rule, verdict.sentence, verdict.review)
    employers = fold(a.get("employer", "")), fold(b.get("employer", ""))
    if all(employers) and likeness(*employers) >= SAME_EMPLOYER:
        return Repeat(later, first, "same_name_birth_place", "姓名相同，单位相近，请人工判断", review=True)
    return None
