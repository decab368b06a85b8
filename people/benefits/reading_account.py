"""Bank and account, in two columns or in one. An account that went through a number has lost its last digits."""

import math
import re

from talentbase.imports.reading import RowReader, shown
from talentbase.sheets.cells import Cell
from talentbase.text.folding import fold, one_line

EXACT = 10**15  # a double holds 15 digits for certain
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.I)
DIGITS = re.compile(r"(?<!\d)\d(?:[\s-]?\d){7,}(?!\d)")
MASKED = re.compile(r"\d{3,}\s*[*×xX#]{2,}\s*\d*")
LABEL = re.compile(r"(?:开户银?行(?:及[账帐]号)?|银行[账帐]号|银行卡号|银行卡|[账帐]户|[账帐]号|卡号|户名)\s*[:：]?")


def read_account(reader: RowReader) -> None:
    """Puts bank and account; 农行 6228… in one cell is split."""
    bank = reader.text("bank")
    if found := DIGITS.search(bank):
        reader.put("account", _plain(found[0]))
        bank = _words(bank, found[0])
    for cell in reader.filled("account"):
        _read_cell(reader, cell)
    words = reader.reading.extra.pop("账号栏文字", "")
    reader.put("bank", bank or words)
    if bank and words and fold(words) not in fold(bank):
        reader.keep("账号备注", words)
    if not reader.values.get("account"):
        reader.cell("account")


def _read_cell(reader: RowReader, cell: Cell) -> None:
    value = cell.value
    if isinstance(value, float) and (abs(value) >= EXACT or not math.isfinite(value)):
        reader.fail("account", "precision_lost", "账号以数值保存，末几位已丢失，请按文本重新填写")
        return
    text = one_line(shown(value))
    if SCIENTIFIC.fullmatch(fold(text)):
        reader.fail("account", "precision_lost", "账号以科学计数法保存，末几位已丢失，请按文本重新填写")
    elif MASKED.search(fold(text)):
        reader.fail("account", "bad_value", "账号被遮盖，请填写完整账号")
    elif found := DIGITS.search(spelled := _ascii(text)):
        reader.put("account", _plain(found[0]))
        reader.keep("账号栏文字", _words(spelled, found[0]))
    elif re.search(r"[^\W\d]", text) and not re.fullmatch(r"无|暂无|不详|没有|同上", text):
        reader.keep("账号栏文字", _words(text, ""))


def _ascii(text: str) -> str:
    """Full-width digits as digits; words stay as written."""
    return text.translate(dict(zip(map(ord, "０１２３４５６７８９"), "0123456789", strict=True)))


def _plain(number: str) -> str:
    return re.sub(r"\D", "", number)


def _words(text: str, number: str) -> str:
    """What stands beside the number, without labels."""
    rest = LABEL.sub(" ", text.replace(number, " ") if number else text)
    return " ".join(re.sub(r"[\s:：,，、;；/|()（）'’]+", " ", rest).split())
