"""csv and other delimited text, as exported by offices' systems: encodings, separators, `="…"` around long numbers."""

import codecs
import csv
import io
import re
from pathlib import Path

from talentbase.sheets import limits
from talentbase.sheets.cells import Cell, Refused, Sheet, Workbook
from talentbase.sheets.guard import SAVE_AS, Inspection
from talentbase.sheets.values import tidy_text

SEPARATORS = ",\t;，"
_AS_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)
_APOSTROPHE = re.compile(r"^['’](?=[\d=+\-@])")


def read_csv(path: str | Path, name: str, inspection: Inspection) -> Workbook:
    """One sheet named like the file; rows count records. Raises Refused for unknown encodings and binary content."""
    text, encoding = _decode(Path(path).read_bytes())
    sheet = Sheet(name=Path(name).stem)
    workbook = Workbook(name=name, form="csv", sheets=[sheet], warnings=list(inspection.warnings))
    if encoding == "gb18030":
        workbook.warnings.append("文件按GB18030编码读取，如有乱码请另存为xlsx文件再上传。")
    cells_left = limits.CELLS
    try:
        for row, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
            cells = {column: Cell(value) for column, field in enumerate(record, 1) if (value := _unwrap(field))}
            if not cells:
                continue
            cells_left -= len(cells)
            if row > limits.ROWS or max(cells) > limits.COLUMNS or cells_left < 0:
                raise Refused("unreadable", f"文件太大：最多{limits.ROWS}行、{limits.COLUMNS}列。请分成几个文件上传。")
            sheet.rows[row] = cells
    except csv.Error as error:
        raise Refused("unreadable", f"文件的引号或分隔符有误，{SAVE_AS}") from error
    return workbook


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            candidates = (encoding,)
            break
    else:
        zeros = data[:2000].count(0)
        if zeros > len(data[:2000]) // 10:
            candidates = ("utf-16-le" if data[1:2000:2].count(0) > zeros // 2 else "utf-16-be",)
        else:
            candidates = ("utf-8", "gb18030")
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_like_text(text):
            return text, encoding
    raise Refused("unreadable", f"文件不是工作表，或文字编码无法识别，{SAVE_AS}")


def _looks_like_text(text: str) -> bool:
    return not any(sign < " " and sign not in "\t\r\n\f\v\x1a" for sign in set(text))


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines; quoted parts do not count."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines()[:30] if line.strip()]
    score = {sign: sum(line.count(sign) for line in lines) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: score[sign])
    # commas of Chinese prose cut nothing where a plain separator is in use
    return best if best != "，" or not any(score[sign] >= len(lines) for sign in ",\t;") else max(",\t;", key=score.get)


def _unwrap(field: str) -> str | None:
    if (found := _AS_TEXT.match(field.strip())) is not None:
        field = found[1].replace('""', '"')
    return tidy_text(_APOSTROPHE.sub("", field.strip("\t")))
