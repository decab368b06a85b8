"""One record with the 32 columns of the county's sheet, all of them text, as an office would begin."""

from django.db import models

from tests.benchmarks.people import COLUMNS


class Talent(models.Model):
    class Meta:
        app_label = "peer"
        verbose_name = verbose_name_plural = "人才"
        ordering = ["id"]

    def __str__(self):
        return self.name


for _key, _header in COLUMNS.items():
    Talent.add_to_class(_key, models.CharField(_header, max_length=500, blank=True))


class TunedTalent(Talent):
    """The same table through the tuned import."""

    class Meta:
        app_label = "peer"
        proxy = True
