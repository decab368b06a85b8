"""The door: looks at an uploaded file before any reader does, refuses what is hostile or no workbook.

Kinds are told by content, never by the name. For xlsx the XML is streamed once; what a fast reader cannot see is kept.
"""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers.expat import ExpatError

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused
from talentbase.sheets.package import Package
from talentbase.sheets.sheet_xml import SheetFacts
from talentbase.sheets.styles_xml import Styles

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "请用Excel或WPS打开后另存为xlsx文件再上传。"
NOT_SHEETS = (  # (first bytes, what it is)
    (b"%PDF", "PDF文件"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"BM", "图片"),
    (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"), (b"{\\rtf", "Word文件"), (b"ID;P", "SYLK文件"),
)  # fmt: skip
LRMX_BYTES = 5 * limits.MEGABYTE
# the form's older file, one record in GBK: "姓名","男","196805", … with # for a line break and @ between parts of a field
OLD_FORM = re.compile(r'\s*"[^"\n]{1,40}"\s*,\s*"[男女]"\s*,\s*"[\d.]{4,10}"\s*,[^\n]*"[^"\n]*#[^"\n]*@')


@dataclass(slots=True)
class Inspection:
    """form: xlsx | xls | et | csv | lrmx. sheets, styles and epoch_1904 are filled for xlsx only, elements for lrmx only."""

    form: str
    warnings: list[str] = field(default_factory=list)
    sheets: list[SheetFacts] = field(default_factory=list)
    styles: Styles = field(default_factory=Styles)
    epoch_1904: bool = False
    elements: dict[str, str] = field(default_factory=dict)


def inspect(path: str | Path, name: str | None = None) -> Inspection:
    """Raises Refused where the file is hostile, damaged or no workbook. name: as uploaded (tells .et from .xls)."""
    path = Path(path)
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty", "文件是空的（0字节），请重新导出后再上传。")
    if size > limits.FILE_BYTES:
        raise Refused("unreadable", f"文件超过{limits.FILE_BYTES // limits.MEGABYTE}MB，请删去图片或分成几个文件上传。")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return _inspect_zip(path)
    if head.startswith(OLE):
        return _inspect_ole(path, name or path.name)
    if head[:1] == b"\x09" and head[1:2] in (b"\x00", b"\x02", b"\x04", b"\x08"):
        raise Refused("unreadable", f"文件是很早以前的Excel格式，{SAVE_AS}")
    _refuse_other_kinds(head)
    if _marks(head).startswith(b"<"):
        return _inspect_xml(path, size)
    if (name or path.name).lower().endswith(".lrm") or OLD_FORM.match(head.decode("gb18030", "ignore")):
        raise Refused("unreadable", "这是旧格式的干部任免审批表（lrm），请用干部任免审批表编辑器打开，另存为lrmx文件再上传。")
    return Inspection(form="csv")


def _marks(head: bytes) -> bytes:
    """The beginning as one byte per character, whatever the encoding, in lower case."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()


def _inspect_xml(path: Path, size: int) -> Inspection:
    """The only XML taken is a 干部任免审批表."""
    from talentbase.sheets.read_lrmx import read_elements

    if size > LRMX_BYTES:
        raise Refused("unreadable", f"文件超过{LRMX_BYTES // limits.MEGABYTE}MB，请换成较小的照片，重新保存为lrmx文件再上传。")
    return Inspection(form="lrmx", elements=read_elements(path.read_bytes()))


def _refuse_other_kinds(head: bytes) -> None:
    for magic, what in NOT_SHEETS:
        if head.startswith(magic):
            raise Refused("unreadable", f"这是{what}，不是工作表，请上传xlsx、xls、et或csv文件。")
    plain = _marks(head)
    if b'progid="excel.sheet"' in plain or b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        raise Refused("unreadable", f"文件是XML格式的旧表格，{SAVE_AS}")
    if plain.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<script", b"mime-version")):
        raise Refused("unreadable", f"文件内容是网页（HTML），不是真正的工作表，{SAVE_AS}")


def _inspect_zip(path: Path) -> Inspection:
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            package.check_parts()
            package.refuse_doctypes()
            inspection = Inspection(form="xlsx", warnings=package.warnings)
            inspection.epoch_1904, inspection.styles, inspection.sheets = package.read()
            return inspection
    except Refused:
        raise
    except (zipfile.BadZipFile, ExpatError, OSError, EOFError, KeyError, ValueError, NotImplementedError) as error:
        raise Refused("unreadable", f"文件已损坏或不完整，{SAVE_AS}") from error
    except Exception as error:  # zlib.error and whatever else a damaged archive provokes
        raise Refused("unreadable", f"文件无法读取，{SAVE_AS}") from error


def _inspect_ole(path: Path, name: str) -> Inspection:
    content = path.read_bytes()

    def holds(entry: str) -> bool:
        return entry.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Refused("encrypted", "文件已加密，请取消密码后重新上传。")
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise Refused("unreadable", "这是Word或演示文件，不是工作表，请上传xlsx、xls、et或csv文件。")
    if not (holds("Workbook") or holds("Book")):
        raise Refused("unreadable", f"文件中没有工作簿，{SAVE_AS}")
    if holds("_VBA_PROJECT_CUR"):
        raise Refused("unreadable", f"文件中含有宏，系统不接收带宏的文件，{SAVE_AS}")
    return Inspection(form="et" if name.lower().endswith(".et") else "xls")
