"""The words of the report and of the dashboard: templates with figures in them, filled into pieces a page can link.

`[people.total~|人]` stands for a figure: ~ rounds as 公文 do (2716 -> 2700余), the words after | belong to the number.
"""

import re
from collections.abc import Mapping

from talentbase.web.templatetags.ui import roughly

TOKEN = re.compile(r"\[([a-z_.]+)(~?)(?:\|([^\]]*))?\]")

OVERALL = (
    "截至{day}，累计入库在外人才[people.total~|人]，征集人才需求信息[needs.total~|条]，绘制[chains|个]产业链人才图谱；"
    "{stations}双招双引工作站聘任站长、副站长[stations.heads|名]，提供招商线索[stations.leads~|条]、人才信息[stations.tips~|条]，"
    "促成校地合作项目[stations.projects|个]；解决实际难题[services.done~|个]，发放人才补贴[benefits.paid_wan~|万元]，"
    "吸引[returns.people|人返乡]。"
)
MONTH = (
    "{month}份，新增在外人才[people.added|人]，征集人才需求[needs.added|条]，新增招商线索[stations.leads.month|条]、"
    "人才信息[stations.tips.month|条]，办结服务事项[services.done.month|件]，发放人才补贴[benefits.paid_wan.month|万元]，"
    "返乡[returns.people.month|人]。"
)
MATCHING = (
    "本轮征集人才需求[needs.round|条]，已推荐[matching.recommended|条]，洽谈中[matching.talking|条]，"
    "已对接[matching.settled|条]。"
)
UNIT = (
    "截至{day}，{unit}在库在外人才[people.total|人]，其中党政人才[people.official|人]、高层次人才[people.expert|人]、"
    "经商人才[people.business|人]；本月新增[people.added|人]，更新[people.updated|人]；重点联系对象[people.key|人]，"
    "超期未回访[people.overdue|人]。"
)


def keys_in(template: str) -> list[str]:
    return [found[1] for found in TOKEN.finditer(template)]


def rounded_keys(template: str) -> set[str]:
    return {found[1] for found in TOKEN.finditer(template) if found[2]}


def number_words(value, rounded: bool = False) -> str:
    """As running text writes it, without thousands marks: 2700余, 2716, 182.6, – where it is not known."""
    if value is None:
        return "–"
    if rounded:
        return roughly(value)
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")


def fill(template: str, values: Mapping[str, object], **words: str) -> list[dict]:
    """[{"text": words} | {"text": number, "key": figure, "after": words}]; values: {key: number or None}."""
    pieces, end = [], 0
    for found in TOKEN.finditer(template):
        pieces.append({"text": template[end : found.start()].format(**words)})
        number = number_words(values.get(found[1]), bool(found[2]))
        pieces.append({"text": number, "key": found[1], "after": found[3] or ""})
        end = found.end()
    pieces.append({"text": template[end:].format(**words)})
    return [piece for piece in pieces if piece["text"]]


def plain_text(pieces: list[dict]) -> str:
    return "".join(f"{piece['text']}{piece.get('after', '')}" for piece in pieces)
