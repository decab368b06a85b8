"""Stored files: encrypted at rest, named by a UUID, outside the static root, reached only through a checking view."""

import uuid

from django.db import models

from talentbase.accounts.scope import within


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id") | models.Q(made_by=user.pk))


class StoredFile(models.Model):
    key = models.UUIDField("文件键", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    kind = models.CharField("用途", max_length=20)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, verbose_name="单位", related_name="+", null=True)
    made_by = models.BigIntegerField("上传人", null=True)
    made_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        indexes = [models.Index(fields=["sha256"], name="files_sha256")]

    def __str__(self):
        return self.name
