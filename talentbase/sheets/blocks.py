"""A table found on a sheet: its headers, their meaning, its rows. What `layout` hands to a recipe."""

from dataclasses import dataclass, field

from talentbase.sheets.cells import Cell


@dataclass(slots=True)
class BlockColumn:
    """column: position on the sheet; header: folded text of all header rows (`联系方式/手机号码`); key: Column.key or None."""

    column: int
    header: str
    key: str | None = None
    hidden: bool = False
    samples: list[str] = field(default_factory=list)  # up to three first non-empty values as text


@dataclass(slots=True)
class BlockRow:
    """cells: {column: Cell}; hidden rows are read like others. section: the block_title row above it (`二、经商人才`)."""

    row: int
    cells: dict[int, Cell]
    hidden: bool = False
    section: str = ""


@dataclass(slots=True)
class Block:
    """One table (one header). kind: the recipe's kind that fits the headers best.

    layout: "table" or "form" (label cell beside value cell, one record per sheet).
    title: text above the header, lines joined by newline (gives year, unit, money unit: 投资额单位：亿元).
    meta: what the lines above and below the table state: {"unit": "元村镇党委", "date": "2026-03-15", "town": "元村镇"}.
    head: label/value pairs standing above a list (一企一表), {header text: Cell}.
    ignored_rows: [(row, why)] with why of title meta block_title repeated_header subtotal total note signature report_row.
    """

    sheet: str
    kind: str
    header_rows: list[int]
    columns: list[BlockColumn]
    rows: list[BlockRow]
    ignored_rows: list[tuple[int, str]] = field(default_factory=list)
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    head: dict[str, Cell] = field(default_factory=dict)
    layout: str = "table"
    notes: str = ""  # text of 注/填表说明 rows below the table (“标红人员已去世”)
    _headers: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def header(self, key: str) -> str:
        """The folded headers of a key, joined: tells 单位及职务 from 单位, 万元 from 亿元. Asked once the columns are settled."""
        if key not in self._headers:
            self._headers[key] = "/".join(column.header for column in self.columns if column.key == key)
        return self._headers[key]
