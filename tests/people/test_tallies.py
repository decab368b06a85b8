"""The counts kept by triggers are those of the people, whatever is done to them; only the county reads them."""

import datetime as dt
import random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.registry import tallies
from people.registry.filters import PersonFilter
from people.registry.models import Person, Tally
from talentbase.accounts.models import User
from talentbase.audit.actor import set_local
from talentbase.web.facets import count
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def facets():
    return PersonFilter().facets


def assert_true_for_every_population() -> None:
    for population in Person.Population.values:
        people = Person.objects.present().of_population(population)
        assert tallies.counted(population, facets()) == count(people, facets()), population


def change(dice: random.Random) -> dict:
    """Other values for a few of the columns that are counted, and for one that is not."""
    day = timezone.localdate() - dt.timedelta(days=dice.choice([0, 182, 183, 184, 364, 365, 366, 900]))
    values = {
        "categories": dice.choice([["expert"], ["official", "business"], []]),
        "populations": dice.choice([["away"], ["away", "introduced"], ["introduced"]]),
        "title_level": dice.choice(["", "正高级", "中级"]),
        "town_id": dice.choice([None, "towns.410923100"]),
        "location_province": dice.choice(["", "31", "00"]),
        "chain_ids": dice.choice([[], [1], [2, 1]]),
        "last_confirmed": dice.choice([None, day]),
        "degree_rank": dice.choice([None, 5]),
        "archived_at": dice.choice([None, None, timezone.now()]),
        "remark": "改",
    }
    return dict(dice.sample(sorted(values.items()), k=dice.randint(1, 5)))


@pytest.mark.parametrize("seed", range(6))
def test_counts_follow_every_change(seed):
    dice = random.Random(seed)
    people = [make_person(f"张{letter}") for letter in "一二三四五六七八"]
    for step in range(25):
        some = Person.objects.filter(pk__in=[person.pk for person in dice.sample(people, k=dice.randint(1, 4))])
        some.update(**change(dice))
        if step % 8 == 7:
            tallies.add_up()
        assert_true_for_every_population()
    Person.objects.filter(pk__in=[]).update(remark="没有人")
    assert_true_for_every_population()


def test_a_change_taken_back_takes_its_counts_back():
    person = make_person()
    Person.objects.update(title_level="中级")
    with pytest.raises(RuntimeError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(title_level="正高级")
        raise RuntimeError
    assert tallies.counted("away", facets()).values["level"] == {"中级": 1}


def test_adding_up_leaves_one_row_per_value_and_none_for_what_nobody_has_any_more():
    for letter in "一二三":
        make_person(f"张{letter}")
    Person.objects.update(title_level="中级")
    Person.objects.update(title_level="正高级")
    assert Tally.objects.filter(facet="level").count() > 1
    tallies.add_up()
    assert list(Tally.objects.filter(facet="level").values_list("value", "number")) == [(["正高级"], 3)]


def test_what_is_not_counted_writes_nothing():
    make_person()
    before = Tally.objects.count()
    Person.objects.update(remark="改", employer="某大学")
    assert Tally.objects.count() == before


def test_the_open_list_reads_counts_and_a_narrower_one_its_people(as_user):
    make_person()
    client = as_user(make_user(unit=office()))
    for address, ready in (("", True), ("?page=1", True), ("?q=张", False), ("?level=中级", False), ("?tagged=1", False)):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/people/{address}")
        assert any("registry_tally" in each["sql"] for each in asked) is ready, address


def test_a_township_counts_its_own_and_reads_no_counts_of_the_county(as_user):
    make_person("张远")
    own = township()
    make_person("李近", unit=own)
    client = as_user(make_user(role=User.Role.TOWNSHIP, unit=own))
    assert client.get("/people/").context["total"] == 1
    set_local({"scope": "units", "units": str(own.pk)})
    assert not Tally.objects.exists()
    Person.objects.update(title_level="中级")
    set_local({"scope": "county"})
    assert tallies.counted("away", facets()).values["level"] == {"中级": 1, "-": 1}
