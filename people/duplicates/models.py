"""Pairs of records that may be one person, what somebody decided about them, and merges, which can be taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from people.registry.models import Person
from talentbase.audit.models import UNDO_FOR


class PairQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees both records; what lies partly outside a unit's scope is for the county."""
        people = Person.objects.visible_to(user).values("pk")
        return self.filter(first__in=people, second__in=people)

    def open(self):
        return self.filter(state=Pair.State.OPEN)

    def standing(self):
        """Without those that wait although one of the two is archived by now."""
        return self.exclude(
            Q(state=Pair.State.OPEN) & (Q(first__archived_at__isnull=False) | Q(second__archived_at__isnull=False))
        )

    def of_person(self, person):
        return self.filter(Q(first=person) | Q(second=person))

    def search(self, text: str):
        """By whatever finds one of the two in the register."""
        found = Person.objects.search(text).values("pk")
        return self.filter(Q(first__in=found) | Q(second__in=found))

    def in_list_order(self):
        """What waits first, the surest first."""
        return self.order_by(Case(When(state=Pair.State.OPEN, then=0), default=1), F("score").desc(), "pk")


class Pair(models.Model):
    """first: the record with the smaller number. evidence: [[points, sentence], …] as the last scan found it."""

    class State(models.TextChoices):
        OPEN = "open", "待核对"
        DIFFERENT = "different", "非同一人"
        MERGED = "merged", "已合并"

    first = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="+", db_index=False)
    second = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="+")
    score = models.FloatField("把握")
    evidence = models.JSONField("依据", default=list)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    is_by_hand = models.BooleanField("人工提出", default=False)
    note = models.CharField("说明", max_length=120, blank=True)
    found_on = models.DateField("发现日期", default=timezone.localdate)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="核对人", related_name="+", null=True
    )
    decided_at = models.DateTimeField("核对时间", null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "疑似重复"
        indexes = [models.Index(F("score").desc(), "id", name="duplicates_pair_list")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicates_pair_once"),
            models.CheckConstraint(name="duplicates_pair_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="duplicates_pair_decided",
                condition=Q(state="open", decided_at=None) | ~Q(state="open") & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.first}、{self.second}"

    def get_absolute_url(self):
        return reverse("duplicates:pair", args=[self.pk])

    @property
    def sentences(self) -> list[str]:
        """What counts, the weightiest first."""
        weighty = sorted((each for each in self.evidence if each[0]), key=lambda each: -abs(each[0]))
        return [sentence for _, sentence in weighty]


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(kept__in=Person.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.filter(undone_at=None)

    def of_person(self, person):
        return self.of_people(person)

    def of_people(self, *people):
        return self.filter(Q(kept__in=people) | Q(gone__in=people))


class Merge(models.Model):
    """`gone` became part of `kept` and was archived. The audit log holds every row that moved, under `mark`.

    left: {what: how many rows stayed with `gone`, because `kept` has the same}.
    """

    kept = models.ForeignKey(Person, models.PROTECT, verbose_name="保留的档案", related_name="+")
    gone = models.ForeignKey(Person, models.PROTECT, verbose_name="并入的档案", related_name="+")
    left = models.JSONField("未移动", default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+")
    made_at = models.DateTimeField("办理时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "合并记录"
        constraints = [
            models.CheckConstraint(name="duplicates_merge_two", condition=~Q(kept=F("gone"))),
            models.UniqueConstraint(fields=["gone"], name="duplicates_merge_once", condition=Q(undone_at=None)),
        ]

    def __str__(self):
        return f"{self.gone.number}并入{self.kept.number}"

    @property
    def mark(self) -> str:
        """What the audit log calls the changes of this merge."""
        return f"第{self.pk}次合并"

    @property
    def may_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() - self.made_at < UNDO_FOR
