"""The register: one person with one or several of three categories, and everything known about him or her.

`unit_ids` repeats the units of the claims (a list and the row-level policy ask one array), `chain_ids` the chains of the
tags; `actions` writes both sides in one transaction.
"""

import re

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from people.registry.career import BusinessProfile, Education, ExpertProfile, OfficialProfile, Post
from people.registry.tallies import Tally
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.audit.models import Change
from talentbase.codes.models import ChainNode, Code, IndustryChain
from talentbase.files.models import StoredFile
from talentbase.pg.search import SearchQuery
from talentbase.text.dates import PartialDate
from talentbase.web.addresses import record_address
from talentbase.web.fields import PartialDateField, partial_date_check
from talentbase.web.requests import whole_number

__all__ = [
    "BusinessProfile",
    "Contact",
    "Education",
    "ExpertProfile",
    "OfficialProfile",
    "Person",
    "PersonClaim",
    "PersonTag",
    "Post",
    "Tally",
]


RECORD_NUMBER = re.compile(r"RC-?(\d{1,9})", re.IGNORECASE)


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A township sees the people it claims, a department its categories and labels, the county all, administrators nobody."""
        return self.filter(within(user, units="unit_ids", categories="categories", labels="labels"))

    def present(self):
        return self.filter(archived_at=None)

    def away(self):
        """在外人才: the population that is counted in the county's total."""
        return self.of_population(Person.Population.AWAY).present()

    def of_population(self, population: str):
        return self.filter(populations__contains=[population])

    def key_contacts(self):
        return self.filter(is_key_contact=True)

    def overdue(self, today=None):
        """重点联系对象 whose next contact was due before today; nobody else carries a due date."""
        return self.key_contacts().filter(contact_due__lt=today or timezone.localdate()).reachable()

    def reachable(self):
        return self.exclude(status__in=[Person.Status.DECEASED, Person.Status.LOST]).filter(restriction="")

    def added_in(self, first_day, last_day):
        return self.filter(entered_on__range=(first_day, last_day))

    def updated_in(self, first_day, last_day):
        """Changed in these days by somebody, but entered before them."""
        changed = Change.objects.filter(
            subject_table="registry_person", at__date__range=(first_day, last_day), actor_id__isnull=False
        )
        ids = changed.exclude(operation="I", table="registry_person").values_list("subject_id", flat=True)
        return self.filter(pk__in=[int(pk) for pk in set(ids)]).filter(entered_on__lt=first_day)

    def tagged(self):
        return self.exclude(chain_ids=[])

    def labels_in_use(self) -> list[str]:
        """Every 标签 of these people, in the order of the alphabet."""
        found = self.order_by().annotate(one=Func(F("labels"), function="unnest")).values_list("one", flat=True).distinct()
        return sorted(found)

    def search(self, text: str):
        """Han, full pinyin, initials, unit, field, phone tail: every word must meet, the last one as a prefix. Or RC-000012."""
        if number := RECORD_NUMBER.fullmatch(text.strip()):
            return self.filter(pk=int(number[1]))
        query = SearchQuery.of(text)
        return self.filter(search=query.expression()) if query else self

    def numbered(self, text: str) -> "Person | None":
        """The one whose record has this number, as typed: RC-000012, rc-12, 12."""
        number = whole_number(text.strip().upper().removeprefix("RC-"))
        return self.filter(pk=number).first() if number else None

    def in_list_order(self):
        """重点联系对象 first, then the latest confirmed, those never confirmed last."""
        return self.order_by(F("is_key_contact").desc(), F("last_confirmed").desc(nulls_last=True), "id")


def _code(label: str) -> models.ForeignKey:
    """No index: few codes are selective, and those of eleven columns cost an import as much as the rest of its rows."""
    return models.ForeignKey(Code, models.PROTECT, verbose_name=label, null=True, blank=True, related_name="+", db_index=False)


def _away() -> list[str]:
    return [Person.Population.AWAY]


