"""An xlsx package: zip limits, part names, relationships, workbook and sheets."""

import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused
from talentbase.sheets.sheet_xml import SheetFacts, SheetScanner, feed, new_parser, parse
from talentbase.sheets.styles_xml import Styles, read_comments, read_styles

TRUE = ("1", "true", "on")


class _RootReached(Exception):
    """The prolog is over: no DTD can follow."""


@dataclass(frozen=True, slots=True)
class Relation:
    """kind: last word of the relationship type (worksheet, styles, comments, drawing)."""

    kind: str
    target: str
    external: bool


class Package:
    """`check_parts` and `refuse_doctypes` come first; `read` returns (1904 epoch, styles, facts of each worksheet)."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.parts = archive.infolist()
        self.names = {part.filename.lower().lstrip("/"): part.filename for part in self.parts}
        self.warnings: list[str] = []

    # --- the zip ---------------------------------------------------------------------------------------------------

    def check_parts(self) -> None:
        if len(self.parts) > limits.PARTS:
            raise Refused("unreadable", f"文件内部结构异常：部件超过{limits.PARTS}个。请把内容复制到新的工作簿再上传。")
        self._refuse_other_packages()
        total = 0
        for part in self.parts:
            path = part.filename.replace("\\", "/")
            if ".." in path.split("/") or ":" in path or "\0" in part.filename:
                raise Refused("unreadable", "文件内部含有不合法的部件名，可能有害，已拒绝。")
            if part.flag_bits & 1:
                raise Refused("encrypted", "文件已加密，请取消密码后重新上传。")
            total += part.file_size
            bomb = part.file_size > limits.RATIO * max(part.compress_size, 1)
            if total > limits.UNPACKED_BYTES or (part.file_size > limits.RATIO_FROM_BYTES and bomb):
                raise Refused("unreadable", "文件解压后过大，可能有害。请把内容复制到新的工作簿再上传。")

    def _refuse_other_packages(self) -> None:
        names = self.names
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            raise Refused("unreadable", "文件中含有宏，系统不接收带宏的文件，请另存为不带宏的xlsx文件再上传。")
        if "xl/workbook.bin" in names:
            raise Refused("unreadable", "文件是xlsb格式，请用Excel或WPS打开后另存为xlsx文件再上传。")
        if "mimetype" in names or "content.xml" in names:
            raise Refused("unreadable", "文件是ods格式，请用Excel或WPS打开后另存为xlsx文件再上传。")
        if any(name.startswith(("word/", "ppt/")) for name in names):
            raise Refused("unreadable", "这是Word或演示文件，不是工作表，请上传xlsx、xls、et或csv文件。")
        if "[content_types].xml" not in names and not any(name.startswith("xl/") for name in names):
            raise Refused("unreadable", "这是压缩包，不是工作表，请解压后上传其中的xlsx、xls、et或csv文件。")
        if any(name.startswith("xl/externallinks/") for name in names):
            self.warnings.append("文件引用了其他工作簿，这些链接已忽略，只读取文件中保存的数值。")

    def refuse_doctypes(self) -> None:
        """Every part that begins like XML, whatever its name and encoding, is read up to its root element."""
        for part in self.parts:
            with self.archive.open(part) as stream:
                head = stream.read(256)
                if not head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
                    continue
            with self.archive.open(part) as stream:
                self._read_prolog(stream)

    @staticmethod
    def _read_prolog(stream) -> None:
        def stop(*_):
            raise _RootReached

        parser = new_parser()
        parser.StartElementHandler = stop
        try:
            feed(parser, stream)
        except (_RootReached, ExpatError):
            return

    # --- the parts -------------------------------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        return name.lower() in self.names

    def open(self, name: str):
        return self.archive.open(self.names[name.lower()])

    def relations(self, name: str) -> dict[str, Relation]:
        """{id: Relation} of a part ("" = the package), targets as full part names."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, Relation] = {}
        if not self.has(path):
            return found

        def start(tag, attributes):
            if tag == "Relationship":
                target = unquote(attributes.get("Target", "")).replace("\\", "/")
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = Relation(kind, target, attributes.get("TargetMode") == "External")

        with self.open(path) as stream:
            parse(stream, start)
        return found

    def read(self) -> tuple[bool, Styles, list[SheetFacts]]:
        workbook = self._target(self.relations(""), "officeDocument") or "xl/workbook.xml"
        relations = self.relations(workbook)
        epoch_1904, listed = self._workbook(workbook)
        styles_part = self._target(relations, "styles")
        styles = Styles()
        if styles_part and self.has(styles_part):
            with self.open(styles_part) as stream:
                styles = read_styles(stream)
        sheets: list[SheetFacts] = []
        budget = limits.CELLS
        for name, state, identity in listed[: limits.SHEETS]:
            relation = relations.get(identity)
            if relation is None or relation.kind != "worksheet" or relation.external:
                continue
            facts = SheetFacts(name, hidden=state in ("hidden", "veryHidden"))
            self._sheet(facts, relation.target, budget)
            budget -= facts.cells
            sheets.append(facts)
        return epoch_1904, styles, sheets

    @staticmethod
    def _target(relations: dict[str, Relation], kind: str) -> str:
        return next((relation.target for relation in relations.values() if relation.kind == kind), "")

    def _workbook(self, part: str) -> tuple[bool, list[tuple[str, str, str]]]:
        listed: list[tuple[str, str, str]] = []
        epoch: list[bool] = []

        def start(tag, attributes):
            if tag == "sheet":
                identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                listed.append((attributes.get("name", ""), attributes.get("state", ""), identity))
            elif tag == "workbookPr":
                epoch.append(attributes.get("date1904", "").lower() in TRUE)

        with self.open(part) as stream:
            parse(stream, start)
        return any(epoch), listed

    def _sheet(self, facts: SheetFacts, part: str, budget: int) -> None:
        with self.open(part) as stream:
            SheetScanner(facts, budget).run(stream)
        if facts.stray:
            self.warnings.append(f"工作表“{facts.name}”在很远的位置只有空白格式，已忽略。")
        for relation in self.relations(part).values():
            if relation.external or not self.has(relation.target):
                continue
            if relation.kind == "comments":
                with self.open(relation.target) as stream:
                    facts.comments.update(read_comments(stream))
            elif relation.kind == "drawing":
                facts.pictures += self._pictures(relation.target)

    def _pictures(self, part: str) -> int:
        found: list[str] = []
        with self.open(part) as stream:
            parse(stream, lambda tag, _: found.append(tag) if tag == "pic" else None)
        return len(found)
