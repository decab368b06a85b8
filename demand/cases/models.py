"""对接档案: who looks after a match, what colleagues said about it, its papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from demand.matching.models import Match
from people.attachments.models import Attachment


class OfMatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(match__in=Match.objects.visible_to(user).values("pk"))


class Assignment(models.Model):
    """One per match. remind_on: the day on which it appears among what is to be done, for its owner alone."""

    match = models.OneToOneField(Match, models.CASCADE, verbose_name="匹配", related_name="assignment")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="承办人", null=True, blank=True, related_name="+"
    )
    remind_on = models.DateField("提醒日期", null=True, blank=True)
    note = models.CharField("下一步", max_length=120, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = OfMatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办与提醒"

    def __str__(self):
        return f"{self.match}由{self.owner or '未指定'}承办"


class Comment(models.Model):
    match = models.ForeignKey(Match, models.CASCADE, verbose_name="匹配", related_name="comments")
    text = models.CharField("意见", max_length=500)
    by_id = models.BigIntegerField("登记人编号", null=True)
    by_name = models.CharField("登记人", max_length=60)
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = OfMatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对接意见"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="cases_comment_said", condition=~Q(text=""), violation_error_message="意见没有填。")
        ]

    def __str__(self):
        return self.text[:40]


class Paper(models.Model):
    """A document of a match is an attachment of the person's file, marked with the match."""

    match = models.ForeignKey(Match, models.CASCADE, verbose_name="匹配", related_name="papers")
    attachment = models.OneToOneField(Attachment, models.CASCADE, verbose_name="附件", related_name="+")

    objects = OfMatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对接材料"
        ordering = ["-id"]

    def __str__(self):
        return str(self.attachment)
