"""报送任务: what is asked, of whom, until when; what came in; and where those went who are no longer on a unit's list."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from demand.enterprises.identity import LENGTH, folded_name
from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of, within
from talentbase.imports.models import Batch
from talentbase.jobs.models import Job

KEYS = ArrayField(models.CharField(max_length=LENGTH))
UNDONE_JOBS = (Job.State.FAILED, Job.State.CANCELLED)
VOID = (Batch.State.REFUSED, Batch.State.DROPPED, Batch.State.UNDONE)  # such a file answers nothing


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The county sees all, a unit those that ask it."""
        if reach_of(user).scope == "county":
            return self
        return self.filter(Exists(Expected.objects.visible_to(user).filter(task=OuterRef("pk"))))

    def open(self):
        return self.filter(closed_on=None)


class Task(models.Model):
    class Kind(models.TextChoices):
        PEOPLE = "people", "在外人才更新"
        DEMAND = "demand", "半年需求"
        OTHER = "other", "其他"

    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.PEOPLE)
    title = models.CharField("名称", max_length=80)
    opened_on = models.DateField("下发日期", default=timezone.localdate)
    due_on = models.DateField("截止日期")
    closed_on = models.DateField("结束日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送任务"
        ordering = [F("closed_on").desc(nulls_first=True), "-due_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="submissions_task_order",
                condition=Q(due_on__gte=F("opened_on")),
                violation_error_message="截止日期不能早于下发日期。",
            ),
            models.UniqueConstraint(
                fields=["title"],
                name="submissions_task_title",
                condition=Q(closed_on=None),
                violation_error_message="已有同名的任务正在收，请换一个名称。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("submissions:inbox", args=[self.pk])

    @property
    def days_late(self) -> int:
        """Days past the due date, 0 where there is still time."""
        return max(0, ((self.closed_on or timezone.localdate()) - self.due_on).days)


class ExpectedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def missing(self, *, running: bool = True):
        """Units and firms that a task asks and that have not answered. running: only of tasks that still take answers."""
        answers = Submission.objects.answering().filter(task=OuterRef("task"))
        answers = answers.filter(unit=OuterRef("unit"))  # nobody answers for a firm that another unit looks after
        of_unit = Q(enterprise=None) & Exists(answers)
        key = Func(OuterRef("enterprise__folded_name"), template="ARRAY[%(expressions)s]::varchar[]", output_field=KEYS)
        of_firm = Exists(answers.filter(firm_keys__contains=key))
        asked = self.filter(task__closed_on=None) if running else self
        return asked.exclude(of_unit).exclude(of_firm)

    def late(self, today):
        return self.missing().filter(task__due_on__lt=today)


class Expected(models.Model):
    """A unit that has to answer a task; or a firm, and then `unit` is the one that looks after it."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name="报送任务", related_name="expected")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, verbose_name="用人单位", related_name="+", null=True)

    objects = ExpectedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "应报单位"
        ordering = ["unit__order", "unit_id", "enterprise__folded_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit", "enterprise"], nulls_distinct=False, name="submissions_expected_once"
            ),
            models.UniqueConstraint(fields=["task", "enterprise"], name="submissions_firm_once"),
        ]

    def __str__(self):
        return f"{self.sender}：{self.task}"

    @property
    def sender(self) -> Unit | Enterprise:
        return self.enterprise or self.unit


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def answering(self):
        """What counts as an answer of its unit: 无需求, 沿用上次, or a file that could be read and was not given up or taken back."""
        unread = Q(batch__state=Batch.State.READING, batch__job__state__in=UNDONE_JOBS)
        return self.exclude(unit=None).filter(refusal="").filter(Q(batch=None) | ~(Q(batch__state__in=VOID) | unread))

    def latest(self):
        """Of each unit, and of each firm it looks after, the answers that arrived last: those that count.

        Where firms are asked, a unit's lists of several firms stand beside one another: each may name others.
        """
        same = {"task": OuterRef("task"), "unit": OuterRef("unit"), "firm_key": OuterRef("firm_key")}
        answers = Submission.objects.answering().filter(**same)
        last = Q(arrived_at=Subquery(answers.order_by("-arrived_at").values("arrived_at")[:1]))
        asks_firms = Exists(Expected.objects.filter(task=OuterRef("task")).exclude(enterprise=None))
        return self.answering().filter(last | (Q(firm_key="") & asks_firms))


class Submission(models.Model):
    """One answer, or one file whose unit nobody knows yet (unit None, seen by the county alone).

    Files of one drop share `arrived_at`; of a unit's answers those that arrived last count. firm: the one employer the file
    speaks of, known to the register or not, "" for a list of a whole unit; `unit` is then the one that looks after it.
    firm_keys: folded names of all employers in it. refusal: why the file was not taken.
    """

    class Answer(models.TextChoices):
        FILE = "file", "报送表格"
        NONE = "none", "无需求"
        SAME = "same", "沿用上次"

    task = models.ForeignKey(Task, models.PROTECT, verbose_name="报送任务", related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+", null=True)
    firm = models.CharField("企业", max_length=LENGTH, blank=True)
    firm_key = models.CharField("企业名称索引", max_length=LENGTH, blank=True, editable=False)
    firm_keys = ArrayField(
        models.CharField(max_length=LENGTH), verbose_name="表内企业", default=list, blank=True, editable=False
    )
    batch = models.ForeignKey(Batch, models.PROTECT, verbose_name="导入批次", related_name="+", null=True)
    answer = models.CharField("答复", max_length=6, choices=Answer, default=Answer.FILE)
    name = models.CharField("文件名", max_length=200, blank=True)
    refusal = models.CharField("未接收原因", max_length=200, blank=True)
    arrived_at = models.DateTimeField("收到时间", default=timezone.now)
    made_by_name = models.CharField("经办人", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "batch"],
                name="submissions_batch_once",
                condition=~Q(batch=None),
                violation_error_message="这个文件已在本任务的收件箱中。",
            ),
            models.CheckConstraint(
                name="submissions_answer_fits",
                condition=Q(answer="file", batch__isnull=False, refusal="")
                | Q(answer="file", batch=None) & ~Q(refusal="")
                | Q(answer__in=["none", "same"], batch=None, refusal="", unit__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.firm or self.unit or '未知单位'}：{self.name or self.get_answer_display()}"

    def of_firm(self, name: str) -> None:
        """name: as the register or the sheet writes it, "" where the file is no single firm's."""
        self.firm, self.firm_key = name[:LENGTH], folded_name(name) if name else ""
        self.firm_keys = [self.firm_key] if name else []

    @property
    def is_answer(self) -> bool:
        """The rule of `answering()` for one row."""
        if self.batch and self.batch.state == Batch.State.READING and self.batch.job and self.batch.job.state in UNDONE_JOBS:
            return False
        return bool(self.unit_id) and not self.refusal and not (self.batch and self.batch.state in VOID)


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="batch__unit_id"))


class Absence(models.Model):
    """What became of somebody who was on the unit's last list and is not on this one. record: id in the register of the kind."""

    class Answer(models.TextChoices):
        DECEASED = "deceased", "亡故"
        FORGOTTEN = "forgotten", "漏报"
        MOVED = "moved", "归属变更"
        ENDED = "ended", "不再上报"

    batch = models.ForeignKey(Batch, models.CASCADE, verbose_name="导入批次", related_name="+")
    record = models.BigIntegerField("对应记录")
    words = models.CharField("对象", max_length=120)
    answer = models.CharField("去向", max_length=10, choices=Answer)
    answered_on = models.DateField("答复日期", default=timezone.localdate)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "本次未报"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["batch", "record"], name="submissions_absence_once")]

    def __str__(self):
        return f"{self.words}：{self.get_answer_display()}"