class Person(models.Model):
    class Category(models.TextChoices):
        OFFICIAL = "official", "党政人才"
        EXPERT = "expert", "高层次人才"
        BUSINESS = "business", "经商人才"

    class Population(models.TextChoices):
        AWAY = "away", "在外人才"
        INTRODUCED = "introduced", "引进人才"
        OUTSIDE = "outside", "库外专家"

    class Status(models.TextChoices):
        WORKING = "working", "在职"
        RETIRED = "retired", "退休"
        STUDYING = "studying", "在读"
        LOST = "lost", "失联"
        DECEASED = "deceased", "已故"

    class Consent(models.TextChoices):
        YES = "yes", "是"
        NO = "no", "否"
        UNDECIDED = "undecided", "待定"

    class Restriction(models.TextChoices):
        UNWILLING = "unwilling", "本人不愿联系"
        CLOSED = "closed", "不宜联系"

    class Basis(models.TextChoices):
        DUTY = "duty", "履行职责"
        CONSENT = "consent", "本人同意"
        PUBLIC = "public", "已公开信息"

    # who
    name = models.CharField("姓名", max_length=60)
    name_latin = models.CharField("外文姓名", max_length=80, blank=True)
    former_name = models.CharField("曾用名", max_length=60, blank=True)
    pinyin = models.CharField("拼音排序", max_length=120, editable=False, default="")
    strokes = models.CharField("笔画排序", max_length=160, editable=False, default="")
    list_number = models.PositiveIntegerField("排序号", null=True, blank=True)
    gender = _code("性别")
    birth = PartialDateField("出生年月")
    birth_is_estimate = models.BooleanField("出生年为推算", default=False)
    nation = _code("民族")
    politics = _code("政治面貌")
    party_date = PartialDateField("入党时间")
    party_text = models.CharField("入党时间（文字）", max_length=40, blank=True)
    work_since = PartialDateField("参加工作时间")
    id_number_cipher = models.BinaryField("身份证号（加密）", null=True, editable=False)
    id_number_hash = models.CharField("身份证号索引", max_length=64, blank=True, default="", editable=False)
    photo = models.OneToOneField(StoredFile, models.SET_NULL, verbose_name="照片", null=True, editable=False, related_name="+")
    # where from
    town = _code("籍贯乡镇")
    hometown = models.CharField("籍贯（村）", max_length=80, blank=True)
    tie_kind = models.CharField("与本县关系", max_length=30, blank=True)
    # what
    categories = ArrayField(models.CharField(max_length=10, choices=Category), verbose_name="人才类别", default=list)
    populations = ArrayField(models.CharField(max_length=10, choices=Population), verbose_name="人员范围", default=_away)
    education = _code("最高学历")
    degree = _code("最高学位")
    degree_rank = models.SmallIntegerField("学历等级", null=True, editable=False)
    school = models.CharField("毕业院校", max_length=80, blank=True)
    school_department = models.CharField("院系", max_length=80, blank=True)
    major = models.CharField("所学专业", max_length=80, blank=True)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    position = models.CharField("职务", max_length=120, blank=True)
    title = _code("职称")
    title_text = models.CharField("职称（文字）", max_length=60, blank=True)
    title_level = models.CharField("职称级别", max_length=6, blank=True, editable=False)
    job_level = _code("职务层次")
    civil_rank = _code("职级")
    field = models.CharField("研究领域", max_length=300, blank=True)
    discipline = _code("学科")
    programs = ArrayField(models.CharField(max_length=8), verbose_name="人才称号", default=list, blank=True)
    honors = models.TextField("成果及荣誉", blank=True)
    resume = models.TextField("简历", blank=True)
    # where now
    location = _code("工作地")
    location_province = models.CharField("工作地省份", max_length=6, blank=True, editable=False)
    location_country = models.CharField("国家（地区）", max_length=40, blank=True)
    email = models.EmailField("邮箱", blank=True)
    email_confirmed_on = models.DateField("邮箱核实日期", null=True, editable=False)
    wechat = models.CharField("微信", max_length=60, blank=True)
    wechat_confirmed_on = models.DateField("微信核实日期", null=True, editable=False)
    phone_is_secret = models.BooleanField("电话保密", default=False)
    family_address = models.CharField("家庭住址", max_length=160, blank=True)
    family_address_confirmed_on = models.DateField("住址核实日期", null=True, editable=False)
    # how we stand
    consent = models.CharField("合作意愿", max_length=10, choices=Consent, blank=True)
    intent = models.CharField("合作意向", max_length=300, blank=True)
    modes = ArrayField(models.CharField(max_length=20), verbose_name="合作方式", default=list, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, blank=True)
    restriction = models.CharField("联系限制", max_length=10, choices=Restriction, blank=True)
    is_serving_official = models.BooleanField("现职公务员", default=False)
    is_university_leader = models.BooleanField("高校领导干部", default=False)
    retired_on = PartialDateField("退休时间")
    is_key_contact = models.BooleanField("重点联系对象", default=False)
    contact_due = models.DateField("下次联系", null=True, blank=True)
    is_excluded_from_matching = models.BooleanField("不参加匹配", default=False)
    last_contact = models.DateField("最近联系", null=True, blank=True)
    last_contact_note = models.CharField("最近联系情况", max_length=200, blank=True)
    last_confirmed = models.DateField("最近核实", null=True, blank=True)
    # where the record comes from
    source = models.CharField("入库来源", max_length=60, blank=True)
    recommender = models.CharField("推荐人", max_length=60, blank=True)
    basis = models.CharField("处理依据", max_length=10, choices=Basis, default=Basis.DUTY)
    basis_evidence = models.CharField("依据说明", max_length=120, blank=True)
    labels = ArrayField(models.CharField(max_length=20), verbose_name="标签", default=list, blank=True)
    remark = models.TextField("备注", blank=True)
    entered_on = models.DateField("入库日期", default=timezone.localdate)
    archived_at = models.DateTimeField("归档时间", null=True, blank=True, editable=False)
    archived_reason = models.CharField("归档原因", max_length=120, blank=True, editable=False)
    # for the machine
    unit_ids = ArrayField(models.BigIntegerField(), verbose_name="报送单位", default=list, editable=False)
    chain_ids = ArrayField(models.BigIntegerField(), verbose_name="产业链标注", default=list, editable=False)
    search = SearchVectorField("检索", null=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人才"
        ordering = ["id"]
        indexes = [
            GinIndex(fields=["search"], name="registry_person_search"),
            GinIndex(fields=["unit_ids"], name="registry_person_units"),
            models.Index(fields=["name"], opclasses=["text_pattern_ops"], name="registry_person_name"),
            models.Index(fields=["pinyin"], name="registry_person_pinyin"),
            models.Index(fields=["changed_at"], name="registry_person_changed"),
            models.Index(
                fields=["contact_due"], name="registry_person_due", condition=Q(is_key_contact=True, archived_at=None)
            ),
            *(
                models.Index(  # the order of the list, and all its facets and the row-level rule, from one population's index
                    F("is_key_contact").desc(),
                    F("last_confirmed").desc(nulls_last=True),
                    "id",
                    include=["categories", "title_level", "town", "location_province", "chain_ids", "degree_rank"]
                    + ["unit_ids", "labels"],
                    name=f"registry_person_{population}",
                    condition=Q(archived_at=None, populations__contains=[population]),
                )
                for population in ("away", "introduced", "outside")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="registry_person_named", condition=~Q(name=""), violation_error_message="姓名没有填。"
            ),
            models.CheckConstraint(
                name="registry_person_categories",
                condition=Q(categories__contained_by=["official", "expert", "business"]),
                violation_error_message="人才类别只能是党政、高层次、经商。",
            ),
            models.CheckConstraint(
                name="registry_person_populations",
                condition=Q(populations__contained_by=["away", "introduced", "outside"]) & ~Q(populations=[]),
                violation_error_message="人员范围至少选一项。",
            ),
            models.CheckConstraint(
                name="registry_person_outside_by_public_sources",
                condition=~Q(populations=["outside"]) | Q(basis="public") & ~Q(basis_evidence=""),
                violation_error_message="库外专家只登记公开信息：处理依据选“已公开信息”，依据说明写明出处。",
            ),
            models.UniqueConstraint(
                fields=["id_number_hash"],
                name="registry_person_id_once",
                condition=~Q(id_number_hash="") & Q(archived_at=None),
                violation_error_message="该人可能已在库，请报县级比对后再登记。",
            ),
            *(partial_date_check(field, "registry_person") for field in ("birth", "party_date", "work_since", "retired_on")),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_address("registry:detail", self.pk)

    @property
    def number(self) -> str:
        return f"RC-{self.pk:06d}"

    @property
    def category_labels(self) -> list[str]:
        return [self.Category(category).label for category in self.categories]

    @property
    def population_labels(self) -> list[str]:
        return [self.Population(population).label for population in self.populations]

    @property
    def home_list(self) -> str:
        """The list that leads to this person: 在外人才 before the others."""
        return next(each for each in self.Population.values if each in self.populations)

    def age_on(self, day) -> int | None:
        """Full years on `day` (a date), None where the birth is not known."""
        return PartialDate.from_iso(self.birth).age_on(day) if self.birth else None


class PersonClaim(models.Model):
    """A unit reports this person as its own. Several may; the person counts once and each is credited."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="claims", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    first_reported = models.DateField("首次报送")
    last_reported = models.DateField("最近报送")

    class Meta:
        verbose_name = verbose_name_plural = "报送归属"
        constraints = [
            models.UniqueConstraint(fields=["person", "unit"], name="registry_claim_once"),
            models.CheckConstraint(name="registry_claim_order", condition=Q(last_reported__gte=F("first_reported"))),
        ]

    def __str__(self):
        return f"{self.unit}报送{self.person}"


class Contact(models.Model):
    """A phone number. normal: digits only, for equality and look-up by tail; masked on every way out."""

    class Whose(models.TextChoices):
        OWN = "own", "本人"
        FAMILY = "family", "家属"

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="contacts")
    whose = models.CharField("号码归属", max_length=8, choices=Whose, default=Whose.OWN)
    holder = models.CharField("联系人", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    normal = models.CharField("号码", max_length=30, blank=True, editable=False)
    is_dead = models.BooleanField("已停用", default=False)
    confirmed_on = models.DateField("号码核实日期", null=True, blank=True, editable=False)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "联系方式"
        ordering = ["whose", "order", "id"]
        indexes = [models.Index(fields=["normal"], name="registry_contact_normal")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "whose", "normal"], name="registry_contact_once", condition=~Q(normal="")
            )
        ]

    def __str__(self):
        return f"{self.person}的{self.get_whose_display()}电话"


class PersonTag(models.Model):
    """The person belongs to a chain, where known at one of its nodes."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="tags")
    chain = models.ForeignKey(IndustryChain, models.PROTECT, verbose_name="产业链", related_name="+")
    node = models.ForeignKey(ChainNode, models.PROTECT, verbose_name="环节", null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "产业链标注"
        constraints = [models.UniqueConstraint(fields=["person", "chain"], name="registry_tag_once")]

    def __str__(self):
        return str(self.node or self.chain)
