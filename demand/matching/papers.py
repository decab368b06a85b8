"""征求意见函 to a person, 推荐表 to an employer, as docx."""

import datetime as dt
import io
from collections.abc import Sequence

from django.conf import settings

from demand.matching.models import Match
from demand.matching.sharing import FIELDS, LABELS, told
from demand.needs import words
from demand.needs.models import Need
from talentbase.sheets.column import Column
from talentbase.sheets.write_docx import Letter, Paragraph, Table, write_document, write_letters
from talentbase.web.templatetags.ui import full_day

ANSWER_WITHIN = dt.timedelta(days=14)
BOX = "□"
WIDTHS = {"work": 30, "field": 26, "honors": 26, "school": 20, "study": 12, "rank": 14, "phone": 15, "email": 20}


def consent_letters(matches: Sequence[Match], *, day: dt.date, trace: str) -> bytes:
    """One letter per match, each on a page of its own."""
    out = io.BytesIO()
    write_letters(out, [_consent_letter(match, day) for match in matches], trace=trace)
    return out.getvalue()


def _consent_letter(match: Match, day: dt.date) -> Letter:
    """What is asked for, what is asked of the person, and a slip to be ticked. Nothing of others stands in it."""
    need, person = match.need, match.person
    asked = [words.degree(need) if need.degree_min else "", words.title(need), words.age(need), "、".join(need.majors)]
    terms = [words.headcount(need), words.pay_in_full(need), "、".join(need.modes)]
    paragraphs = [
        f"{need.enterprise.name}现需“{need.title}”。{_told('要求', asked)}{_told('人数、待遇和方式', terms)}",
        need.description,
        "您的研究方向和工作经历与这项需求相近，现征求您的意见。未经您同意，我们不会向用人单位提供您的任何信息。",
        f"请于{full_day(day + ANSWER_WITHIN)}前答复，可填写下表寄回，也可电话或微信告知。",
    ]
    modes = need.modes or ["全职", "柔性引进", "项目合作"]
    rows = [
        ["本人意见", f"{BOX}愿意参与　{BOX}愿意进一步了解　{BOX}暂不考虑"],
        ["合作方式", "　".join(f"{BOX}{mode}" for mode in modes)],
        ["同意向用人单位提供", "　".join(f"{BOX}{label}" for _, label in LABELS)],
        ["其他意见", ""],
        ["签名、日期", ""],
    ]
    slip = Table([Column("item", "项目", width=16), Column("answer", "答复", width=60)], rows)
    honour = {"1": "先生", "2": "女士"}.get((person.gender_id or "").rpartition(".")[2], "同志")
    blocks = [*(Paragraph(text) for text in paragraphs if text), slip]
    return Letter("征求意见函", f"{person.name}{honour}", blocks, settings.TALENTBASE_OFFICE, day)


def _told(label: str, parts: Sequence[str]) -> str:
    said = "，".join(filter(None, parts))
    return f"{label}：{said}。" if said else ""


def introduction(need: Need, matches: Sequence[Match], *, day: dt.date, trace: str) -> bytes:
    """matches: of people who agreed; of each only what he agreed to stands in it."""
    known = [told(match) for match in matches]
    keys = [key for key in FIELDS if any(key in each for each in known)]
    columns = [Column("n", "序号", width=6), *(Column(key, FIELDS[key][0], width=WIDTHS.get(key, 9)) for key in keys)]
    rows = [[number, *(each.get(key, "未提供") for key in keys)] for number, each in enumerate(known, 1)]
    blocks = [
        Paragraph(f"根据贵单位“{need.title}”（{need.number}）需求，推荐以下{len(known)}名人选，请于一周内反馈意见。"),
        Table(columns, rows),
        Paragraph("以上内容经本人同意提供，仅用于本次对接，请勿转给他人。"),
    ]
    out = io.BytesIO()
    write_document(
        out, blocks, title="人才推荐表", addressee=need.enterprise.name, signature=settings.TALENTBASE_OFFICE, date=day,
        trace=trace,
    )  # fmt: skip
    return out.getvalue()
