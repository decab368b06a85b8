"""Which county leader keeps in touch with whom. A pair belongs to the office, so that a successor takes over its people."""

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from people.registry.models import Person


class OfficeQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(abolished_on=None)

    def with_numbers(self, people):
        """number: the open pairs with `people` (a queryset, whom the user sees)."""
        mine = Q(pairs__until=None, pairs__person__in=people.values("pk"))
        return self.annotate(number=Count("pairs", filter=mine))


class Office(models.Model):
    """A leader's post (县委常委、组织部部长); who holds it is told by its terms."""

    post = models.CharField("职务", max_length=120)
    order = models.PositiveSmallIntegerField("次序", default=0)
    abolished_on = models.DateField("撤销日期", null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系领导"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(name="liaison_office_named", condition=~Q(post=""), violation_error_message="职务没有填。"),
            models.UniqueConstraint(
                fields=["post"],
                name="liaison_office_once",
                condition=Q(abolished_on=None),
                violation_error_message="已有这个职务。",
            ),
        ]

    def __str__(self):
        return f"{self.holder}（{self.post}）" if self.holder else f"{self.post}（空缺）"

    @property
    def term(self) -> "Term | None":
        """The open one. Reads `terms`, which lists prefetch."""
        return next((term for term in self.terms.all() if term.until is None), None)

    @property
    def said(self) -> str:
        """As the form showed it, to tell whether somebody saved it since."""
        return f"{self.post}|{self.order}|{self.term.pk if self.term else ''}|{self.holder}"

    @property
    def holder(self) -> str:
        return self.term.name if self.term else ""


class Term(models.Model):
    """Somebody held the office in these days; until None: still does."""

    office = models.ForeignKey(Office, models.CASCADE, verbose_name="职务", related_name="terms")
    name = models.CharField("姓名", max_length=60)
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(name="liaison_term_named", condition=~Q(name=""), violation_error_message="姓名没有填。"),
            models.CheckConstraint(
                name="liaison_term_order",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="离任日期不能早于任职日期。",
            ),
            models.UniqueConstraint(fields=["office"], name="liaison_term_one_holder", condition=Q(until=None)),
        ]

    def __str__(self):
        return self.name


class PairQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(until=None)


class Pair(models.Model):
    """The office keeps in touch with this person; of several one is 第一联络人."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="pairs")
    office = models.ForeignKey(Office, models.PROTECT, verbose_name="联系领导", related_name="pairs")
    is_first = models.BooleanField("第一联络人", default=True)
    since = models.DateField("开始日期", default=timezone.localdate)
    until = models.DateField("结束日期", null=True, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "结对联系"
        ordering = ["-is_first", "since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "office"], name="liaison_pair_once", condition=Q(until=None)),
            models.UniqueConstraint(fields=["person"], name="liaison_pair_one_first", condition=Q(until=None, is_first=True)),
            models.CheckConstraint(name="liaison_pair_order", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]

    def __str__(self):
        return f"{self.office.post}联系{self.person}"


class Pace(models.Model):
    """How often whom: every so many days. What is not written here is as DAYS says."""

    class Whom(models.TextChoices):
        LEADER = "leader", "领导联系专家"
        KEY = "key", "重点联系对象"

    DAYS = {Whom.LEADER: 180, Whom.KEY: 180}

    whom = models.CharField("对象", max_length=8, choices=Whom, unique=True)
    days = models.PositiveSmallIntegerField("间隔（天）")

    class Meta:
        verbose_name = verbose_name_plural = "联系频次"
        constraints = [
            models.CheckConstraint(
                name="liaison_pace_days",
                condition=Q(days__gte=7, days__lte=1100),
                violation_error_message="间隔应在7至1100天之间。",
            )
        ]

    def __str__(self):
        return f"{self.get_whom_display()}每{self.days}天"


def days_for(whom: str) -> int:
    found = Pace.objects.filter(whom=whom).values_list("days", flat=True).first()
    return found or Pace.DAYS[whom]


class LunarBirthday(models.Model):
    """Who keeps his birthday by the lunar calendar; the day of birth on file is a solar one."""

    person = models.OneToOneField(Person, models.CASCADE, verbose_name="人才", related_name="lunar_birthday")
    month = models.PositiveSmallIntegerField("农历月")
    day = models.PositiveSmallIntegerField("农历日")

    class Meta:
        verbose_name = verbose_name_plural = "农历生日"
        constraints = [
            models.CheckConstraint(
                name="liaison_lunar_range",
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=30),
                violation_error_message="农历月为1至12，日为1至30。",
            )
        ]

    def __str__(self):
        return f"农历{self.month}月{self.day}日"
