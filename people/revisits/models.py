"""回访: each month a unit is given part of its people to be called, in turn, so that everybody's record is sure within a year."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Func, Q
from django.urls import reverse

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within

GONE = (Person.Status.DECEASED, Person.Status.LOST)


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The county sees all; a unit its own."""
        return self.filter(within(user, unit="unit_id"))

    def with_numbers(self):
        """number: people on it; done: those whose record was confirmed since it was drawn up; rest: the others.

        Who was archived, died, is lost, must not be called or belongs to another unit by now is not among them.
        """
        unit = Func(F("unit_id"), template="ARRAY[%(expressions)s]", output_field=ArrayField(models.BigIntegerField()))
        standing = Q(lines__person__archived_at=None, lines__person__restriction="", lines__person__unit_ids__contains=unit)
        standing &= ~Q(lines__person__status__in=GONE)
        done = standing & Q(lines__person__last_confirmed__gte=F("made_on"))
        counted = self.annotate(number=Count("lines", filter=standing), done=Count("lines", filter=done))
        return counted.annotate(rest=F("number") - F("done"))


class Round(models.Model):
    """month: "2026-11"."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    month = models.CharField("月份", max_length=7)
    made_on = models.DateField("生成日期")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="生成人", related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回访名单"
        ordering = ["-month", "unit__order", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="revisits_round_once")]

    def __str__(self):
        return f"{self.unit}{self.month.replace('-', '年')}月回访"

    def get_absolute_url(self):
        return reverse("revisits:round", args=[self.pk])


class Line(models.Model):
    """Whether it is done is told by the record: `last_confirmed` on or after the day of the list."""

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="回访名单", related_name="lines")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="revisits")
    place = models.PositiveIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "回访对象"
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="revisits_line_once")]

    def __str__(self):
        return f"{self.round}：{self.person}"
