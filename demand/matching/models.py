"""Matches: a score with its sentences, and the steps people took with it. Every score keeps inputs, weights and version."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from demand.needs.models import Need
from people.events.causes import OwedToEvent
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing


class WeightSet(models.Model):
    """One version of the five maxima; the newest is in force. Older ones stay, matches point to them."""

    field = models.PositiveSmallIntegerField("专业领域", default=40)
    chain = models.PositiveSmallIntegerField("产业链/学科", default=20)
    degree = models.PositiveSmallIntegerField("学历职称", default=15)
    will = models.PositiveSmallIntegerField("意愿与联系", default=15)
    place = models.PositiveSmallIntegerField("地域", default=10)
    note = models.CharField("说明", max_length=120, blank=True)
    made_by = models.CharField("修改人", max_length=60, blank=True)
    made_at = models.DateTimeField("修改时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "匹配权重"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="matching_weights_sum",
                condition=Q(field=100 - models.F("chain") - models.F("degree") - models.F("will") - models.F("place")),
                violation_error_message="五项权重之和应为100。",
            )
        ]

    def __str__(self):
        return f"第{self.pk}版"


class Run(models.Model):
    """One pass of the engine; `until` is the change time up to which people and needs are scored."""

    class Scope(models.TextChoices):
        ALL = "all", "全部"
        CHANGED = "changed", "有变化的"
        NEED = "need", "一条需求"

    scope = models.CharField("范围", max_length=8, choices=Scope)
    weights = models.ForeignKey(WeightSet, models.PROTECT, verbose_name="权重", related_name="+")
    engine = models.CharField("算法版本", max_length=12)
    started_at = models.DateTimeField("开始", default=timezone.now)
    finished_at = models.DateTimeField("结束", null=True)
    until = models.DateTimeField("数据截至")
    needs = models.PositiveIntegerField("需求数", default=0)
    people = models.PositiveIntegerField("人数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "匹配计算"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.started_at:%Y.%m.%d %H:%M}{self.get_scope_display()}"


class MatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides must be visible: whoever sees the need and the person sees their match."""
        return self.filter(within(user, unit="need__unit_id")).filter(
            within(user, units="person__unit_ids", categories="person__categories")
        )

    def scored(self):
        return self.filter(shelf=Match.Shelf.SURE)

    def at_or_past(self, *stages):
        return self.filter(stage__in=stages)

    def best_first(self):
        return self.order_by("shelf", "-score_low", "-score_high", "person_id")


class Match(models.Model):
    class Shelf(models.TextChoices):
        SURE = "1", "库内有把握"
        INTRODUCER = "2", "可请牵线"
        POSSIBLE = "3", "可能相关，待核实"
        OUTSIDE = "4", "库外专家"

    class Grade(models.TextChoices):
        HIGH = "high", "高度匹配"
        FAIR = "fair", "较为匹配"
        MAYBE = "maybe", "可参考"
        NONE = "", "不计分"

    class Stage(models.TextChoices):
        NEW = "new", "待征求意见"
        ASKED = "asked", "已征求意见"
        AGREED = "agreed", "本人同意"
        DECLINED = "declined", "本人未同意"
        RECOMMENDED = "recommended", "已推荐"
        TALKING = "talking", "洽谈中"
        SETTLED = "settled", "已对接"
        FAILED = "failed", "未成"
        PUT_OFF = "put_off", "暂不推荐"

    need = models.ForeignKey(Need, models.CASCADE, verbose_name="人才需求", related_name="matches")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="matches")
    shelf = models.CharField("栏目", max_length=1, choices=Shelf)
    grade = models.CharField("等级", max_length=6, choices=Grade, blank=True)
    score_low = models.DecimalField("得分", max_digits=5, decimal_places=1, default=0)
    score_high = models.DecimalField("得分上限", max_digits=5, decimal_places=1, default=0)
    reasons = models.JSONField("依据", default=list)
    inputs = models.JSONField("计算所用数据", default=dict)
    run = models.ForeignKey(Run, models.PROTECT, verbose_name="计算", related_name="+")
    is_current = models.BooleanField("当前有效", default=True)
    stage = models.CharField("进展", max_length=12, choices=Stage, default=Stage.NEW)
    stage_on = models.DateField("进展日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "匹配"
        indexes = [
            models.Index(fields=["need", "shelf", "-score_low"], name="matching_match_need"),
            models.Index(fields=["stage", "stage_on"], name="matching_match_stage", condition=~Q(stage="new")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["need", "person"], name="matching_match_once"),
            models.CheckConstraint(name="matching_match_range", condition=Q(score_high__gte=models.F("score_low"))),
            models.CheckConstraint(
                name="matching_match_dated",
                condition=Q(stage="new") | Q(stage_on__isnull=False),
                violation_error_message="进展须有日期。",
            ),
        ]

    def __str__(self):
        return f"{self.person}—{self.need}"


class Step(models.Model):
    """One act in the workflow: dated, attributed, with its words."""

    class Act(models.TextChoices):
        ASK = "ask", "征求本人意见"
        AGREE = "agree", "本人同意"
        DECLINE = "decline", "本人未同意"
        RECOMMEND = "recommend", "推荐给用人单位"
        TALK = "talk", "来访洽谈"
        SETTLE = "settle", "对接成功"
        FAIL = "fail", "未成"
        PUT_OFF = "put_off", "暂不推荐"
        RESUME = "resume", "恢复推荐"
        REQUEST = "request", "请托牵线"

    match = models.ForeignKey(Match, models.CASCADE, verbose_name="匹配", related_name="steps")
    act = models.CharField("事项", max_length=10, choices=Act)
    on = models.DateField("日期", default=timezone.localdate)
    note = models.CharField("说明", max_length=300, blank=True)
    reason = models.CharField("原因", max_length=30, blank=True)
    through = models.CharField("牵线人或途径", max_length=60, blank=True)
    shared = ArrayField(models.CharField(max_length=10), verbose_name="同意提供", default=list, blank=True)
    by_id = models.BigIntegerField("登记人编号", null=True)
    by_name = models.CharField("登记人", max_length=60, blank=True)
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "对接进展"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="matching_step_reason",
                condition=~Q(act__in=["put_off", "fail", "decline"]) | ~Q(reason=""),
                violation_error_message="请选择原因。",
            )
        ]

    def __str__(self):
        return f"{self.on:%Y.%m.%d}{self.get_act_display()}"


class WordGroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The words of the trade are everybody's."""
        return self


class WordGroup(models.Model):
    """Words of the trade that mean one thing (同义) or belong together (相关), as the county has them.

    A group of the kind and name of one that comes with the system takes its place; is_off: it counts no more.
    """

    class Kind(models.TextChoices):
        SYNONYM = "同义", "同义"
        RELATION = "相关", "相关"

    kind = models.CharField("类别", max_length=4, choices=Kind, default=Kind.SYNONYM)
    name = models.CharField("名称", max_length=40)
    words = ArrayField(models.CharField(max_length=40), verbose_name="词", default=list)
    chain = models.CharField("产业链", max_length=30, blank=True)
    is_off = models.BooleanField("停用", default=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = WordGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "词组"
        ordering = ["chain", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="matching_words_once",
                violation_error_message="已有同名的词组，请在原词组上修改。",
            ),
            models.CheckConstraint(name="matching_words_named", condition=~Q(name=""), violation_error_message="名称没有填。"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("matching:words")


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(match__in=Match.objects.visible_to(user).values("pk"))

    def in_list_order(self):
        return self.order_by("-match__stage_on", "-pk")

    def search(self, text: str):
        return self.filter(
            containing(
                text, "match__person__name", "match__need__title", "match__need__enterprise__name", "event", "recommender"
            )
        )


class Outcome(OwedToEvent):
    """What a match that succeeded came to, and what it is owed to, so that results can be explained by their causes."""

    class Way(models.TextChoices):
        FULL_TIME = "full_time", "全职引进"
        FLEXIBLE = "flexible", "柔性引进"
        TECHNICAL = "technical", "技术合作"
        PROJECT = "project", "项目合作"
        STARTUP = "startup", "返乡创业"
        WORK = "work", "返乡就业"

    match = models.OneToOneField(Match, models.CASCADE, verbose_name="匹配", related_name="outcome")
    way = models.CharField("合作方式", max_length=10, choices=Way)
    station = models.ForeignKey(Unit, models.PROTECT, verbose_name="促成工作站", null=True, blank=True, related_name="+")
    recommender = models.CharField("牵线人", max_length=60, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对接成果"

    def __str__(self):
        return f"{self.match}{self.get_way_display()}"

    @property
    def owed_to(self) -> str:
        """上海工作站；某年家乡行；王某某牵线."""
        known = (self.station.name if self.station_id else "", self.event, self.recommender and f"{self.recommender}牵线")
        return "；".join(filter(None, known))


def next_lawful(stage: str) -> tuple[str, ...]:
    """Acts possible at a stage, the first being the next step. A recommendation needs the person's consent before it."""
    act = Step.Act
    return {
        Match.Stage.NEW: (act.ASK, act.PUT_OFF, act.AGREE, act.DECLINE),
        Match.Stage.ASKED: (act.AGREE, act.DECLINE, act.PUT_OFF),
        Match.Stage.AGREED: (act.RECOMMEND, act.PUT_OFF, act.DECLINE),
        Match.Stage.RECOMMENDED: (act.TALK, act.SETTLE, act.FAIL, act.PUT_OFF),
        Match.Stage.TALKING: (act.SETTLE, act.FAIL, act.PUT_OFF),
        Match.Stage.DECLINED: (act.RESUME,),
        Match.Stage.PUT_OFF: (act.RESUME,),
        Match.Stage.FAILED: (act.RESUME,),
        Match.Stage.SETTLED: (act.RESUME,),
    }[stage]
