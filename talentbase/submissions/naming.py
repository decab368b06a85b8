"""Which unit sent a file: by the file's own name and by what its sheet says of itself."""

import re
from collections.abc import Sequence

from talentbase.accounts.models import Unit

_HEAD = re.compile(r"^(?:中共)?(?:县委|县)(?=.{3})")
_TAIL = re.compile(r"(?<=..)[镇乡]$")

Groups = Sequence[Sequence[Unit]]  # units to look among; a later group counts only where the earlier ones are not named


def unit_in(text: str, groups: Groups) -> Unit | None:
    """The one unit that `text` names; None where none or several are named."""
    for units in groups:
        if named := _named(text, units):
            return named[0] if len(named) == 1 else None
    return None


def unit_of_sheet(layout: dict, groups: Groups) -> Unit | None:
    """By 填报单位, the town and the title of the tables found (`Batch.layout`); None where they are silent or disagree."""
    found = set()
    for block in layout.get("blocks", []):
        lines = (block["meta"].get("unit", ""), block["meta"].get("town", ""), block["title"], block["sheet"])
        found.add(next((unit for line in lines if line and (unit := unit_in(line, groups))), None))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _named(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Units whose name stands in the text; short forms (元村, 统战部) count only where no whole name does."""
    whole = [unit for unit in units if unit.name in text]
    if whole:
        return [unit for unit in whole if not any(unit.name in other.name and unit != other for other in whole)]
    return [unit for unit in units if any(form in text for form in _short_names(unit.name))]


def _short_names(name: str) -> set[str]:
    """县委统战部 -> 统战部; 元村镇 -> 元村."""
    return {_HEAD.sub("", name), _TAIL.sub("", name)} - {name}
