"""“双招双引”工作站: stations outside of the county, their heads with terms, what they do from day to day, the rules they follow."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address

SOON = 60  # days before a term ends


class StationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("unit__order", "id")

    def search(self, text: str):
        return self.filter(containing(text, "unit__name", "city", "host", "address"))


class Station(models.Model):
    class State(models.TextChoices):
        PREPARING = "preparing", "筹建"
        RUNNING = "running", "运行"
        CLOSED = "closed", "撤销"

    unit = models.OneToOneField(Unit, models.PROTECT, verbose_name="工作站", related_name="station")
    city = models.CharField("所在城市", max_length=30)
    host = models.CharField("依托单位", max_length=80, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PREPARING)
    plaque_on = models.DateField("授牌日期", null=True, blank=True)
    covers = ArrayField(models.CharField(max_length=20), verbose_name="联系城市", default=list, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    remark = models.TextField("备注", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "驻外工作站"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="stations_station_city", condition=~Q(city=""), violation_error_message="所在城市没有填。"
            ),
            models.CheckConstraint(
                name="stations_station_state",
                condition=(Q(state="running", plaque_on__isnull=False) | ~Q(state="running"))
                & (Q(state="closed", closed_on__isnull=False) | ~Q(state="closed") & Q(closed_on=None)),
                violation_error_message="运行的工作站须有授牌日期，撤销的须有撤销日期。",
            ),
        ]

    def __str__(self):
        return self.unit.name

    def get_absolute_url(self):
        return record_address("stations:detail", self.pk)


class OfStationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(station__in=Station.objects.visible_to(user).values("pk"))

    def in_office(self, today=None):
        """Appointed and not gone; an appointment that has run out still holds until it is renewed or ended."""
        return self.filter(ended_on=None, since__lte=today or timezone.localdate())


class OfStation(models.Model):
    station = models.ForeignKey(Station, models.CASCADE, verbose_name="工作站", related_name="%(class)ss")
    objects = OfStationQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.station.get_absolute_url()


class Appointment(OfStation):
    class Post(models.TextChoices):
        HEAD = "head", "站长"
        DEPUTY = "deputy", "副站长"
        CONTACT = "contact", "联络员"

    HEADS = (Post.HEAD, Post.DEPUTY)

    post = models.CharField("职务", max_length=10, choices=Post)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="档案", null=True, blank=True, related_name="station_posts"
    )
    name = models.CharField("姓名", max_length=60)
    since = models.DateField("聘任日期")
    until = models.DateField("聘期至", null=True, blank=True)
    ended_on = models.DateField("离任日期", null=True, blank=True)
    document = models.CharField("聘书或文号", max_length=60, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "工作站聘任"
        ordering = [F("ended_on").desc(nulls_first=True), "post", "-since", "id"]
        constraints = [
            models.CheckConstraint(
                name="stations_appointment_named", condition=~Q(name=""), violation_error_message="姓名没有填。"
            ),
            models.CheckConstraint(
                name="stations_appointment_order",
                condition=(Q(until=None) | Q(until__gte=F("since"))) & (Q(ended_on=None) | Q(ended_on__gte=F("since"))),
                violation_error_message="聘期和离任日期不能早于聘任日期。",
            ),
            models.UniqueConstraint(
                fields=["station"],
                name="stations_one_head",
                condition=Q(post="head", ended_on=None),
                violation_error_message="这个工作站已有站长，请先登记离任。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.get_post_display()}）"

    @property
    def has_run_out(self) -> bool:
        return self.ended_on is None and self.until is not None and self.until < timezone.localdate()


class LogEntry(OfStation):
    class Kind(models.TextChoices):
        MEETING = "meeting", "例会"
        VISIT = "visit", "走访对接"
        EVENT = "event", "活动"
        OTHER = "other", "其他"

    on = models.DateField("日期", default=timezone.localdate)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.VISIT)
    text = models.CharField("内容", max_length=500)
    by_name = models.CharField("登记人", max_length=60, blank=True, editable=False)
    writer = models.BigIntegerField("登记人编号", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "工作站日志"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(name="stations_log_said", condition=~Q(text=""), violation_error_message="内容没有填。")
        ]

    def __str__(self):
        return f"{self.on:%Y.%m.%d}{self.get_kind_display()}"


class Charter(models.Model):
    """One version of the 管理办法; the newest that is in force counts, older ones stay."""

    title = models.CharField("名称", max_length=120)
    document = models.CharField("文号", max_length=60, blank=True)
    effective_on = models.DateField("施行日期")
    text = models.TextField("正文或修订要点")
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作站管理办法"
        ordering = ["-effective_on", "-id"]

    def __str__(self):
        return f"{self.title}（{self.effective_on:%Y.%m.%d}施行）"

    def get_absolute_url(self):
        return record_address("stations:charter", self.pk)
