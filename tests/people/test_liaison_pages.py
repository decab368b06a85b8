"""联系服务: the list of all visits, the sheet in and out, who is due of which leader, festivals and birthdays."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from people.liaison.coverage import coverage
from people.liaison.greetings import birthdays
from people.liaison.models import LunarBirthday, Office, Pace, Pair, Term, Visit
from people.registry.models import Person
from talentbase.imports.recipe import Item, RowReading, recipes
from talentbase.text.festivals import festivals, from_lunar, next_birthday
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def leader() -> Office:
    post = Office.objects.create(post="县委书记", order=1)
    Term.objects.create(office=post, name="冯某某", since=dt.date(2024, 1, 1))
    return post


def visit(person, on, **fields) -> Visit:
    values = {
        "leader": "冯某某",
        "modes": ["走访"],
        "unit": office(),
        "expert": person.name,
        "visited_on": on.isoformat(),
        **fields,
    }
    return Visit.objects.create(person=person, **values)


class TestList:
    def test_visits_of_everybody_with_what_is_not_settled(self, as_user):
        person = make_person("仇英", employer="某大学")
        visit(person, day(-3), request="老人住院", kind="生病住院")
        visit(person, day(-40), request="孩子上学", closed_on=day(-20).isoformat())
        client = as_user(make_user())
        page = client.get("/liaison/").content.decode()
        assert "诉求未办结1件" in page and f"/people/{person.pk}/?tab=liaison" in page
        assert client.get("/liaison/?unsettled=1").context["total"] == 1
        assert client.get("/liaison/?kind=生病住院&mode=走访").context["total"] == 1
        assert client.get(f"/liaison/?month={day(-3):%Y-%m}&q=住院").context["total"] == 1
        cells = str(list(load_workbook(io.BytesIO(client.post("/liaison/export/?unsettled=1").content)).active.values))
        assert "老人住院" in cells and "孩子上学" not in cells

    def test_a_township_sees_the_visits_it_reported(self, as_user):
        person = make_person("哨兵人", township("韩张镇"))
        visit(person, day(-3), unit=township("韩张镇"))
        page = as_user(make_user("township", unit=township("元村镇"))).get("/liaison/").content.decode()
        assert "哨兵人" not in page


class TestSheet:
    def test_rows_become_visits_of_known_people_and_twice_changes_nothing(self):
        class Batch:
            unit, reported_on = office(), day(0)

        recipe = recipes()["liaison"]
        known, other = make_person("仇英", employer="某大学"), make_person("仇英", employer="某医院")
        values = {
            "leader": "冯某某",
            "expert": "仇英",
            "expert_post": "某大学教授",
            "date": "2026-02-10",
            "mode": ["走访"],
            "request": "住房",
        }
        assert recipe.apply([Item(values, None, False)], batch=Batch, by=None)[0][1] == "added"
        made = Visit.objects.get()
        assert made.person == known and other.visits.count() == 0
        assert recipe.known([RowReading("表", 2, values)], by=None)[0].rule == "echo"
        later = values | {"result": "已解决", "closed": "2026-03-01"}
        told = recipe.known([RowReading("表", 2, later)], by=None)[0]
        assert recipe.apply([Item(later, told.target, False)], batch=Batch, by=None)[0][1] == "changed"
        made.refresh_from_db()
        assert (made.result, made.closed_on) == ("已解决", "2026-03-01")
        nobody = values | {"expert_post": "", "date": "2026-02-11"}
        recipe.apply([Item(nobody, None, False)], batch=Batch, by=None)
        assert Visit.objects.latest("pk").person is None


class TestCoverage:
    def test_who_is_due_is_told_per_leader(self, as_user, leader, django_assert_max_num_queries):
        seen, late, never = (make_person(name, employer=f"{name}所在") for name in ("近日见", "久未见", "新结对"))
        for person in (seen, late, never):
            Pair.objects.create(person=person, office=leader, since=day(-5))
        Pair.objects.filter(person=late).update(since=day(-900))
        visit(seen, day(-10))
        visit(late, day(-400))
        visit(late, day(-3), leader="别的领导")
        visit(late, day(-2), is_reached=False)
        with django_assert_max_num_queries(6):
            (line,) = coverage(Person.objects.present())
        assert [(cell.person.name, cell.is_late) for cell in line.cells] == [
            ("久未见", True),
            ("近日见", False),
            ("新结对", False),
        ]
        assert line.late == 1 and line.seen == (1 if day(-10).year == day(0).year else 0)
        client = as_user(make_user())
        page = client.get("/liaison/coverage/?late=1").content.decode()
        assert "久未见" in page and "近日见" not in page and "超期1人" in page
        assert client.post("/liaison/coverage/", {"days": "500"}).status_code == 302
        assert Pace.objects.get().days == 500 and "超期1人" not in client.get("/liaison/coverage/").content.decode()
        assert client.post("/liaison/coverage/", {"days": "3"}).status_code == 422
        assert as_user(make_user("leader")).post("/liaison/coverage/", {"days": "90"}).status_code == 405

    def test_only_people_the_user_sees(self, as_user, leader):
        Pair.objects.create(person=make_person("哨兵人", township("韩张镇")), office=leader)
        page = as_user(make_user("township", unit=township("元村镇"))).get("/liaison/coverage/").content.decode()
        assert "哨兵人" not in page


class TestGreetings:
    @pytest.mark.parametrize(
        ("lunar", "solar"), [((2027, 1, 1), "2027-02-06"), ((2026, 8, 15), "2026-09-25"), ((2026, 5, 5), "2026-06-19")]
    )
    def test_lunar_days(self, lunar, solar):
        assert from_lunar(*lunar) == dt.date.fromisoformat(solar)

    def test_the_festivals_of_a_year_in_order(self):
        found = festivals(dt.date(2026, 11, 23), dt.date(2027, 11, 23))
        assert [each.name for each in found] == [
            "元旦",
            "春节",
            "元宵节",
            "劳动节",
            "端午节",
            "教师节",
            "中秋节",
            "国庆节",
            "重阳节",
        ]

    @pytest.mark.parametrize(
        ("month", "day_", "today", "on"),
        [(11, 23, "2026-11-23", "2026-11-23"), (1, 2, "2026-11-23", "2027-01-02"), (2, 29, "2026-11-23", "2027-02-28")],
    )
    def test_the_next_birthday(self, month, day_, today, on):
        assert next_birthday(month, day_, dt.date.fromisoformat(today)) == dt.date.fromisoformat(on)

    def test_whose_birthday_comes(self, as_user):
        near = day(5)
        values = {"fields": {"is_key_contact": True}}
        make_person("过阳历", birth_ym=f"1979-{near:%m-%d}", **values)
        make_person("只知年月", birth_ym="1979-05", **values)
        make_person("已亡", birth_ym=f"1950-{near:%m-%d}", fields={"is_key_contact": True, "status": "deceased"})
        make_person("不是重点", birth_ym=f"1979-{near:%m-%d}")
        lunar = make_person("过农历", birth_ym=f"1980-{day(8):%m-%d}", **values)
        client = as_user(make_user())
        page = client.get("/liaison/greetings/").content.decode()
        assert "过阳历" in page and "过农历" in page
        assert not [name for name in ("只知年月", "已亡", "不是重点") if name in page]
        assert "不是重点" in client.get("/liaison/greetings/?all=1").content.decode()
        far = from_lunar(day(0).year + 1, 6, 15)
        assert client.post("/liaison/greetings/", {"person": "过农历", "month": "6", "day": "15"}).status_code == 302
        assert LunarBirthday.objects.get().person == lunar and far > day(30)
        assert [each.person.name for each in birthdays(Person.objects.key_contacts(), day(0))] == ["过阳历"]
        assert (
            "不能大于12"
            in client.post("/liaison/greetings/", {"person": "过农历", "month": "13", "day": "1"}).content.decode()
        )
