"""Number formats, solid fills and notes of an xlsx package."""

from dataclasses import dataclass, field
from typing import IO

from talentbase.sheets.formats import BUILTIN
from talentbase.sheets.sheet_xml import area, parse

# ECMA-376 part 1, 18.8.27: the first palette of 8 + 56 colours, only those a clerk marks rows with
INDEXED = {
    2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 6: "FF00FF", 7: "00FFFF", 10: "FF0000", 11: "00FF00", 12: "0000FF",
    13: "FFFF00", 14: "FF00FF", 15: "00FFFF", 16: "800000", 17: "008000", 18: "000080", 19: "808000", 20: "800080",
    21: "008080", 22: "C0C0C0", 23: "808080", 40: "00CCFF", 41: "CCFFFF", 42: "CCFFCC", 43: "FFFF99", 44: "99CCFF",
    45: "FF99CC", 46: "CC99FF", 47: "FFCC99", 50: "99CC00", 51: "FFCC00", 52: "FF9900", 53: "FF6600", 55: "969696",
    60: "993300",
}  # fmt: skip
THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")


@dataclass(slots=True)
class Styles:
    """formats and fills by style index (`s` of a cell); an index outside counts as General without fill."""

    formats: list[str] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)

    def format_of(self, index: int) -> str:
        return self.formats[index] if index < len(self.formats) else "General"

    def fill_of(self, index: int) -> str:
        return self.fills[index] if index < len(self.fills) else ""


def read_styles(stream: IO[bytes]) -> Styles:
    reader = _StyleReader()
    parse(stream, start=reader.start, end=reader.end)
    return reader.styles


class _StyleReader:
    def __init__(self):
        self.styles = Styles()
        self.codes: dict[int, str] = {}
        self.fills: list[str] = []
        self.solid = self.in_cell_styles = self.in_fills = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "General")
        elif name == "fills":
            self.in_fills = True
        elif name == "fill" and self.in_fills:
            self.fills.append("")
        elif name == "patternFill":
            self.solid = attributes.get("patternType") == "solid"
        elif name == "fgColor" and self.solid and self.in_fills and self.fills:
            self.fills[-1] = _colour(attributes)
        elif name == "cellXfs":
            self.in_cell_styles = True
        elif name == "xf" and self.in_cell_styles:
            number = _number(attributes.get("numFmtId"))
            self.styles.formats.append(self.codes.get(number) or BUILTIN.get(number, "General"))
            fill = _number(attributes.get("fillId"))
            self.styles.fills.append(self.fills[fill] if fill < len(self.fills) else "")

    def end(self, name: str) -> None:
        if name == "fills":
            self.in_fills = False
        elif name == "cellXfs":
            self.in_cell_styles = False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _colour(attributes: dict[str, str]) -> str:
    """RRGGBB; white counts as no fill. Tints of theme colours are ignored: a pale red still means the red one."""
    if rgb := attributes.get("rgb"):
        colour = rgb[-6:].upper()
    elif "theme" in attributes:
        theme = _number(attributes["theme"])
        colour = THEME[theme] if theme < len(THEME) else ""
    else:
        colour = INDEXED.get(_number(attributes.get("indexed")), "")
    return "" if colour == "FFFFFF" else colour


def read_comments(stream: IO[bytes]) -> dict[tuple[int, int], str]:
    """Notes of a sheet by (row, column); the text of phonetic runs is left out."""
    comments: dict[tuple[int, int], list[str]] = {}
    state = {"at": None, "open": False, "phonetic": 0}

    def start(name, attributes):
        if name == "comment":
            found = area(attributes.get("ref", ""))
            state["at"] = found[:2] if found else None
        elif name == "rPh":
            state["phonetic"] += 1
        elif name == "t":
            state["open"] = not state["phonetic"]

    def text(data):
        if state["open"] and state["at"]:
            comments.setdefault(state["at"], []).append(data)

    def end(name):
        if name == "t":
            state["open"] = False
        elif name == "rPh":
            state["phonetic"] -= 1

    parse(stream, start, text, end)
    return {at: "".join(parts).strip() for at, parts in comments.items() if "".join(parts).strip()}
