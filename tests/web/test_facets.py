"""Counts of a list page: every value of every facet and the total, from one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.registry.models import Person
from talentbase.web.facets import UNKNOWN, Facet, count, panels
from tests.factories import make_person

pytestmark = pytest.mark.django_db

FACETS = (
    Facet("category", "人才类别", "categories", is_list=True),
    Facet("level", "职称级别", "title_level", order=("正高级", "副高级")),
    Facet("degree", "学历", "degree_rank"),
)


def people():
    make_person("张明远", fields={"categories": ["expert", "official"]}, title="011")
    make_person("李清", category="经商人才")
    make_person("王海", category="经商人才", education="21")
    return Person.objects.filter(name__in=["张明远", "李清", "王海"])


def test_a_row_with_several_values_counts_for_each_and_once_in_the_total():
    counted = count(people(), FACETS)
    assert counted.total == 3
    assert counted.values["category"] == {"expert": 1, "official": 1, "business": 2}


def test_null_and_empty_text_are_both_unknown():
    counted = count(people(), FACETS)
    assert counted.values["level"][UNKNOWN] == 2
    assert counted.values["degree"] == {"3": 1, UNKNOWN: 2}


def test_one_statement_serves_all():
    found = people()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        count(found, FACETS)
    assert len(asked) == 1


def test_nothing_found_and_nothing_to_count_by():
    assert count(Person.objects.none(), FACETS).total == 0
    assert count(people(), ()).total == 3


def test_a_chosen_value_that_nobody_has_stays_visible():
    shown = panels(count(people(), FACETS), FACETS, {"level": ["副高级"]})[1]
    assert [(choice.label, choice.count, choice.is_chosen) for choice in shown.choices if choice.value == "副高级"] == [
        ("副高级", 0, True)
    ]
    assert shown.choices[-1].label == "未登记"
