"""Typefaces and measures of GB/T 9704-2012 as Word styles; fonts are named, never embedded.

One line is 225 mm / 22 = 28.95 pt (579 twips); 16 pt text set 0.25 pt closer gives 28 characters in 156 mm.
"""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

TITLE, BODY, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LEVELS = (BODY, HEI, KAI, BODY, BODY)
LINE = 579  # twips
CHARACTER = 320  # twips, one character of 16 pt
RED = "FF0000"

EXACT = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
SINGLE = '<w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
# 0.7 pt, the least Word takes
SPACER = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="14" w:lineRule="exact"/>'


def fonts(east_asian: str, latin: str = "Times New Roman") -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" w:cs="{latin}"/>'


def _letters(east_asian: str, points: float, *, close: int = 0, latin: str = "Times New Roman", color: str = "") -> str:
    half = round(points * 2)
    ink = f'<w:color w:val="{color}"/>' if color else ""
    return f'{fonts(east_asian, latin)}{ink}<w:spacing w:val="{close}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _style(key: str, name: str, paragraph: str, letters: str) -> str:
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if key == "Normal" else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{based}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _styles() -> list[str]:
    body = _letters(BODY, 16, close=-5)
    flow = '<w:widowControl w:val="0"/>'
    whole = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    levels = [
        _style(
            f"Heading{n}",
            f"heading {n}",
            f'<w:keepNext/>{EXACT}{INDENT}<w:jc w:val="both"/><w:outlineLvl w:val="{n - 1}"/>',
            _letters(LEVELS[n], 16, close=-5),
        )
        for n in (1, 2, 3, 4)
    ]
    return [
        _style("Normal", "Normal", f'{flow}{whole}{EXACT}<w:jc w:val="both"/>', body),
        _style("BodyText", "Body Text", INDENT, body),
        _style("Title", "Title", f'<w:snapToGrid w:val="0"/>{EXACT}<w:jc w:val="center"/>', _letters(TITLE, 22)),
        *levels,
        _style(
            "RedHead",
            "发文机关标志",
            '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
            _letters(TITLE, 36, color=RED),
        ),
        _style("Caption", "caption", f'<w:keepNext/>{EXACT}<w:jc w:val="center"/>', _letters(HEI, 14)),
        _style("TableHead", "表头", f'<w:keepNext/>{SINGLE}<w:jc w:val="center"/>', _letters(HEI, 10.5)),
        _style("TableText", "表格文字", SINGLE, _letters(BODY, 10.5)),
        _style("Imprint", "版记", f"{EXACT}", _letters(BODY, 14)),
        _style("PageNumber", "页码", SINGLE, _letters(SONG, 14, latin=SONG)),
        _style("Trace", "导出标记", f'{SINGLE}<w:jc w:val="right"/>', _letters(SONG, 9, color="5B6676")),
        _style("Spacer", "间隔", SPACER, '<w:sz w:val="2"/>'),
    ]


def set_styles(document: Document) -> None:
    """Replaces the 160 Latin styles of python-docx's template; what stays are the defaults a table and a run need."""
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:type")) == "paragraph" or style.get(qn("w:default")) != "1":
            root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    root.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_letters(BODY, 16)}{language}</w:rPr></w:rPrDefault>"
            "<w:pPrDefault/></w:docDefaults>"
        ),
    )
    for xml in _styles():
        root.append(parse_xml(xml))
