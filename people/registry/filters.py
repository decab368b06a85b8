"""Conditions of the list. Facets are counted from the present query; 未登记 is a value of its own."""

import django_filters
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.functional import cached_property

from people.registry.condition_kinds import ConditionFilter
from people.registry.conditions import BY_NAME
from people.registry.models import Person, PersonClaim
from people.registry.tallies import HALF_YEAR, YEAR
from talentbase.accounts.models import Unit
from talentbase.codes.book import chain_names, current_book, name_of
from talentbase.imports.models import Row
from talentbase.text.surnames import surnames_of_sound
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.requests import month_range, whole_number

CONFIRMED = {"half": "半年内", "year": "半年至一年", "older": "一年以上", "never": "从未核实"}
DEGREES = {"5": "博士", "4": "硕士（研究生）", "3": "本科", "2": "大专", "1": "中专（高中）", "0": "初中及以下"}
LEVELS = ("正高级", "副高级", "中级", "初级")
ABROAD = "00"


def confirmed_bucket() -> Case:
    today = timezone.localdate()
    return Case(
        When(last_confirmed=None, then=Value("never")),
        When(last_confirmed__gt=today - HALF_YEAR, then=Value("half")),
        When(last_confirmed__gt=today - YEAR, then=Value("year")),
        default=Value("older"),
    )


def province_name(code: str) -> str:
    if code == ABROAD:
        return "国外"
    row = current_book().get("provinces", f"{code}0000")
    return row.name.removesuffix("省").removesuffix("市") if row else code


class PersonFilter(ListFilter):
    category = ManyFilter("categories", is_list=True, label="人才类别")
    level = ManyFilter("title_level", label="职称级别")
    town = ManyFilter("town_id", label="籍贯乡镇")
    province = ManyFilter("location_province", label="工作地")
    chain = ManyFilter("chain_ids", is_list=True, convert=whole_number, label="产业链")
    confirmed = django_filters.CharFilter(method="by_confirmed", label="最近核实")
    degree = ManyFilter("degree_rank", convert=whole_number, label="学历")
    unit = django_filters.ModelChoiceFilter(method="by_unit", queryset=Unit.objects.all(), label="报送单位")
    key = django_filters.CharFilter(method="only_key_contacts", label="重点联系对象")
    overdue = django_filters.CharFilter(method="only_overdue", label="超期未回访")
    entered = django_filters.CharFilter(method="entered_in", label="入库月份")
    changed = django_filters.CharFilter(method="updated_in", label="更新月份")
    batch = django_filters.NumberFilter(method="of_batch", label="导入批次")
    tagged = django_filters.CharFilter(method="only_tagged", label="已标注产业链")

    class Meta:
        model = Person
        fields: list[str] = []

    @classmethod
    def get_filters(cls):
        return super().get_filters() | {name: ConditionFilter(condition) for name, condition in BY_NAME.items()}

    @cached_property
    def facets(self):
        """Names of chains are read once for a page."""
        chains, categories = chain_names(), dict(Person.Category.choices)
        return (
            Facet("category", "人才类别", "categories", lambda v: categories.get(v, v), is_list=True, is_open=True),
            Facet("level", "职称级别", "title_level", order=LEVELS, is_open=True),
            Facet("town", "籍贯乡镇", "town_id", name_of),
            Facet("province", "工作地", "location_province", province_name, is_open=True),
            Facet("chain", "产业链", "chain_ids", lambda v: chains.get(v, v), is_list=True),
            Facet("confirmed", "最近核实", confirmed_bucket(), lambda v: CONFIRMED.get(v, v), order=tuple(CONFIRMED)),
            Facet("degree", "学历", "degree_rank", lambda v: DEGREES.get(v, v), order=tuple(DEGREES)),
        )

    def by_confirmed(self, queryset, name, value):
        return queryset.alias(bucket=confirmed_bucket()).filter(
            bucket__in=[value for value in self.data.getlist(name) if value in CONFIRMED]
        )

    def by_unit(self, queryset, name, value):
        return queryset.filter(pk__in=PersonClaim.objects.filter(unit=value).values("person"))

    def only_key_contacts(self, queryset, name, value):
        return queryset.key_contacts()

    def only_overdue(self, queryset, name, value):
        return queryset.overdue()

    def only_tagged(self, queryset, name, value):
        return queryset.tagged()

    def entered_in(self, queryset, name, value):
        return queryset.filter(entered_on__range=month_range(value)) if month_range(value) else queryset.none()

    def updated_in(self, queryset, name, value):
        days = month_range(value)
        return queryset.updated_in(*days) if days else queryset.none()

    def of_batch(self, queryset, name, value):
        """Records that an import added or changed; the room of imports tells which."""
        return queryset.filter(
            pk__in=Row.objects.filter(batch=value, batch__kind__in=["people", "mixed"], target__isnull=False).values("target")
        )

    def describe(self, name, value):
        words = {"key": "重点联系对象", "overdue": "超期未回访", "tagged": "已标注产业链"}
        if name in BY_NAME:
            return BY_NAME[name].words(value)
        if name == "q":
            return _search_words(value)
        if name == "unit":
            unit = Unit.objects.filter(pk=whole_number(value)).first()
            return f"{unit or value}报送"
        if name == "batch":
            return f"第{value}批导入"
        return words.get(name) or super().describe(name, value)


def _search_words(text: str) -> str:
    """拼音zhang（张、章） says which surnames a typed sound stands for."""
    surnames = surnames_of_sound(text.strip().lower())
    return f"拼音{text}（{'、'.join(surnames[:4])}）" if surnames else f"关键词：{text}"
