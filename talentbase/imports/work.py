"""The jobs of an import."""

from collections.abc import Callable

from django.urls import reverse

from talentbase.accounts.models import User
from talentbase.imports import actions, staging
from talentbase.imports.models import Batch
from talentbase.jobs.run import task

_followers: list[Callable[[Batch], None]] = []


def on_restage(function: Callable[[Batch], None]) -> None:
    """A room above registers, in `ready()`, what follows when a file was read again with other columns."""
    _followers.append(function)


@task("imports.read")
def read(progress, batch: int, kind: str = "") -> str:
    waiting = actions.locked(batch)
    if waiting.state == waiting.State.READING:
        staging.read_batch(waiting, progress, kind)
    return reverse("imports:batch", args=[batch])


@task("imports.restage")
def restage(progress, batch: int) -> str:
    waiting = actions.locked(batch)
    if waiting.state == waiting.State.READING:
        staging.restage(waiting, progress)
        for follow in _followers:
            follow(waiting)
    return reverse("imports:check", args=[batch])


@task("imports.apply")
def apply(progress, batch: int) -> str:
    waiting = actions.locked(batch)
    actions.apply(waiting, by=User.objects.filter(pk=waiting.job.asked_by).first(), progress=progress)
    return reverse("imports:batch", args=[batch])


@task("imports.rest")
def rest(progress, batch: int) -> str:
    waiting = actions.locked(batch)
    actions.apply_rest(waiting, by=User.objects.filter(pk=waiting.job.asked_by).first(), progress=progress)
    return reverse("imports:batch", args=[batch])


@task("imports.undo")
def undo(progress, batch: int) -> str:
    actions.take_back(actions.locked(batch), progress=progress)
    return reverse("imports:batch", args=[batch])
