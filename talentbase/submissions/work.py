"""The job of the inbox."""

from talentbase.accounts.models import User
from talentbase.imports import work as imports
from talentbase.jobs.run import task
from talentbase.submissions import receiving
from talentbase.submissions.models import Submission


@task("submissions.read")
def read(progress, batch: int, submission: int) -> str:
    """Read the file as 表格导入 does, then tell its firm and unit from the sheet."""
    imports.read(progress, batch)
    found = Submission.objects.select_related("task", "unit", "batch__file", "batch__job").get(pk=submission)
    receiving.settle_sender(found, by=User.objects.filter(pk=found.batch.job.asked_by).first())
    return found.task.get_absolute_url()
