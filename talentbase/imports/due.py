"""Imports that wait for a decision."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from talentbase.imports.models import Batch
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import day

DECIDE_WITHIN = timedelta(days=3)
WAITING = (Batch.State.COLUMNS, Batch.State.CHECK, Batch.State.DUPLICATES)

_gathered: list[Callable[[], QuerySet]] = []


def gather(batches: Callable[[], QuerySet]) -> None:
    """A room above names, in `ready()`, batches (a query of their ids) that it speaks of itself, many in one line."""
    _gathered.append(batches)


def undecided(user, today):
    waiting = Batch.objects.visible_to(user).filter(state__in=WAITING)
    for batches in _gathered:
        waiting = waiting.exclude(pk__in=batches())
    return waiting.select_related("file", "unit").order_by("made_at", "pk")


def due_batch(batch: Batch) -> Due:
    made_on = timezone.localdate(batch.made_at)
    more = f"{batch.unit.name}　{day(made_on)}上传，待{batch.get_state_display()}"
    url = reverse("imports:batch", args=[batch.pk])
    return Due("处理导入：", batch.file.name, url, made_on + DECIDE_WITHIN, more)


register(Source(undecided, due_batch, "imports.use"))
