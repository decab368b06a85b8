"""The queue of record. Celery only rings the bell: its message carries the job's id and nothing else."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

MAXIMUM_TRIES = 3


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(asked_by=user.pk)

    def claimable(self):
        """Queued, or running with a heartbeat that stopped."""
        return self.filter(
            models.Q(state=Job.State.QUEUED)
            | models.Q(state=Job.State.RUNNING, heartbeat__lt=timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS))
        )


class Job(models.Model):
    """name: key of the task registry; arguments: ids only. claim: which worker run holds it (fencing token)."""

    class State(models.TextChoices):
        QUEUED = "queued", "排队中"
        RUNNING = "running", "处理中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"
        CANCELLED = "cancelled", "已取消"

    name = models.CharField("任务", max_length=60)
    label = models.CharField("名称", max_length=120)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("说明", max_length=300, blank=True)
    result_url = models.CharField("结果地址", max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    claim = models.UUIDField("认领", null=True, editable=False)
    heartbeat = models.DateTimeField("心跳", null=True)
    asked_by = models.BigIntegerField("发起人", null=True)
    asked_at = models.DateTimeField("发起时间", auto_now_add=True)
    finished_at = models.DateTimeField("完成时间", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        indexes = [models.Index(fields=["state", "heartbeat"], name="jobs_job_open")]
        constraints = [
            models.CheckConstraint(
                name="jobs_job_finished",
                condition=models.Q(state__in=["queued", "running"]) | models.Q(finished_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.label}（{self.get_state_display()}）"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0
