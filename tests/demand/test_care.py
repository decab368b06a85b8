"""Leaders' firms with their problems and technical needs, visits, and 人才服务专员: one per firm, per talent."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from demand.care.models import FirmPair, FirmVisit, Officer
from people.liaison.models import Office, Term
from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Access
from talentbase.todo.due import due_for
from tests.factories import make_enterprise, make_need, make_person, make_user, township

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def leader() -> Office:
    made = Office.objects.create(post="副县长（工业）", order=1)
    Term.objects.create(office=made, name="齐某某", since=day(-900))
    return made


@pytest.fixture
def firm():
    return make_enterprise("南乐县某某食品有限公司", unit=township())


def visit(firm, ago=3, **fields) -> FirmVisit:
    values = {"enterprise": firm, "leader": "齐某某", "visited_on": day(-ago), "content": "看生产线", **fields}
    return FirmVisit.objects.create(**values)


class TestPairs:
    def test_a_leader_gets_a_firm_once(self, as_user, leader, firm):
        client, given = as_user(make_user()), {"office": leader.pk, "enterprise": firm.pk, "since": day(-9).isoformat()}
        assert client.post("/care/add/", given).status_code == 302
        again = client.post("/care/add/", given)
        assert again.status_code == 422 and "已联系这家企业" in again.content.decode()
        page = client.get("/care/").content.decode()
        assert "齐某某（副县长（工业））" in page and firm.name in page and "1名领导联系1家企业" in page

    def test_the_numbers_open_their_rows(self, as_user, leader, firm):
        pair = FirmPair.objects.create(office=leader, enterprise=firm)
        make_need("餐具耐热", firm, kind="tech")
        make_need("检验主管", firm)
        for ago, problem, closed in ((3, "缺人", None), (60, "用电", day(-20)), (70, "", None)):
            visit(firm, ago, problem=problem, closed_on=closed)
        visit(make_enterprise(unit=township()), problem="别家的")
        client = as_user(make_user())
        shown = client.get("/care/?problems=1").context["page"].object_list[0]
        assert (shown.technical, shown.unsettled, shown.last) == (1, 1, day(-3))
        assert client.get(f"/needs/?kind=tech&state=open&enterprise={firm.pk}").context["total"] == 1
        assert client.get(f"/care/visits/?unsettled=1&enterprise={firm.pk}").context["total"] == 1
        assert client.get(pair.get_absolute_url()).content.decode().count("齐某某走访</a>") == 3
        cells = load_workbook(io.BytesIO(client.post("/care/export/").content)).active.values
        assert any(firm.name in row and 1 in row for row in cells)

    def test_a_successor_takes_over(self, as_user, leader, firm):
        FirmPair.objects.create(office=leader, enterprise=firm)
        Term.objects.update(until=day(-1))
        Term.objects.create(office=leader, name="鲍某某", since=day(0))
        assert "鲍某某（副县长（工业））" in as_user(make_user()).get("/care/").content.decode()

    def test_clerks_of_townships_see_their_firms_and_pair_nobody(self, as_user, leader, firm):
        other = make_enterprise("南乐县哨兵材料有限公司", unit=township("韩张镇"))
        for each in (firm, other):
            FirmPair.objects.create(office=leader, enterprise=each)
        client = as_user(make_user("township", unit=firm.unit))
        page = client.get("/care/").content.decode()
        assert firm.name in page and "哨兵" not in page
        assert client.post("/care/add/", {"office": leader.pk, "enterprise": firm.pk}).status_code == 403
        with acting_as(make_user("township", unit=firm.unit)):
            assert FirmPair.objects.count() == 1


class TestVisits:
    def given(self, firm, **fields) -> dict:
        return {"enterprise": firm.pk, "leader": "齐某某", "visited_on": day(-3).isoformat(), "content": "看生产线", **fields}

    def test_from_the_pair_to_a_settled_problem(self, as_user, leader, firm):
        user = make_user()
        client, pair = as_user(user), FirmPair.objects.create(office=leader, enterprise=firm)
        form = client.get(f"/care/visits/add/?pair={pair.pk}").context["form"]
        assert (form["leader"].value(), form["enterprise"].value()) == ("齐某某", firm.pk)
        sent = self.given(firm, problem="缺检验人员", visited_on=day(-45).isoformat())
        assert client.post("/care/visits/add/", sent).status_code == 302
        made = FirmVisit.objects.get()
        assert [(due.what, due.whom) for due in due_for(user)] == [("答复企业问题", firm.name)]
        client.post(
            f"/care/visits/{made.pk}/edit/",
            sent | {"opened_version": made.version, "closed_on": day(-1).isoformat(), "result": "已招到"},
        )
        assert not due_for(user) and FirmVisit.objects.get().result == "已招到"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [({"leader": ""}, "走访领导没有填"), ({"visited_on": "2999-01-01"}, "不能晚于今天"), ({"content": ""}, "请写明走访情况"),
         ({"closed_on": "2026-01-01"}, "没有问题就没有办结日期"), ({"enterprise": ""}, "请选择企业"),
         ({"problem": "用电", "closed_on": "2020-01-01"}, "办结日期不能早于走访日期")],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, as_user, firm, fields, words):
        answer = as_user(make_user()).post("/care/visits/add/", self.given(firm, **fields))
        assert answer.status_code == 422 and words in answer.content.decode()


class TestOfficers:
    def given(self, **fields) -> dict:
        return {
            "name": "钱某某",
            "post": "组织干事",
            "phone": "19900002001",
            "unit": township().pk,
            "since": day(-9).isoformat(),
            **fields,
        }

    def test_one_per_firm_and_talent_until_he_goes(self, as_user, firm):
        client, person = as_user(make_user()), make_person("单雄飞")
        assert client.post("/care/officers/add/", self.given(enterprise=firm.pk)).status_code == 302
        assert client.post("/care/officers/add/", self.given(person="单雄飞")).status_code == 302
        twice = client.post("/care/officers/add/", self.given(name="孙某某", enterprise=firm.pk))
        assert twice.status_code == 422 and "这家企业已有服务专员" in twice.content.decode()
        with pytest.raises(IntegrityError), transaction.atomic():
            Officer.objects.create(name="孙某某", unit=township(), person=person)
        Officer.objects.filter(enterprise=firm).update(until=day(-1))
        assert client.post("/care/officers/add/", self.given(name="孙某某", enterprise=firm.pk)).status_code == 302
        page = client.get("/care/officers/").content.decode()
        assert "企业1家" in page and "人才1人" in page
        for address, number in (("whom=firm&ended=0", 1), ("whom=person&ended=0", 1), ("ended=1", 1), ("whom=zzz", 0)):
            assert client.get(f"/care/officers/?{address}").context["total"] == number

    @pytest.mark.parametrize("fields", [{}, {"village": "某某村", "person": "单雄飞"}])
    def test_exactly_one_is_served(self, as_user, fields):
        make_person("单雄飞")
        answer = as_user(make_user()).post("/care/officers/add/", self.given(**fields))
        assert answer.status_code == 422 and "也只填一项" in answer.content.decode()

    def test_the_number_after_a_reason(self, as_user):
        client = as_user(make_user())
        client.post("/care/officers/add/", self.given(village="某某村"))
        officer = Officer.objects.get()
        for page in ("/care/officers/", officer.get_absolute_url(), f"/care/officers/{officer.pk}/edit/"):
            assert "19900002001" not in client.get(page).content.decode()
        assert "19900002001" in client.post(f"/care/officers/{officer.pk}/phone/", {"reason": "联系入企"}).content.decode()
        assert Access.objects.filter(kind="reveal").count() == 1

    def test_scope(self, as_user):
        hidden = make_person("哨兵人", township("韩张镇"))
        Officer.objects.create(name="钱某某", unit=township("元村镇"), person=hidden)
        own = as_user(make_user("township", unit=township("元村镇")))
        page = own.get("/care/officers/").content.decode()
        assert "钱某某" in page and "哨兵人" not in page and "不在您的范围内" in page
        assert own.get(Officer.objects.get().get_absolute_url()).status_code == 200
        other = as_user(make_user("township", unit=township("韩张镇")))
        assert "钱某某" not in other.get("/care/officers/").content.decode()
