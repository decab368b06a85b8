"""One number, one function: what is counted, for whom, and as of when."""

import datetime as dt
import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from people.registry.models import Person
from talentbase.figures.county import county_reader
from talentbase.figures.figure import all_figures, figures_of, find, read
from talentbase.figures.models import Opening, Reported
from talentbase.figures.period import BadMonth, Period
from tests.factories import make_user, office, township
from tests.talentbase.world import days, paid, reported, small_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return small_county()


def value(key: str, user=None, period=None):
    return find(key).value(user or county_reader(), period)


@pytest.mark.parametrize(
    ("key", "now", "last"),
    [
        ("people.total", 4, 3),
        ("people.added", 1, 1),
        ("people.key", 1, None),
        ("people.overdue", 1, None),
        ("people.tagged", 2, 2),
        ("needs.total", 4, 3),
        ("needs.round", 3, 2),
        ("needs.urgent", 1, 1),
        ("needs.added", 1, 1),
        ("chains", 2, 1),
        ("matching.asked", 2, None),
        ("matching.recommended", 1, 1),
        ("matching.talking", 1, 1),
        ("matching.settled", 1, 1),
        ("bureaus.patents", 3, 2),
        ("bureaus.patents.month", 1, 2),
        ("benefits.paid_wan", Decimal("182.6"), Decimal("178.6")),
        ("benefits.paid_wan.month", 4, Decimal("58.6")),
    ],
)
def test_this_month_and_last(world, key, now, last):
    assert value(key) == now
    if last is not None or not find(key).has_past:
        assert value(key, period=world.last) == last


def test_whoever_was_archived_since_was_still_there_at_the_end_of_last_month(world):
    Person.objects.filter(pk=world.people[1].pk).update(archived_at=timezone.now())
    assert (value("people.total"), value("people.total", period=world.last)) == (3, 3)


def test_a_township_counts_its_own_and_nothing_of_the_county(world):
    user = make_user("township", unit=township("韩张镇"))
    assert (value("people.total", user), value("needs.round", user)) == (1, 1)
    assert (value("benefits.paid_wan", user), value("bureaus.patents", user)) == (0, 0)


def test_what_lies_before_the_opening_is_part_of_it(world):
    paid("70000", Opening.objects.get().as_of)
    assert value("benefits.paid_wan") == Decimal("182.6")


def test_a_level_is_the_latest_report_of_each_unit():
    on = days()
    for count, day in ((9, on.earlier), (17, on.before), (14, on.today)):
        reported("bureaus.high_tech", count, day)
    reported("bureaus.high_tech", 2, on.before, unit=township())
    assert value("bureaus.high_tech") == 16
    assert value("bureaus.high_tech", period=Period.of().before()) == 19


def test_all_figures_come_in_few_statements(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):  # those that users made themselves are rows
        wanted = all_figures()
    with django_assert_max_num_queries(4):
        read(wanted, county_reader(), Period.of())


@pytest.mark.parametrize(("text", "code"), [("2026年11月", 2), ("2026-13", 2), ("", 2), ("2999-01", 1)])
def test_months_that_are_none(text, code):
    with pytest.raises(BadMonth) as refusal:
        Period.parse(text)
    assert refusal.value.returncode == code


class TestPages:
    def test_the_rows_of_a_reported_number_show_opening_and_evidence(self, world, as_user):
        page = as_user(make_user()).get("/figures/benefits.paid_wan/").content.decode()
        for words in ("182.6万元", "期初数120万元", "历年补贴发放台账", "586,000"):
            assert words in page

    def test_the_list_names_every_figure_with_its_definition(self, world, as_user):
        leader = make_user("leader")
        page = as_user(leader).get("/figures/").content.decode()
        assert all((each.definition in page) == (each in figures_of(leader)) for each in all_figures())
        assert "登记填报数" not in page

    def test_a_figure_without_a_past_says_so(self, world, as_user):
        response = as_user(make_user()).get(f"/figures/people.key/?month={world.last.code}")
        assert "没有留下以往月份的记录" in response.content.decode()

    @pytest.mark.parametrize("path", ["/figures/nothing/", "/figures/?month=2999-01", "/figures/opening/people.total/"])
    def test_what_does_not_exist(self, path, as_user):
        assert as_user(make_user()).get(path).status_code == 404

    def test_townships_have_no_access(self, as_user):
        assert as_user(make_user("township", unit=township())).get("/figures/").status_code == 403


