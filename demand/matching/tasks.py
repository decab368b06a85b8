"""The beat's rescoring, and 重新匹配 as jobs with progress."""

from celery import shared_task
from django.urls import reverse

from demand.matching import actions
from demand.needs.models import Need
from talentbase.accounts.scope import acting_as
from talentbase.jobs import run
from talentbase.jobs.run import JobRefused


@shared_task(ignore_result=True)
def rescore_changed() -> None:
    with acting_as(None):
        actions.rescore_changed()


@shared_task(ignore_result=True)
def rescore_all() -> None:
    with acting_as(None):
        actions.rescore_all()


@run.task("matching.rescore_all")
def rescore_all_job(progress) -> str:
    actions.rescore_all(progress)
    return reverse("matching:list")


@run.task("matching.rescore_need")
def rescore_need_job(progress, need: int) -> str:
    found = Need.objects.filter(pk=need).first()
    if found is None:
        raise JobRefused("这条需求已不存在，没有重新匹配。")
    actions.rescore_need(found, progress)
    return reverse("matching:need", args=[need])
