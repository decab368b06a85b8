"""The job of the inbox."""

from talentbase.accounts.models import User
from talentbase.imports import work as imports
from talentbase.imports.models import Batch
from talentbase.jobs.run import task
from talentbase.submissions import receiving
from talentbase.submissions.models import Submission

SENT = Submission.objects.select_related("task", "unit", "batch__file", "batch__job")


@task("submissions.read")
def read(progress, batch: int, submission: int) -> str:
    """Read the file as 表格导入 does, then tell its firm and unit from the sheet."""
    imports.read(progress, batch)
    found = SENT.get(pk=submission)
    receiving.settle_sender(found, by=_asker(found))
    return found.task.get_absolute_url()


def follow_restage(batch: Batch) -> None:
    """A column that was explained may be the one that names the firm. A unit the clerk has chosen stays."""
    for found in SENT.filter(batch=batch, task__closed_on=None):
        receiving.settle_firms(found, by=_asker(found))


def _asker(submission: Submission) -> User | None:
    return User.objects.filter(pk=submission.batch.job.asked_by).first()


imports.on_restage(follow_restage)
