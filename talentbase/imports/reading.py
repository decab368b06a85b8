"""What every recipe needs to read one row: cells as text, placeholders, dates, phones, and the notes that go with them."""

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from talentbase.imports.recipe import Note, RowReading
from talentbase.sheets.blocks import Block, BlockRow
from talentbase.sheets.cells import Cell, Value
from talentbase.sheets.headers import is_serial, matcher_of
from talentbase.text.checkboxes import ticked
from talentbase.text.dates import BadDate, PartialDate, parse_date
from talentbase.text.folding import ZERO_WIDTH, clean, fold, is_traditional, one_line
from talentbase.text.phones import PhoneReading, read_phones

EXTRA = "extra:"  # key of an unmapped column in the cells given to `read_row`: "extra:" + header
INVISIBLE = " \t\r\n\v\f\u00a0\u3000" + "".join(map(chr, ZERO_WIDTH))
PLACEHOLDER = re.compile(
    r"[(（]?(?:0{4}[-./年]00(?:[-./月]00日?)?|无|没有|暂无|暂缺|不详|未知|不清楚|空|跳过|未填写?|同上级|待填|待补|[-—–－―/\\·.、*_]+|N/?A|null|none)[)）]?[。.]?",
    re.I,
)
SAME_AS_PHONE = ("wechat", "email")  # where 同上 means the number beside it
LONGEST_PLACEHOLDER = 12  # beyond it only dashes and zeros are one
DITTO = frozenset(("〃", "″", "〞", "同上"))
LOWER_BOUND = re.compile(r"/(?:最[低少小]|下限|起)$")
BOUND = re.compile(r"/(?:最[低高少多小大]|[下上]限|起|止)$")
SHEET_DATE = re.compile(r"(20\d{2})\s*(?:年|[.\-/])")
DATE_SENTENCES = {
    "number_date": "数值{raw}按{read}读取",
    "two_digit_year": "两位年份，按{read}读取",
    "chinese_numeral": "中文数字，按{read}读取",
    "year_only": "只有年份，按{read}年读取",
    "year_from_title": "年份取自表头，按{read}读取",
    "age_dropped": "年龄未读入，按{read}读取",
}
PHONE_SENTENCES = {
    "phone_normalised": "号码已整理为{read}",
    "phone_from_number": "数值按号码读取",
    "several_phones": "一格多个号码，已拆分",
    "landline": "固定电话",
    "phone_foreign": "境外号码，原样保留",
    "phone_placeholder": "“{raw}”按未填处理",
    "phone_secret": "电话保密",
    "not_a_phone": "“{raw}”不是号码，未作为电话读入",
}


def keys_of(block: Block) -> list[tuple[int, str]]:
    """[(column, key)] of what is read of each row: unmapped columns under "extra:<header>", 序号 not at all."""
    return [
        (column.column, column.key or EXTRA + column.header)
        for column in block.columns
        if column.key is not None or not is_serial(column.header.rsplit("/", 1)[-1])
    ]


def cells_of(block: Block, row: BlockRow, keys: list[tuple[int, str]] | None = None) -> dict[str, list[Cell]]:
    """{key: cells} of one row. A cell filled from its left neighbour counts once. keys: of `keys_of`, where many rows are read."""
    cells: dict[str, list[Cell]] = {}
    for column, key in keys_of(block) if keys is None else keys:
        cell = row.cells.get(column)
        if cell is None or (cell.filled_from and cell.filled_from[1] != column):
            continue
        if key in cells:
            cells[key].append(cell)
        else:
            cells[key] = [cell]
    return cells


@lru_cache(maxsize=20_000)
def is_placeholder(text: str) -> bool:
    """无, —, 0000.00 and the like: written, but says nothing."""
    return bool(PLACEHOLDER.fullmatch("".join(text.split())))


@lru_cache(maxsize=5_000)
def plain_text(text: str) -> str | None:
    """The text on one line, where there is nothing to say about it; None where it takes a closer look."""
    told = clean(text)
    if not told or "\n" in told or told == "0" or is_traditional(text) or ticked(text) is not None:
        return None
    if len(told) >= LONGEST_PLACEHOLDER and told[0].isalpha():
        return told
    return None if is_placeholder(text) or is_placeholder(fold(told)) else told