class TestEntry:
    def sent(self, **changes):
        values = {
            "figure": "bureaus.patents",
            "value": "3",
            "happened_on": str(days().today),
            "unit": office().pk,
            "place": "",
        }
        return values | {"evidence": "县人社局11月电话记录"} | changes

    def test_a_clerk_enters_corrects_and_withdraws_a_report(self, as_user):
        clerk = as_user(make_user(full_name="陈某"))
        assert clerk.post("/figures/reported/add/", self.sent()).url == "/figures/bureaus.patents/"
        item = Reported.objects.get()
        assert (item.value, item.reported_by) == (3, "陈某")
        clerk.post(f"/figures/reported/{item.pk}/", self.sent(value="4"))
        assert value("bureaus.patents") == 4
        clerk.post(f"/figures/reported/{item.pk}/withdraw/")
        assert value("bureaus.patents") == 0

    def test_no_number_without_evidence_and_none_from_the_future(self, as_user):
        clerk = as_user(make_user())
        tomorrow = str(days().today + dt.timedelta(days=1))
        response = clerk.post("/figures/reported/add/", self.sent(evidence="", happened_on=tomorrow, value="12"))
        assert response.status_code == 422
        page = response.content.decode()
        assert "发生日期不能晚于今天。" in page and 'value="12"' in page
        assert not Reported.objects.exists()

    def test_a_day_the_opening_covers_is_refused(self, as_user):
        Opening.objects.create(figure="bureaus.patents", value=71, as_of=days().before, evidence="返乡人才花名册")
        response = as_user(make_user()).post("/figures/reported/add/", self.sent(happened_on=str(days().earlier)))
        assert "此前发生的已含在期初数中" in response.content.decode()

    def test_an_opening_is_entered_once_and_changed(self, as_user):
        clerk = as_user(make_user())
        for number in ("71", "72"):
            sent = {"value": number, "as_of": str(days().before), "evidence": "返乡人才花名册"}
            assert clerk.post("/figures/opening/returns.people/", sent).status_code == 302
        assert value("returns.people") == Opening.objects.get().value == 72

    def test_leaders_read_only(self, as_user):
        assert as_user(make_user("leader")).post("/figures/reported/add/", self.sent()).status_code == 403


class TestCommand:
    def test_json_of_every_figure(self, world, tmp_path):
        target = tmp_path / "figures.json"
        call_command("figures", json=str(target), stdout=io.StringIO())
        found = {each["key"]: each for each in json.loads(target.read_text())}
        assert set(found) == {each.key for each in all_figures()}
        total = {"key": "people.total", "name": "在外人才", "value": 4, "reading": "时点", "unit": "人", "opening": 0}
        assert found["people.total"] == total | {"url": "/people/"}
        assert (found["benefits.paid_wan"]["value"], found["benefits.paid_wan"]["opening"]) == (182.6, 120)

    def test_a_past_month_on_standard_output(self, world, capsys):
        call_command("figures", month=world.last.code, json="-")
        found = {each["key"]: each for each in json.loads(capsys.readouterr().out)}
        assert found["people.total"]["value"] == 3 and found["people.key"]["value"] is None
        assert found["people.total"]["url"] == f"/figures/people.total/?month={world.last.code}"

    @pytest.mark.parametrize(("month", "code"), [("11月", 2), ("2999-01", 1)])
    def test_a_wrong_month(self, month, code):
        with pytest.raises(CommandError) as refusal:
            call_command("figures", month=month)
        assert refusal.value.returncode == code
