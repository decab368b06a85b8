"""服务事项: what talents ask of the county at the 人才窗口, who handles it, by when, and whether they were content."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class RequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The unit that took it in, and the one that handles it."""
        return self.filter(within(user, unit="unit_id") | within(user, unit="handler_id"))

    def open(self):
        return self.filter(state__in=ServiceRequest.OPEN)

    def done(self):
        return self.filter(state=ServiceRequest.State.CLOSED)

    def overdue(self, today=None):
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def in_list_order(self):
        """What is open first, the earliest due on top; then the latest closed."""
        is_over = models.Case(models.When(state__in=ServiceRequest.OPEN, then=0), default=1)
        return self.order_by(is_over, F("closed_on").desc(nulls_first=True), "due_on", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "number", "name", "title", "content"))


class ServiceRequest(models.Model):
    class Kind(models.TextChoices):
        SCHOOL = "school", "子女入学"
        PAPERS = "papers", "证照办理"
        MEDICAL = "medical", "就医"
        HOUSING = "housing", "住房"
        SPOUSE = "spouse", "配偶就业"
        PROJECT = "project", "项目"
        OTHER = "other", "其他"

    class Channel(models.TextChoices):
        DESK = "desk", "窗口"
        PHONE = "phone", "电话"
        WEB = "web", "网上"
        VISIT = "visit", "走访"

    class State(models.TextChoices):
        NEW = "new", "待交办"
        UNDER_WAY = "under_way", "办理中"
        ANSWERED = "answered", "已答复"
        CLOSED = "closed", "已办结"
        CANCELLED = "cancelled", "已撤回"

    class Rating(models.IntegerChoices):
        VERY = 3, "满意"
        FAIRLY = 2, "基本满意"
        NOT = 1, "不满意"

    OPEN = (State.NEW, State.UNDER_WAY, State.ANSWERED)

    number = models.CharField("编号", max_length=16, unique=True, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="档案", null=True, blank=True, related_name="service_requests"
    )
    name = models.CharField("申请人", max_length=60)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.OTHER)
    channel = models.CharField("受理方式", max_length=8, choices=Channel, default=Channel.DESK)
    title = models.CharField("事项", max_length=120)
    content = models.TextField("具体诉求", blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="受理单位", related_name="+")
    handler = models.ForeignKey(Unit, models.PROTECT, verbose_name="承办单位", null=True, blank=True, related_name="+")
    received_on = models.DateField("受理日期", default=timezone.localdate)
    due_on = models.DateField("办结时限")
    state = models.CharField("状态", max_length=10, choices=State, default=State.NEW)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    rating = models.PositiveSmallIntegerField("满意度", choices=Rating, null=True, blank=True)
    rating_words = models.CharField("评价", max_length=200, blank=True)
    reopened = models.PositiveSmallIntegerField("重办次数", default=0, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务事项"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="services_state_due"),
            models.Index(fields=["closed_on"], name="services_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="services_titled", condition=~Q(title="") & ~Q(name=""), violation_error_message="申请人和事项都要填写。"
            ),
            models.CheckConstraint(
                name="services_order", condition=Q(due_on__gte=F("received_on")),
                violation_error_message="办结时限不能早于受理日期。",
            ),
            models.CheckConstraint(
                name="services_closed_dated",
                condition=Q(state="closed", closed_on__isnull=False) | ~Q(state="closed") & Q(closed_on=None),
                violation_error_message="办结的须有办结日期，没有办结的不能有。",
            ),
            models.CheckConstraint(
                name="services_rated", condition=Q(rating=None) | Q(state="closed"), violation_error_message="办结后才能评价。"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return record_address("services:detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def days_late(self) -> int:
        """Days past the promised day: until today, or until it was closed."""
        return max(0, ((self.closed_on or timezone.localdate()) - self.due_on).days) if self.state != "cancelled" else 0


class Step(models.Model):
    class Act(models.TextChoices):
        ASSIGN = "assign", "交办"
        PROGRESS = "progress", "办理情况"
        EXTEND = "extend", "延期"
        ANSWER = "answer", "答复"
        CLOSE = "close", "办结"
        RATE = "rate", "登记满意度"
        REOPEN = "reopen", "重办"
        CANCEL = "cancel", "撤回"

    request = models.ForeignKey(ServiceRequest, models.CASCADE, verbose_name="服务事项", related_name="steps")
    act = models.CharField("事项", max_length=10, choices=Act)
    on = models.DateField("日期", default=timezone.localdate)
    note = models.CharField("情况", max_length=500, blank=True)
    by_name = models.CharField("登记人", max_length=60, blank=True)
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理过程"
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.on:%Y.%m.%d}{self.get_act_display()}"
