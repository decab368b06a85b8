"""Twelve townships' sheets and a task that asks for them; the jobs of the inbox run in the test's own transaction."""

import datetime as dt
import io
import zipfile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.audit.actor import set_local
from talentbase.imports import work as imports
from talentbase.imports.models import Batch
from talentbase.submissions import actions, work
from talentbase.submissions.models import Submission, Task
from tests.talentbase.test_imports import silent
from tests.walk.sheets import township_sheet

TOWNS = [
    "城关镇", "韩张镇", "元村镇", "福堪镇", "张果屯镇", "千口镇", "谷金楼镇", "西邵乡", "寺庄乡", "梁村乡", "近德固乡", "杨村乡",
]  # fmt: skip
GIVEN = "安平 文清 子涵 立群 思远"
FAULTY = ("福堪镇", "千口镇")


def somebody(town: str, number: int, birth: str = "", employer: str = "某单位") -> list:
    """One lawful row of a township; names and numbers differ between townships."""
    place = TOWNS.index(town)
    surname = "赵钱孙李周吴郑王冯陈褚卫"[place]
    birth = birth or f"19{60 + place}.0{number}"
    row = [number, f"{surname}{GIVEN.split()[number - 1]}", "男", birth, "汉", town, "大学", "", f"{employer}{number}职员", ""]
    return [*row, f"1990{place:02d}0{number:04d}", "", "", "经商人才", "", "", ""]


def bytes_of(folder, town: str, rows: list | None = None, name: str = "") -> tuple[str, bytes]:
    """(file name, bytes) of a township's sheet; FAULTY ones have one row with a wrong month."""
    rows = rows or [somebody(town, n) for n in range(1, 4)] + ([somebody(town, 4, "1990.13")] if town in FAULTY else [])
    path = township_sheet(folder / "sheet.xlsx", rows)
    book = openpyxl.load_workbook(path)
    for line in book.active.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and "元村镇" in cell.value:
                cell.value = cell.value.replace("元村镇", town)
    book.save(path)
    return name or f"{town}在外人才.xlsx", path.read_bytes()


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def uploads(*files: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data) for name, data in files]


def read_all() -> None:
    """The reading jobs, as the worker runs them."""
    for submission in Submission.objects.filter(batch__state=Batch.State.READING):
        work.read(silent, submission.batch_id, submission.pk)


def import_all(task, by) -> int:
    jobs = actions.import_all_clean(task, by=by)
    for job in jobs:
        imports.apply(silent, **job.arguments)
        set_local({"batch": ""})  # every job has a transaction of its own; here they share one
    return len(jobs)


def opened(by, title: str = "2026年下半年在外人才更新", units=None) -> Task:
    """A task that was due yesterday; asks all townships unless told."""
    today = timezone.localdate()
    task = Task(title=title, opened_on=today - dt.timedelta(days=20), due_on=today - dt.timedelta(days=1))
    return actions.open_task(task, units=units or list(Unit.objects.townships()), by=by)


def drop(task, by, *files) -> None:
    actions.drop_files(task, uploads(*files), by=by)
    read_all()
