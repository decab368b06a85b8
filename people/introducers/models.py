"""库外专家 are known from public sources only; this tells through whom of the register they could be approached."""

from django.db import models
from django.db.models import F, Q

from people.registry.models import Person


class Introducer(models.Model):
    """expert: outside of the register; person: of the register, who knows him or her; how: from where, in a few words."""

    expert = models.ForeignKey(Person, models.CASCADE, verbose_name="库外专家", related_name="introducers")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name="引荐人", related_name="introduces")
    how = models.CharField("关系", max_length=60)
    is_willing = models.BooleanField("本人愿意引荐", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "引荐关系"
        ordering = ["-is_willing", "id"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "person"], name="introducers_once"),
            models.CheckConstraint(name="introducers_two", condition=~Q(expert=F("person"))),
            models.CheckConstraint(name="introducers_how", condition=~Q(how=""), violation_error_message="关系没有填。"),
        ]

    def __str__(self):
        return f"{self.person}引荐{self.expert}"
