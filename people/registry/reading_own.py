"""A row of our own export that comes back: it names the record it is, and masked numbers in it mean “as it was”."""

import re
from dataclasses import replace

from talentbase.sheets.cells import Cell
from talentbase.text.folding import fold

NUMBER = re.compile(r"RC-?(\d{1,9})", re.I)
MASK = "**"
MASKED_KEYS = ("id_number", "phones", "family_contact", "family_phones", "family_address")
SEPARATOR = re.compile(r"[、，,;；\n]+")


def read_own(reader) -> None:
    """Puts `record_number` (RC-000123) and takes masked pieces out of the row; without a number masks stay errors."""
    text = reader.text("record_number")
    if not text:
        return
    found = NUMBER.fullmatch(fold(text))
    if not found:
        reader.keep("档案编号", text)
        return
    reader.put("record_number", number_of(int(found[1])))
    for key in MASKED_KEYS:
        if cells := reader.cells.get(key):
            reader.cells[key] = [kept for cell in cells if (kept := _unmasked(cell))]


def _unmasked(cell: Cell) -> Cell | None:
    if not isinstance(cell.value, str) or MASK not in cell.value:
        return cell
    pieces = [piece for piece in SEPARATOR.split(cell.value) if MASK not in piece and piece.strip()]
    return replace(cell, value="、".join(pieces)) if pieces else None


def number_of(pk: int) -> str:
    """The register's number of a record: RC-000123."""
    return f"RC-{pk:06d}"


def key_in(number: str) -> int:
    """RC-000123 -> 123."""
    return int(number.removeprefix("RC-"))
