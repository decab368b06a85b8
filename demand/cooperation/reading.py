"""Rows of 合作项目 as cells -> values (talent-import/1, kind coop_project)."""

import datetime as dt

from demand.cooperation.identity import similar_matters
from demand.cooperation.sheet import PROJECT_COLUMNS
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading import RowReader
from talentbase.imports.reading_terms import decided, read_day, read_project_amount, required
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column


class ProjectReading:
    """The pure half of the 合作项目 recipe. titles: what a line above such a table is called."""

    kind = "coop_project"
    label = "合作项目"
    titles = r"合作项目|校地合作|校企合作|院地合作|战略合作|产学研|签约项目"
    columns: tuple[Column, ...] = PROJECT_COLUMNS

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = RowReader(cells, block, row)
        required(reader, "project", "项目名称为空或未定，请补填")
        reader.put("party_a", decided(reader, "party_a"))
        reader.put("party_b", decided(reader, "party_b"))
        read_project_amount(reader)
        read_day(reader, "signed", self.today)
        reader.plain("status", "remark", lines=True)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        return similar_matters(readings, ("party_a", "party_b"))
