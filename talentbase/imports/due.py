"""Imports that wait for a decision."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from talentbase.imports.models import Batch
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import day

DECIDE_WITHIN = timedelta(days=3)


def undecided(user, today):
    waiting = (Batch.State.COLUMNS, Batch.State.CHECK, Batch.State.DUPLICATES)
    return Batch.objects.visible_to(user).filter(state__in=waiting).select_related("file", "unit").order_by("made_at", "pk")


def due_batch(batch: Batch) -> Due:
    made_on = timezone.localdate(batch.made_at)
    more = f"{batch.unit.name}　{day(made_on)}上传，待{batch.get_state_display()}"
    url = reverse("imports:batch", args=[batch.pk])
    return Due("处理导入：", batch.file.name, url, made_on + DECIDE_WITHIN, more)


register(Source(undecided, due_batch, "imports.use"))
