"""Rows of a 补贴发放花名册 as cells -> values (talent-import/1, kind subsidy). Amounts are 元, standards 元 a month."""

import datetime as dt
import re

from people.benefits.reading_account import read_account
from people.benefits.reading_money import money_unit, read_standard, yuan_of
from people.benefits.reading_months import count_of_months, months_year, read_months
from people.benefits.sheet import SUBSIDY_COLUMNS
from people.registry.reading import PeopleReader
from people.registry.reading_names import read_identity, read_name
from people.registry.reading_study import read_study
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading import shown
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column
from talentbase.text.folding import fold, one_line

TOLERANCE_YUAN = 0.5
KIND_IN_TITLE = re.compile(
    r"(?:生活|租房|购房|住房|安家|交通|岗位|科研|学费|探亲|一次性)(?:补贴|补助|津贴)(?:费)?|安家费|奖励资金"
)


class SubsidyReading:
    """The pure half of the subsidy recipe. book: code tables (the files' by default); today: for dates without a year.

    titles: what a line above such a table is called.
    """

    kind = "subsidy"
    label = "人才补贴"
    columns: tuple[Column, ...] = SUBSIDY_COLUMNS
    titles = r"(?:补贴|补助|津贴|奖补|资金).{0,8}(?:发放|花名册|明细|兑现)|发放.{0,4}(?:花名册|明细|名册)"

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = PeopleReader(cells, block, row, self.book, self.today)
        read_identity(reader)
        read_name(reader)
        reader.plain("employer")
        _read_education(reader)
        _read_kind(reader)
        read_standard(reader)
        read_months(reader, months_year(block, self.today))
        _read_amount(reader)
        _check_sum(reader)
        read_account(reader)
        reader.plain("remark", lines=True)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        """The first payment stands; a later one of the same kind for one of its months is blocked."""
        paid: dict[tuple, list[int]] = {}
        repeats = []
        for number, reading in enumerate(readings):
            if reading.held or not (key := payee_key(reading)):
                continue
            months = set(reading.values.get("months", ()))
            earlier = paid.setdefault(key, [])
            first = next((n for n in earlier if _same_months(months, set(readings[n].values.get("months", ())))), None)
            if first is None:
                earlier.append(number)
            else:
                repeats.append(_repeat(number, first, months & set(readings[first].values.get("months", ()))))
        return repeats


def payee_key(reading: RowReading) -> tuple | None:
    """(who, what for): by ID number, else by name and account; a name alone says nothing."""
    values = reading.values
    who = values.get("id_number") or (values.get("account") and f"{fold(values['name'])} {values['account']}")
    return (who, fold(values.get("kind", ""))) if who else None


def _same_months(months: set[str], earlier: set[str]) -> bool:
    """Both one-off, or a month in common."""
    return bool(months & earlier) or not (months or earlier)


def _repeat(later: int, first: int, months: set[str]) -> Repeat:
    when = "、".join(month.replace("-", ".") for month in sorted(months))
    return Repeat(later, first, "double_payment", f"同一人同类补贴重复发放（{when}）" if when else "同一人同类补贴重复发放")


def _read_education(reader: PeopleReader) -> None:
    """Education and degree; a school or programme written with them is kept beside."""
    read_study(reader)
    for key, label in (("school", "毕业院校"), ("dept", "院系"), ("major", "专业"), ("status", "状态")):
        reader.keep(label, reader.values.pop(key, ""))
    for code in reader.values.pop("programs", ()):
        reader.keep("人才称号", reader.book.name("programs", code))


def _read_kind(reader: PeopleReader) -> None:
    """The column; a sheet without one says the kind in its title."""
    if reader.header("kind"):
        reader.plain("kind")
    elif found := KIND_IN_TITLE.search(fold(reader.block.title)):
        reader.put("kind", found[0])
        reader.warn("kind", "from_sheet_name", f"补贴类别取自标题：{found[0]}")


def _read_amount(reader: PeopleReader) -> None:
    """The first amount column with a number; a total merged over several rows is no row's own."""
    unit = money_unit(reader, "amount")
    cells = reader.filled("amount")
    own = [cell for cell in cells if not cell.filled_from or cell.filled_from[0] == reader.reading.row]
    written = [cell for cell in own if re.search(r"\d", shown(cell.value))]
    if not written:
        if own and reader.cell("amount") is not None:
            words = one_line(shown(own[0].value))
            reader.fail("amount", "bad_value", f"“{words[:20]}”不是金额，请填写数字")
        return
    cell = written[0]
    amount = yuan_of(cell.value, unit)
    text = one_line(shown(cell.value))
    if amount is None:
        reader.fail("amount", "bad_value", f"“{text[:20]}”不是金额，请填写数字")
    elif amount < 0:
        reader.fail("amount", "out_of_range", f"发放金额“{text[:20]}”为负数，请核对")
    else:
        reader.put("amount", amount)
        if unit != "元" or re.search(r"[万千]", text):
            reader.warn("amount", "unit_converted", f"“{text}”按{amount}元读取")
        if cell.formula_uncached:
            reader.warn("amount", "formula_uncached", f"公式没有保存结果，按公式计算为{amount}元，请核对")


def _check_sum(reader: PeopleReader) -> None:
    """Standard times months must be the amount paid."""
    values = reader.values
    standard, amount = values.get("standard_yuan_month"), values.get("amount")
    months = len(values.get("months", ())) or count_of_months(reader)
    if standard is None or amount is None or not months:
        return
    wanted = round(standard * months, 2)
    if abs(wanted - amount) > TOLERANCE_YUAN:
        reader.fail(
            "amount",
            "mismatch",
            f"{standard:.10g}元×{months}个月应为{wanted:.10g}元，表中为{amount:.10g}元，请核对",
            f"{wanted:.10g}",
        )
