"""The same invented people for both sides: as rows of 32 Chinese columns, as a sheet."""

import datetime as dt
from itertools import islice
from pathlib import Path

from openpyxl import Workbook

from talentbase.codes.lookup import CodeBook
from talentbase.demo.invent.draft import Draft
from talentbase.demo.invent.people import invent_people

SEED = 1
CATEGORIES = {"official": "党政人才", "expert": "高层次人才", "business": "经商人才"}
CONSENTS = {"yes": "是", "no": "否", "undecided": "待定"}
STATUSES = {"working": "在职", "retired": "退休", "studying": "在读", "lost": "失联", "deceased": "已故"}
TEXTS = {
    "name": "姓名",
    "birth": "出生年月",
    "hometown": "籍贯",
    "tie_kind": "与南乐关系",
    "party_date": "入党时间",
    "work_since": "参加工作时间",
    "school": "毕业院校",
    "major": "专业",
    "employer": "工作单位",
    "position": "职务",
    "field": "研究领域",
    "honors": "成果及荣誉",
    "email": "电子邮箱",
    "wechat": "微信号",
    "family_address": "家庭住址",
    "intent": "合作意向",
    "remark": "备注",
}
CODES = {
    "gender_id": "性别",
    "nation_id": "民族",
    "politics_id": "政治面貌",
    "education_id": "学历",
    "degree_id": "学位",
    "title_id": "职称",
    "location_id": "所在地",
}
OTHERS = {
    "categories": "人才类别",
    "programs": "人才称号",
    "phones": "手机号码",
    "family_contact": "家庭联系人",
    "family_phones": "家庭联系电话",
    "consent": "是否愿意联系服务",
    "status": "状态",
    "id_number": "身份证号",
}
COLUMNS = {key.removesuffix("_id"): header for key, header in (TEXTS | CODES | OTHERS).items()}  # field -> header


def drafts(number: int, seed: int) -> list[Draft]:
    return list(islice(invent_people(seed, dt.date.today(), number), number))


def rows(number: int, seed: int = SEED) -> list[tuple[str, ...]]:
    """Texts in the order of COLUMNS, as a township would type them."""
    book = CodeBook.from_files()
    return [tuple(_values(draft, book)[key] for key in COLUMNS) for draft in drafts(number, seed)]


def _values(draft: Draft, book: CodeBook) -> dict[str, str]:
    values = draft.values
    found = {key: str(values.get(key) or "") for key in TEXTS}
    for key in ("birth", "party_date", "work_since"):
        found[key] = found[key].replace("-", ".")
    for key in CODES:
        row = book.get(*(values.get(key) or ".").split("."))
        found[key.removesuffix("_id")] = row.name if row else ""
    own = [row for row in draft.contacts if row["whose"] == "own"]
    family = [row for row in draft.contacts if row["whose"] == "family"]
    return found | {
        "categories": "、".join(CATEGORIES[category] for category in values["categories"][:1]),
        "programs": "、".join(book.name("programs", code) for code in values.get("programs") or ()),
        "phones": "、".join(row["phone"] for row in own),
        "family_contact": family[0]["holder"] if family else "",
        "family_phones": "、".join(row["phone"] for row in family),
        "consent": CONSENTS.get(values.get("consent"), ""),
        "status": STATUSES.get(values.get("status"), ""),
        "id_number": draft.id_number,
    }


def write_sheet(path: Path, number: int, seed: int, changed: int = 0) -> None:
    """changed: every so manieth person has another post than in the sheet without it; 0 = nobody."""
    book = Workbook(write_only=True)
    page = book.create_sheet("人才信息")
    page.append(list(COLUMNS.values()))
    post = list(COLUMNS).index("position")
    for place, row in enumerate(rows(number, seed), 1):
        moved = bool(changed) and place % changed == 0
        page.append((*row[:post], f"{row[post]}（新任）", *row[post + 1 :]) if moved else row)
    book.save(path)
