"""Per firm a workbook of its own: name and contact stand in it, with the needs that were open last time."""

import io
import zipfile

from django.urls import reverse
from django.utils import timezone

from demand.needs import words
from demand.needs.models import Need
from demand.needs.sheet import DEMAND_COLUMNS, TECH_COLUMNS
from demand.replies.actions import SHEETS
from talentbase.accounts.models import User
from talentbase.files import store
from talentbase.imports.pages import offered
from talentbase.jobs.run import task
from talentbase.sheets.column import Column
from talentbase.sheets.write_template import write_template
from talentbase.submissions.models import Task

ROWS = 30  # of a firm's table
SAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def employer_cells(firm) -> dict[str, str]:
    return {
        "enterprise": firm.name,
        "uscc": firm.uscc,
        "org_type": firm.org_type,
        "industry": firm.industry,
        "chain": firm.chain.name if firm.chain_id else "",
        "contact": firm.contact,
        "phones": firm.phone,
    }


def need_cells(need: Need) -> dict[str, str]:
    """In the words of the survey's columns, so that the sheet reads back as the need it was."""
    shared = employer_cells(need.enterprise) | {"other": need.other, "description": need.description, "target": need.target}
    if need.kind == Need.Kind.TECH:
        budget = words.bounds(need.budget_wan, need.budget_max_wan, "")
        return shared | {"need_title": need.title, "tech_field": need.tech_field, "need_type": need.job_kind, "budget_wan": budget,
                         "coop_mode": "、".join(need.modes), "deadline": words.deadline(need)}  # fmt: skip
    pay = words.bounds(need.salary_min_wan, need.salary_max_wan, "") or need.salary_text
    return shared | {
        "job": need.title, "job_kind": need.job_kind, "headcount_min": words.headcount(need).removesuffix("人"),
        "edu_min": words.degree(need).removesuffix("及以上") if need.degree_min else "不限", "majors": "、".join(need.majors),
        "age_max": words.age(need), "salary_min_wan_year": pay, "mode": "、".join(need.modes),
        "urgent": "是" if need.is_urgent else "",
    }  # fmt: skip


def workbook(firm, kind: str, title: str, columns: tuple[Column, ...], needs: list[Need], choices: dict) -> bytes:
    """Where the firm had no such need, one row is begun; its name is offered for every other row."""
    cells = [need_cells(need) for need in needs if need.kind == kind] or [employer_cells(firm)]
    choices = choices | {"enterprise": [firm.name]}
    out = io.BytesIO()
    write_template(
        out, columns, title=f"{firm.name}{title}信息采集表", choices=choices, filled=cells, rows=max(ROWS, len(cells))
    )
    return out.getvalue()


@task("replies.workbooks")
def make(progress, task: int, user: int) -> str:
    """A zip with a folder per responsible unit; kept like every file, for who asked."""
    survey, asker = Task.objects.get(pk=task), User.objects.get(pk=user)
    silent = list(survey.expected.missing().exclude(enterprise=None).select_related("enterprise__chain", "unit"))
    needs: dict[int, list[Need]] = {}
    asked = Need.objects.open().filter(enterprise__in=[each.enterprise_id for each in silent])
    for need in asked.select_related("enterprise__chain"):
        needs.setdefault(need.enterprise_id, []).append(need)
    choices = {column.key: offered(column) for column in (*DEMAND_COLUMNS, *TECH_COLUMNS) if column.choices}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, expected in enumerate(silent, 1):
            progress(number, len(silent), "生成企业表格")
            firm = expected.enterprise
            for kind, title, columns in SHEETS:
                name = f"{firm.name}_{title}.xlsx".translate(SAFE)
                archive.writestr(
                    f"{expected.unit.name.translate(SAFE)}/{name}",
                    workbook(firm, kind, title, columns, needs.get(firm.pk, []), choices),
                )
    stored = store.store(
        f"企业表格_{timezone.localdate():%Y%m%d}.zip", out.getvalue(), kind="firms", unit=asker.unit, by=asker
    )
    return reverse("files:download", args=[stored.key])
