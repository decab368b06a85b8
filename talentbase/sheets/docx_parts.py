"""What stands before and after the text of a 公文: red head, title, addressee, annexes, signature, date, imprint."""

import datetime as dt
from collections.abc import Sequence

from talentbase.sheets.docx_blocks import Attachment, Imprint
from talentbase.sheets.docx_page import PORTRAIT_LINE
from talentbase.sheets.docx_styles import CHARACTER, RED, TITLE, fonts
from talentbase.sheets.docx_xml import chinese_date, clean, paragraph_xml, width
from talentbase.text.words import cut

_TITLE_LINE = 20  # characters of 22 pt in 156 mm
_LINE = 28  # characters of 16 pt
_NO_LINE_START = "，。、；：？！”’）》〉」』】…"


def _title_lines(title: str) -> list[str]:
    """Breaks between words into lines of about equal length, the longer above."""
    if width(title) <= _TITLE_LINE:
        return [title]
    count = -(-width(title) // (_TITLE_LINE - 1))
    goal = width(title) / count
    lines = [""]
    for word in cut(title):
        full = width(lines[-1]) >= goal or width(lines[-1] + word) > _TITLE_LINE
        if full and lines[-1] and word[0] not in _NO_LINE_START:
            lines.append("")
        lines[-1] += word
    return lines


def title(title: str) -> str:
    lines = [part for given in clean(title).split("\n") for part in _title_lines(given)]
    return "".join(paragraph_xml("Title", line) for line in lines)


def red_head(red_head: str, number: str) -> str:
    """35 mm below the top of the type area; the number two lines on, a red rule 4 mm under it, two lines (7.2)."""
    points = min(36, 440 / max(width(red_head), 1))
    size = f'{fonts(TITLE)}<w:color w:val="{RED}"/><w:sz w:val="{round(points * 2)}"/>'
    blank = paragraph_xml("Normal")
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="{RED}"/></w:pBdr><w:jc w:val="center"/>'
    drop = '<w:spacing w:line="1984" w:lineRule="exact"/>'  # 35 mm
    return (
        paragraph_xml("Normal", extra=drop)
        + paragraph_xml("RedHead", red_head, letters=size)
        + blank * 2
        + paragraph_xml("Normal", number, rule)
        + blank * 2
    )


def addressee(addressee: str) -> str:
    return paragraph_xml("Normal") + paragraph_xml("Normal", addressee.rstrip("：:") + "：")


def annex_list(annexes: Sequence[Attachment]) -> str:
    """附件说明 one line below the text; names stand under each other, without end marks (7.3.4)."""
    if not annexes:
        return ""
    if len(annexes) == 1:
        lines = [_hanging(f"附件：{annexes[0].name}", 5)]
    else:
        lines = [_hanging(f"附件：1.{annexes[0].name}", 6)]
        lines += [_hanging(f"{n}.{annex.name}", 6, before=5) for n, annex in enumerate(annexes[1:], 2)]
    return paragraph_xml("Normal") + "".join(lines)


def _hanging(text: str, left: int, before: int = 2) -> str:
    """First line `before` characters in, the following ones `left`."""
    hang = left - before
    indent = (
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * CHARACTER}" '
        f'w:hangingChars="{hang * 100}" w:hanging="{hang * CHARACTER}"/>'
    )
    return paragraph_xml("Normal", text, indent)


def closing(signature: str, date: dt.date | None, sealed: bool) -> str:
    """署名 and 成文日期 (7.3.5): unsealed 2 characters from the right, the date begins 2 right of the signature."""
    day = chinese_date(date) if date else ""
    name_width, day_width = width(signature), width(day)
    if sealed:
        day_right = 4
        name_right = max(0, 4 + (day_width - name_width) / 2)
    elif not signature or day_width > name_width:
        day_right = 2
        name_right = day_width + 4 - name_width
    else:
        name_right, day_right = 2, name_width - day_width
    lines = [_from_right(text, right) for text, right in ((signature, name_right), (day, day_right)) if text]
    return paragraph_xml("Normal") + "".join(lines) if lines else ""


def _from_right(text: str, characters: float) -> str:
    characters = min(characters, max(0, _LINE - width(text)))
    indent = f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * CHARACTER)}"/>'
    return paragraph_xml("Normal", text, f'<w:keepLines/>{indent}<w:jc w:val="right"/>')


def imprint(imprint: Imprint) -> str:
    """版记 at the foot of the last page: rules of 0.35 mm outside and 0.25 mm between, 14 pt (7.4)."""
    printed = imprint.printed_by
    if imprint.printed_on:
        printed += f"\t{chinese_date(imprint.printed_on)}印发"
    texts = [f"抄送：{imprint.copies_to.rstrip('。')}。" if imprint.copies_to else "", printed]
    texts = [text for text in texts if text]
    wide = PORTRAIT_LINE
    place = f'<w:tabs><w:tab w:val="right" w:pos="{wide - 280}"/></w:tabs><w:ind w:left="280" w:right="280"/>'
    cell = f'<w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>'
    rows = "".join(f"<w:tr><w:tc>{cell}{paragraph_xml('Imprint', text, place)}</w:tc></w:tr>" for text in texts)
    rule = 'w:val="single" w:space="0" w:color="000000"'
    # A table floating at the foot of the type area; it hangs on the paragraph after it.
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" '
        f'w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblW w:w="{wide}" w:type="dxa"/>'
        f'<w:tblBorders><w:top {rule} w:sz="8"/><w:bottom {rule} w:sz="8"/><w:insideH {rule} w:sz="6"/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>{rows}</w:tbl>{paragraph_xml("Spacer")}'
    )