def shown(value: Value) -> str:
    """The value as a person would write it: 2.0 -> 2, a date -> 2026-03-15."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if abs(value) < 1e15 and value == int(value) else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def sheet_year(block: Block, today: dt.date) -> int:
    """The year the sheet speaks of: its date, else its title or name, else this year."""
    for text in (block.meta.get("date", ""), block.title, block.sheet):
        if found := SHEET_DATE.search(text):
            return int(found[1])
    return today.year


def _is_undoubted(cell: Cell) -> bool:
    """Text typed into the very cell."""
    return type(cell.value) is str and not (cell.filled_from or cell.error or cell.formula_uncached)


class RowReader:
    """Collects values, warnings and errors of one row."""

    def __init__(self, cells: dict[str, list[Cell]], block: Block, row: int):
        self.cells = dict(cells)
        self.block = block
        self.reading = RowReading(sheet=block.sheet, row=row)
        self.values = self.reading.values

    # ---- notes

    def warn(self, key: str, code: str, message: str, proposal: str = "") -> None:
        if not any(note.field == key and note.code == code for note in self.reading.warnings):
            self.reading.warnings.append(Note(key, code, message, proposal))

    def fail(self, key: str, code: str, message: str, proposal: str = "") -> None:
        if not any(note.field == key and note.code == code for note in self.reading.errors):
            self.reading.errors.append(Note(key, code, message, proposal))

    def put(self, key: str, value) -> None:
        """Empty values leave the key out; the first value stands."""
        if key not in self.values and (value or value not in (None, "", [])):
            self.values[key] = value

    def keep(self, label: str, text: str) -> None:
        """Words that found no field are not lost: they go to `extra`."""
        if text:
            held = self.reading.extra.get(label)
            self.reading.extra[label] = f"{held}；{text}" if held and held != text else text

    # ---- cells

    def _plain(self, cells: Sequence[Cell]) -> str | None:
        """The text of a key's only cell, where nothing is to be said about it: most cells of most sheets."""
        return plain_text(cells[0].value) if len(cells) == 1 and _is_undoubted(cells[0]) else None

    def filled(self, key: str) -> list[Cell]:
        """The cells of a key that hold something; formula errors are reported, uncached formulas warned about, once."""
        cells = self.cells.get(key, ())
        if len(cells) == 1 and _is_undoubted(cells[0]) and cells[0].value.strip(INVISIBLE) and ticked(cells[0].value) is None:
            return cells
        result = []
        for cell in cells:
            value = cell.value
            if cell.error:
                self.fail(key, "formula_error", f"公式出错（{cell.error}），请改为正确的值")
            elif value is None:
                if cell.formula_uncached:
                    self.warn(key, "formula_uncached", "公式没有计算结果，按未填处理，请在表格软件中打开并保存一次")
            elif isinstance(value, float) and not math.isfinite(value):
                self.fail(key, "bad_value", "数值无效，请改为正确的值")
            elif not isinstance(value, str) or value.strip(INVISIBLE):
                if cell.formula_uncached:
                    self.warn(key, "formula_uncached", f"公式没有存下结果，按{shown(value)}计算，请核对")
                if isinstance(value, str) and (chosen := ticked(value)) is not None:
                    if not chosen:
                        continue
                    cell = replace(cell, value=chosen)
                result.append(cell)
                if cell.filled_from and cell.filled_from[0] < self.reading.row:
                    self.warn(key, "filled_down", f"取自合并单元格（第{cell.filled_from[0]}行）")
        return result

    def cell(self, key: str) -> Cell | None:
        """The first filled cell that is no placeholder."""
        cells = self.cells.get(key)
        if not cells:  # most of a recipe's columns are absent from most sheets
            return None
        for cell in self.filled(key):
            if isinstance(cell.value, str) and len(cell.value) < LONGEST_PLACEHOLDER and is_placeholder(cell.value):
                self.warn(key, "none_value", f"“{clean(cell.value)}”按未填处理")
                continue
            return cell
        return None

    def by_column(self, key: str) -> list[tuple[str, Cell]]:
        """(header, cell) of every filled column of a key, where it has several."""
        columns = [column for column in self.block.columns if column.key == key]
        if len(columns) < 2:
            return []
        row = next((row for row in self.block.rows if row.row == self.reading.row), None)
        cells = self.filled(key) if row else []
        return [(column.header, cell) for column in columns for cell in cells if row.cells.get(column.column) is cell]

    def span(self, key: str) -> Cell | None:
        """As `cell`; 最低 and 最高 in two columns of one caption are one answer: 8000-12000, or 8000以上 where one is empty."""
        found = self.by_column(key)
        if not found or len(found) > 2 or not all(BOUND.search(header) for header, _ in found):
            return self.cell(key)
        texts = [shown(cell.value) for _, cell in found]
        if len(found) == 1 and texts[0].isdigit():
            texts[0] += "以上" if LOWER_BOUND.search(found[0][0]) else "以下"
        return replace(found[0][1], value="-".join(texts))

    def text(self, key: str, *, lines: bool = False, zero: str = "") -> str:
        """The cell's text on one line (or with its lines), "" where empty or a placeholder. zero: what a lone 0 says."""
        cells = self.cells.get(key)
        if not cells:
            return ""
        if (text := self._plain(cells)) is not None:
            return text
        cell = self.cell(key)
        if cell is None:
            return ""
        text = shown(cell.value)
        if text.strip() == "0":
            if not zero:
                self.warn(key, "none_value", "“0”按未填处理")
            return zero
        if is_traditional(text):
            self.warn(key, "traditional", "含繁体字，原样保留")
        return clean(text) if lines else one_line(text)

    def texts(self, key: str) -> list[str]:
        """The texts of all columns that share a key."""
        cells = self.cells.get(key)
        if not cells:
            return []
        if (text := self._plain(cells)) is not None:
            return [text]
        found = (one_line(shown(cell.value)) for cell in self.filled(key))
        return [text for text in found if text != "0" and not is_placeholder(fold(text))]

    def header(self, key: str) -> str:
        return self.block.header(key)

    def plain(self, *keys: str, lines: bool = False) -> None:
        """The first column of a key; what other columns of the same meaning say besides goes to `extra`."""
        for key in keys:
            if not (cells := self.cells.get(key)):
                continue
            self.put(key, self.text(key, lines=lines))
            if len(cells) > 1:
                others = [text for text in self.texts(key) if text != one_line(self.values.get(key, ""))]
                self.keep(self.header(key), "；".join(others))

    # ---- kinds of value

    def date(self, key: str, *, reference_year: int | None = None) -> PartialDate | None:
        cell = self.cell(key)
        return self.date_of(key, cell.value, cell.number_format, reference_year) if cell else None

    def date_of(self, key: str, value: Value, number_format: str = "", reference_year: int | None = None):
        """Reads a value as a date; a bad one holds the row."""
        try:
            found = parse_date(value, number_format, reference_year=reference_year)
        except BadDate as error:
            self.fail(key, error.code, error.message, error.proposals[0] if len(error.proposals) == 1 else "")
            return None
        for code in found.how:
            sentence = DATE_SENTENCES[code].format(raw=shown(value), read=found.date.display())
            self.warn(key, code, sentence)
        return found.date

    def phones(self, key: str) -> list[PhoneReading]:
        """Every column of the key; numbers that cannot be right are dropped with the non-blocking error bad_phone."""
        readings = []
        for cell in self.filled(key):
            found = read_phones(cell.value)
            raw = one_line(shown(cell.value))
            for code in found.how:
                self.warn(key, code, PHONE_SENTENCES[code].format(raw=raw, read="、".join(found.numbers)))
            for _, sentence in found.bad:
                self.fail(key, "bad_phone", sentence)
                self.warn(key, "phone_dropped", "号码有误，未读入")
            readings.append(found)
        return readings

    def numbers(self, readings: list[PhoneReading]) -> list[str]:
        return list(dict.fromkeys(phone.number for reading in readings for phone in reading.phones))

    def take_rest(self) -> RowReading:
        """Unmapped columns into `extra`; answers the finished reading."""
        for key, cells in self.cells.items():
            if key.startswith(EXTRA):
                words = "；".join(filter(None, (one_line(shown(cell.value)) or cell.error for cell in cells)))
                self.keep(key.removeprefix(EXTRA) or "无列名", words)
        return self.reading


