"""按姓氏笔画: the order of names in official lists, by number of strokes, then by their kinds 横 竖 撇 点 折 as written.

`strokes.txt` gives for 6,900 characters the kinds in writing order (1 to 5, GF 0014-2009, folded as GF 3003-1999 folds them:
提 is a 横, 竖钩 a 竖, 捺 a 点), for the others the number only, behind `=`.
"""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("strokes.txt")
UNWRITTEN = "99"  # letters, dots and characters without a number follow the others


@cache
def _table() -> dict[str, str]:
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        strokes, _, characters = line.partition(" ")
        number = int(strokes[1:]) if strokes.startswith("=") else len(strokes)
        kinds = "9" * number if strokes.startswith("=") else strokes
        found |= dict.fromkeys(characters, f"{number:02d}{kinds}")
    return found


def stroke_key(name: str) -> str:
    """Text that sorts as the names of a list do: character by character, a shorter name before a longer one with it."""
    table = _table()
    return "".join(table.get(character, f"{UNWRITTEN}{character}") for character in name)
