"""Choices printed with boxes, as forms do it: `☑男 □女`, `□博士 ■硕士 □其他`, `男（√） 女（ ）`."""

import re

TICKED, EMPTY = "☑☒✅■√✓✔", "□☐▢"  # no circles: 一九八○年
ANY_BOX = re.compile(f"[{TICKED}{EMPTY}]")
LONGEST = 200
_BRACKETED_TICK = re.compile(r"[（(\[【]\s*[√✓✔]\s*[）)\]】]")
_BRACKETED_EMPTY = re.compile(r"[（(\[【]\s*[）)\]】]")
_BLANK_LINE = re.compile(r"[:：]?\s*[_＿]+$")
_BETWEEN = " \t\n\u3000，,、；;/"


def ticked(text: str) -> str | None:
    """The options that are ticked, joined by 、 ("": none is). None where the text is no choice with boxes."""
    if len(text) > LONGEST or not ANY_BOX.search(text):
        return None
    boxed = _BRACKETED_TICK.sub("☑", text.strip())
    if boxed != text.strip():
        boxed = _BRACKETED_EMPTY.sub("□", boxed)
    marks = ANY_BOX.findall(boxed)
    # one box alone is a choice only where it stands first: 王□明 has lost a rare character, √ is an answer
    if not marks or (boxed[0] != marks[0] if len(marks) == 1 else not set(marks) & set(EMPTY)):
        return None
    before, *pieces = (_BLANK_LINE.sub("", piece.strip(_BETWEEN)) for piece in ANY_BOX.split(boxed))
    options = [before, *pieces[:-1]] if before else pieces  # the box stands behind its words, or before them
    chosen = [option for mark, option in zip(marks, options, strict=True) if mark in TICKED and option]
    return "、".join(chosen) if any(options) else None
