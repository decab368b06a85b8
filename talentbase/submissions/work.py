"""The jobs of the inbox."""

from django.urls import reverse

from talentbase.accounts.models import User
from talentbase.imports import work as imports
from talentbase.imports.actions import locked
from talentbase.jobs.run import task
from talentbase.submissions import actions, receiving
from talentbase.submissions.models import Submission


@task("submissions.read")
def read(progress, batch: int, submission: int) -> str:
    """Read the file as 表格导入 does, then tell its firm and unit from the sheet."""
    imports.read(progress, batch)
    found = Submission.objects.select_related("task", "unit", "batch__file", "batch__job").get(pk=submission)
    receiving.settle_sender(found, by=_asker(found.batch))
    return found.task.get_absolute_url()


@task("submissions.import")
def import_(progress, batch: int) -> str:
    waiting = locked(batch)
    actions.import_one(waiting, by=_asker(waiting), progress=progress)
    return reverse("imports:batch", args=[batch])


def _asker(batch) -> User | None:
    return User.objects.filter(pk=batch.job.asked_by).first()
