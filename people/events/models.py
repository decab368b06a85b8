"""活动: 家乡行, 座谈会, 招聘会 and the like: who was invited, who came, what followed."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("-begins_on", "-id")

    def held(self):
        """Those that took place: the day has come and they were not called off."""
        return self.filter(begins_on__lte=timezone.localdate()).exclude(state=Event.State.CANCELLED)

    def search(self, text: str):
        return self.filter(containing(text, "title", "place", "host", "outcome"))


class Event(models.Model):
    class Kind(models.TextChoices):
        HOME = "home", "家乡行"
        TALK = "talk", "座谈会"
        TRADE = "trade", "恳谈会"
        LECTURE = "lecture", "大讲堂"
        WEEK = "week", "人才周"
        FAIR = "fair", "招聘会"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        PLANNED = "planned", "筹备"
        DONE = "done", "已举办"
        CANCELLED = "cancelled", "取消"

    title = models.CharField("活动名称", max_length=120)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.TALK)
    begins_on = models.DateField("日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    host = models.CharField("主办单位", max_length=80, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED)
    itinerary = models.TextField("日程安排", blank=True)
    outcome = models.TextField("成效和后续", blank=True)
    others = models.PositiveIntegerField("名册外参加人数", default=0)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        ordering = ["id"]
        indexes = [models.Index(F("begins_on").desc(), F("id").desc(), name="events_event_list")]
        constraints = [
            models.CheckConstraint(name="events_titled", condition=~Q(title=""), violation_error_message="活动名称没有填。"),
            models.CheckConstraint(
                name="events_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["unit", "title", "begins_on"], name="events_once", violation_error_message="同一天的这个活动已经登记。"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return record_address("events:detail", self.pk)


class GuestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user).values("pk"))


class Guest(models.Model):
    """One invited person: what he answered, whether he came, what followed."""

    class Answer(models.TextChoices):
        NONE = "none", "未答复"
        YES = "yes", "参加"
        NO = "no", "不参加"

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="活动", related_name="guests")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", related_name="invitations")
    answer = models.CharField("答复", max_length=6, choices=Answer, default=Answer.NONE)
    came = models.BooleanField("到会", default=False)
    follow_up = models.CharField("后续", max_length=200, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "受邀人"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], name="events_guest_once", violation_error_message="这个人已在受邀名单中。"
            )
        ]

    def __str__(self):
        return f"{self.event}：{self.person}"

    def get_absolute_url(self):
        return self.event.get_absolute_url()

    @property
    def said(self) -> str:
        """As the page shows it, to tell what of a line was touched."""
        return f"{self.answer} {int(self.came)} {self.follow_up}"

    @staticmethod
    def touched(said: str, answer: str, came: bool, follow_up: str) -> dict:
        """What differs from a line that the page showed as `said`."""
        shown = (said.split(" ", 2) + ["", ""])[:3]
        told = (("answer", answer, answer != shown[0]), ("came", came, str(int(came)) != shown[1]))
        return {name: value for name, value, is_new in (*told, ("follow_up", follow_up, follow_up != shown[2])) if is_new}