def read_block(recipe, block: Block) -> list[RowReading]:
    """Every row of a block by its recipe; what stands above a list (一企一表) counts for each row that lacks it."""
    matcher = matcher_of(recipe.columns)
    head = {match.key: cell for label, cell in block.head.items() if (match := matcher.match((label,)))}
    hidden = {column.key for column in block.columns if column.hidden and column.key}
    keyed = {column.key for column in block.columns}
    keys = keys_of(block)
    readings = []
    above: dict[int, Cell] = {}
    marked = {column.column for column in block.columns if column.key not in SAME_AS_PHONE}
    for row in block.rows:
        _repeat_above(row, above, marked)
        cells = cells_of(block, row, keys)
        from_head = [key for key in head if key not in keyed]
        cells |= {key: [head[key]] for key in from_head}
        reading = recipe.read_row(cells, block, row.row)
        for key in from_head:
            _note(reading, key, "from_form_head", "取自表头上方")
        for key in hidden:
            _note(reading, key, "hidden_column", "取自隐藏列")
        if row.hidden:
            reading.warnings.append(Note(recipe.columns[0].key, "hidden_row", "取自隐藏行"))
        readings.append(reading)
    if join := getattr(recipe, "join_rows", None):  # a recipe whose records may take several rows
        join(readings)
    return readings


def _repeat_above(row: BlockRow, above: dict[int, Cell], columns: set[int]) -> None:
    """〃 and 同上 stand for the cell above, which then counts as filled down. above: the cells so far, brought up to date."""
    for column, cell in row.cells.items():
        value = cell.value
        if type(value) is str and value.strip(INVISIBLE) in DITTO and column in above and column in columns:
            at = above[column].filled_from or (row.row - 1, column)
            row.cells[column] = replace(above[column], filled_from=at)
    above.update(row.cells)


def _note(reading: RowReading, key: str, code: str, message: str) -> None:
    if key in reading.values:
        reading.warnings.append(Note(key, code, message))
