"""Rows of 招商线索 as cells -> values (talent-import/1, kind invest_lead)."""

import datetime as dt

from demand.cooperation.identity import similar_matters
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading import RowReader
from talentbase.imports.reading_terms import decided, read_day, read_project_amount, required, stand_in
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column
from workstations.leads.sheet import LEAD_COLUMNS


class LeadReading:
    """The pure half of the 招商线索 recipe. titles: what a line above such a table is called."""

    kind = "invest_lead"
    label = "招商线索"
    titles = r"招商|投资(?:线索|信息|意向)|项目线索|项目信息"
    columns: tuple[Column, ...] = LEAD_COLUMNS

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        """What the schema has no field for (the investor's own contact) is kept in `extra`."""
        reader = RowReader(cells, block, row)
        stand_in(reader, "content", "project", "项目内容")
        required(reader, "project", "项目名称为空或未定，请补填")
        reader.put("investor", decided(reader, "investor"))
        reader.plain("industry", "source", "contact", "receiver")
        reader.plain("investor_intro", "progress", "remark", lines=True)
        stand_in(reader, "investor_contact", "contact", "投资方联系人")
        reader.keep("联系电话", reader.text("phones"))
        read_project_amount(reader, approximate_key="amount_approx")
        read_day(reader, "reported", self.today)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        return similar_matters(readings, ("investor",), by_amount=True)
