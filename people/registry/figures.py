"""Figures of 在外人才. 引进人才 and 库外专家 are never part of them."""

from django.db.models import Q
from django.urls import reverse

from people.registry.columns import work
from people.registry.models import Person
from talentbase.codes.book import name_of
from talentbase.figures.figure import Reading, figure
from talentbase.web.lists import ListColumn, link

COLUMNS = (
    ListColumn("name", "姓名", lambda person: link(person.get_absolute_url(), person.name), "110px"),
    ListColumn("work", "工作单位及职务", work),
    ListColumn("town", "籍贯", lambda person: person.hometown or name_of(person.town_id), "180px"),
    ListColumn("entered", "入库日期", lambda person: f"{person.entered_on:%Y.%m.%d}", "110px"),
)
SHARED = {"unit": "人", "right": "people.view", "columns": COLUMNS}


def _list(conditions: str = ""):
    return lambda user, period: f"{reverse('registry:list')}{conditions.format(month=period.code)}"


@figure(
    key="people.total", name="在外人才", reading=Reading.NOW, link=_list(),
    definition="在库的在外人才，一人只计一次；引进人才、库外专家和已归档的不计。", **SHARED,
)  # fmt: skip
def total(user, period):
    """A past month: entered by its end and not yet archived then."""
    people = Person.objects.visible_to(user).of_population(Person.Population.AWAY)
    if period.is_present:
        return people.present()
    return people.filter(period.by("entered_on")).filter(Q(archived_at=None) | Q(archived_at__date__gt=period.last))


@figure(
    key="people.added", name="新增在外人才", reading=Reading.MONTH, link=_list("?entered={month}"),
    definition="入库日期在本月的在外人才。", **SHARED,
)  # fmt: skip
def added(user, period):
    return total(user, period).filter(period.within("entered_on"))


@figure(
    key="people.updated", name="更新在外人才", reading=Reading.MONTH, link=_list("?changed={month}"),
    definition="本月以前入库、本月内资料有修改的在外人才。", **SHARED,
)  # fmt: skip
def updated(user, period):
    return total(user, period).updated_in(period.first, period.last)


@figure(
    key="people.key", name="重点联系对象", reading=Reading.NOW, link=_list("?key=1"), has_past=False,
    definition="标为重点联系对象的在外人才。", **SHARED,
)  # fmt: skip
def key_contacts(user, period):
    return total(user, period).key_contacts()


@figure(
    key="people.overdue", name="超期未回访", reading=Reading.NOW, link=_list("?overdue=1"), has_past=False,
    definition="重点联系对象中下次联系日期已过的；已故、失联和不便联系的不计。", **SHARED,
)  # fmt: skip
def overdue(user, period):
    return total(user, period).overdue(period.today)


@figure(
    key="people.tagged", name="已标注产业链", reading=Reading.NOW, link=_list("?tagged=1"),
    definition="至少标注了一个产业链的在外人才。", **SHARED,
)  # fmt: skip
def tagged(user, period):
    return total(user, period).tagged()


def _declare_category(category: Person.Category) -> None:
    @figure(
        key=f"people.{category.value}", name=category.label, reading=Reading.NOW, link=_list(f"?category={category.value}"),
        definition=f"类别含{category.label}的在外人才；三类有交叉。", **SHARED,
    )  # fmt: skip
    def rows(user, period):
        return total(user, period).filter(categories__contains=[category.value])


for _category in Person.Category:
    _declare_category(_category)
