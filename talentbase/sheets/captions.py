"""Rows that are no data: titles, notes, totals, signatures; and what the lines around a table state."""

import re
from datetime import date, datetime

from talentbase.sheets.cells import Cell
from talentbase.text.folding import fold

TOTAL = re.compile(
    r"^(?:本页|本表|全镇|全乡|全县|全市|以上)?(?:合计|总计|共计|总共|总人数|汇总|累计)(?:$|[\d:(,，共为]|人|总|.{1,3}$)"
    r"|^共(?:计|有)?\d+(?:条|个|项|名|人|家|户)[^\d]{0,8}$"
)
SUBTOTAL = re.compile(r"^(?:.{0,8})小计(?:[\d:：(].*)?$|^其中[:：]")
NOTE = re.compile(
    r"^(?:附?注(?:[:：\d.、]|释|意)|备注(?:[:：]|说明)|(?:填表|填写|填报|填列|编制|有关|相关|几点)?(?:说明|须知|要求)(?:[:：\d(]|$)|"
    r"温馨提示|特别提示|提示[:：]|※|\*|(?:填表|填写|填报)(?:说明|须知|要求))"
)
SIGNATURE = re.compile(
    r"(?:审核|审批|填表|制表|填报|经办|负责|统计|复核|分管|报送|录入|主管|校对|联系|核对|签发|主要|单位|站长|领导|书记|镇长|乡长|科长|部长|主任)"
    r"(?:人|人员|领导|负责人|者)?(?:员)?(?:签字|签名|签章|\(签字\)|\(签章\)|\(签名\)|\(盖章\)|电话)?[:：]|签字|签名|签章|盖章"
)
NOTHING = re.compile(
    r"^(?:截至目前|本月|本期|本季度?|当月|上月|目前|近期|暂时)*(?:无|没有|暂无|未有|零报告)(?:可|新增|新的?|最新|相关|有关)*"
    r"(?:招商|引资|招才|引才|人才|合作|校地|项目|线索|信息|情况|内容|数据|变化|名单|、|及|和)*(?:报送|上报|报告)?[。.]?$"
)
END_OF_LIST = re.compile(r"^\(?(?:以下(?:为?空白|无正文|无内容)|此页无正文|本页以下空白|空白页?)\)?[。.]?$|^[…·.]{3,}$")
EXAMPLE_CELL = re.compile(r"^\(?(?:填写|填表)?(?:示例|样例|范例|举例)\)?(?:$|[:：\d])|^例(?:$|[:：\d])|\((?:示例|样例|例)\)$")
EXAMPLE_SHEET = re.compile(r"示例|样例|范例|样表|样本|(?:填表|填写|填报)(?:说明|指南|要求)|使用说明|^说明$|参考填写")
SECTION = re.compile(r"^(?:[(]?[一二三四五六七八九十]{1,3}[)]?[、.．)]|第[一二三四五六七八九十]+(?:部分|类)|附(?:件|表)\d*)")
PAGE = re.compile(
    r"^(?:第?\d{1,3}[页/][,，]?(?:共?\d{1,3}页)?|第[一二三四五六七八九十]{1,3}页(?:共.{1,3}页)?|共\d{1,3}页|\(?(?:[接转续][上下前]页|续表)\)?)$"
)
LONGEST_PAGE_LINE = 12
_DATE_ONLY = re.compile(r"^(?:20)\d\d[年./-]\d{1,2}(?:[月./-]\d{1,2}日?|月)?$")

_LABELS = {
    "unit": "(?:填报|报送|上报|填表|推荐|申报|制表|报表)?单位|单位名称",
    "date": "(?:填报|填表|报送|上报|统计|制表|截止)?(?:时间|日期)",
    "person": "填报人|填表人|制表人|经办人|报送人|联系人|上报人|统计人",
    "other": "(?:审核|审批|复核|负责|统计|校对|录入|单位负责|分管)人|(?:分管|主管|主要)领导|负责人",
    "phone": "联系电话|电话|联系方式|手机",
    "town": r"所属乡镇|所在乡镇|乡镇\(街道\)|乡\(镇\)|乡镇|镇\(乡\)|街道",
}
_LABEL = re.compile("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")(?:\([^)]*\))?:")
_BARE_LABEL = re.compile("^(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")(?:\([^)]*\))?:?$")
_MEASURE = re.compile(r"^(?:亿|万|千|百)?(?:元|美元|人|人民币|个|名|项|家|户)(?:[/、].*)?$")
_DATE = re.compile(r"(20\d\d)(?:年|[./-])(\d{1,2})(?:(?:月|[./-])(\d{1,2})?)?")
_TOWN = re.compile(r"(?:^|[省市县区年月日度\W_\d])([\u4e00-\u9fff]{1,4}?(?:镇|乡|街道))")
_NO_TOWN = re.compile(r"^(?:各|全|本|外|家|回|返|故|在|城|村|同|老|原籍|所属|所在|我|该)*(?:乡镇|城镇|镇|乡|街道)$")


def text_of(cell: Cell | None) -> str:
    """What the cell shows, roughly: whole numbers without a point, dates as 2026-03-15, an error as #REF!."""
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, str):
        return value
    if value is None:
        return cell.error
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.hour or value.minute else value.strftime("%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def is_signature(text: str) -> bool:
    """text: folded. A signature line, or a line that holds a date only."""
    return bool((len(text) <= 80 and SIGNATURE.search(text)) or _DATE_ONLY.match(text))


def may_be_page_line(beginning: str) -> bool:
    """A quick look at the first cell of a row: whether the whole row is worth asking about."""
    return beginning[:1] in "第共(接转续" or beginning[0].isdigit()  # "" is in every text


def is_page_line(text: str) -> bool:
    """第1页共3页, （接上页）: what a printout of several pages has between its rows."""
    return len(text) <= LONGEST_PAGE_LINE and bool(PAGE.match(text))


def is_note(text: str) -> bool:
    return bool(NOTE.match(text))


def is_meta_label(text: str) -> bool:
    return bool(_BARE_LABEL.match(fold(text)))


def has_meta(text: str) -> bool:
    return bool(_LABEL.search(fold(text)))


def read_meta(line: str) -> dict[str, str]:
    """`填报单位（盖章）：元村镇党委  填报时间：2026年3月15日` -> {"unit": "元村镇党委", "date": "2026-03-15"}."""
    text = fold(line)
    labels = list(_LABEL.finditer(text))
    found: dict[str, str] = {}
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        value = text[label.end() : following.start() if following else None].strip("，,;；。、")
        if value.count(")") > value.count("("):  # the label stands inside brackets: (单位:万元)
            value = value.removesuffix(")")
        name = label.lastgroup or ""
        if not value or name == "other":
            continue
        if name == "unit" and _MEASURE.match(value):
            found["measure"] = value
        elif name == "date":
            found["date"] = iso_date(value) or value
        else:
            found.setdefault(name, value)
    return found


def bare_meta(label: str, value: str) -> dict[str, str]:
    """The same where label and value stand in two cells."""
    return read_meta(f"{label.rstrip(':： ')}：{value}")


def iso_date(text: str) -> str:
    """First date of the text as YYYY-MM-DD or YYYY-MM, "" where there is none."""
    found = _DATE.search(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return ""
    year, month, day = found.groups()
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day and 1 <= int(day) <= 31 else "")


def town_in(text: str) -> str:
    """Name of a town or township in a title, a unit's name or a file name; "" where none is named."""
    for found in _TOWN.finditer(fold(text)):
        if not _NO_TOWN.match(found[1]):
            return found[1]
    return ""
