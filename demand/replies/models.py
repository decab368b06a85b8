"""A firm answers a survey by a link of its own: no account, good until the survey ends, for one answer."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from talentbase.submissions.models import Expected, Submission


def fresh_nonce() -> str:
    return secrets.token_urlsafe(12)


class LinkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(expected__in=Expected.objects.visible_to(user).values("pk"))


class Link(models.Model):
    """expected: the duty of one firm. nonce: part of the signed address; a new one makes the address before worthless."""

    expected = models.OneToOneField(Expected, models.CASCADE, verbose_name="应报单位", related_name="link")
    nonce = models.CharField("随机码", max_length=22, default=fresh_nonce, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="生成人", related_name="+")
    made_at = models.DateTimeField("生成时间", default=timezone.now)
    used_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("填报人", max_length=60, blank=True)
    submission = models.ForeignKey(
        Submission, models.SET_NULL, verbose_name="答复", null=True, blank=True, related_name="+", editable=False
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "企业填报链接"
        ordering = ["expected__enterprise__folded_name"]

    def __str__(self):
        return f"{self.expected.sender}的填报链接"
