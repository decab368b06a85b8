"""附件: documents kept with a person's file (certificates, letters, agreements). Who sees the person sees them."""

from django.db import models
from django.db.models import Q

from people.registry.models import Person
from talentbase.files.models import StoredFile


class AttachmentQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)

    def of_person(self, person):
        return self.present().filter(person=person).order_by("-added_at", "-pk")


class Attachment(models.Model):
    """removed_at: taken away; the file itself goes for good after a month (`tasks`), until then it can be had back."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="attachments")
    file = models.OneToOneField(StoredFile, models.PROTECT, verbose_name="文件", related_name="+")
    title = models.CharField("名称", max_length=120)
    size = models.PositiveBigIntegerField("字节数")
    added_by = models.CharField("上传人", max_length=60)
    added_at = models.DateTimeField("上传时间", auto_now_add=True)
    removed_at = models.DateTimeField("删除时间", null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        constraints = [models.CheckConstraint(name="attachments_titled", condition=~Q(title=""))]

    def __str__(self):
        return self.title
