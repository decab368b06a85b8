"""自建台账: a ledger an office brings along, with typed columns; its count or the sum of one column may be a figure."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.files.models import StoredFile
from talentbase.web.addresses import record_address

MOST_COLUMNS = 40


class LedgerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def present(self):
        return self.filter(closed_on=None)


class Ledger(models.Model):
    """counts: whether its rows are a figure; sums: the column that is added up instead, "" for none."""

    name = models.CharField("台账名称", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    about = models.CharField("说明", max_length=200, blank=True)
    counts = models.BooleanField("列为指标", default=False)
    sums = models.CharField("合计列", max_length=12, blank=True)
    measure = models.CharField("计量单位", max_length=6, default="条")
    closed_on = models.DateField("停用日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="ledgers_named", condition=~Q(name=""), violation_error_message="台账名称没有填。"),
            models.UniqueConstraint(
                fields=["unit", "name"], name="ledgers_once", violation_error_message="这个单位已有同名的台账。"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_address("ledgers:detail", self.pk)


class Column(models.Model):
    class Kind(models.TextChoices):
        TEXT = "text", "文字"
        NUMBER = "number", "数字"
        DATE = "date", "日期"
        CHOICE = "choice", "选项"
        PHONE = "phone", "电话"
        SECRET = "secret", "证件号、账号"
        PERSON = "person", "人才"
        UNIT = "unit", "单位"
        FILE = "file", "附件"

    LINKED = (Kind.PERSON, Kind.UNIT, Kind.FILE)  # kept as references, not among the values

    ledger = models.ForeignKey(Ledger, models.CASCADE, verbose_name="台账", related_name="columns")
    key = models.CharField("键", max_length=12, editable=False)
    label = models.CharField("列名", max_length=40)
    kind = models.CharField("类型", max_length=8, choices=Kind, default=Kind.TEXT)
    choices = ArrayField(models.CharField(max_length=40), verbose_name="选项", default=list, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "台账列"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "label"], name="ledgers_column_once", violation_error_message="已有同名的列。"
            ),
            models.UniqueConstraint(fields=["ledger", "key"], name="ledgers_column_key"),
            models.CheckConstraint(
                name="ledgers_column_named", condition=~Q(label=""), violation_error_message="列名没有填。"
            ),
        ]

    def __str__(self):
        return self.label

    def words(self) -> list[str]:
        """What stands in it, each once; of a column of texts."""
        found = Entry.objects.filter(ledger=self.ledger_id).values_list(KeyTextTransform(self.key, "values"), flat=True)
        return sorted({word.strip() for word in found.distinct() if word and word.strip()})


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(ledger__in=Ledger.objects.visible_to(user).values("pk"))

    def in_list_order(self):
        return self.order_by("-pk")

    def search(self, text: str):
        """By what stands in the entry, and by the names of people whom the user sees. Numbers of documents are not searched."""
        found = self
        for word in text.replace("\0", "").split():
            named = Reference.objects.filter(person__name__icontains=word).values("entry")
            found = found.filter(Q(words__icontains=word) | Q(pk__in=named))
        return found


class Entry(models.Model):
    """values: {key of a column: text, number, iso date; of a number that is kept secret {"s": sealed, "h": index, "m": masked}}.

    words: what may be found by typing it: no secret numbers, no names of people.
    """

    ledger = models.ForeignKey(Ledger, models.CASCADE, verbose_name="台账", related_name="entries")
    values = models.JSONField("内容", default=dict)
    words = models.TextField("检索", blank=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账记录"
        ordering = ["id"]
        indexes = [models.Index(fields=["ledger", "id"], name="ledgers_entry_list")]

    def __str__(self):
        first = self.words.split("\n", 1)[0]
        return first[:40] or f"第{self.pk}条"

    def get_absolute_url(self):
        return record_address("ledgers:entry", self.pk)


class Reference(models.Model):
    """What a cell of an entry points to: somebody of the register, a unit, or a file. A merge moves it like every other row."""

    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name="台账记录", related_name="references")
    column = models.ForeignKey(Column, models.CASCADE, verbose_name="台账列", related_name="references")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", null=True, related_name="ledger_references")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="附件", null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "台账所列"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "column"], name="ledgers_reference_once"),
            models.CheckConstraint(
                name="ledgers_reference_one",
                condition=Q(person__isnull=False, unit=None, file=None)
                | Q(person=None, unit__isnull=False, file=None)
                | Q(person=None, unit=None, file__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.entry}：{self.column}"

    def get_absolute_url(self):
        return self.entry.get_absolute_url()

    @property
    def points_at(self) -> tuple[int | None, int | None, int | None]:
        """Numbers of person, unit, file: two references that say the same have the same."""
        return self.person_id, self.unit_id, self.file_id
