"""驻外工作站: stations with heads whose terms end, the log, the rules; leads with their clock and their first reporter; tips."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from demand.cooperation.models import Project
from people.intake import actions as intake
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import acting_as
from talentbase.figures.figure import find
from talentbase.imports.recipe import Item, RowReading, recipes
from talentbase.text.workdays import after_workdays, is_workday
from talentbase.todo.due import due_for
from tests.factories import make_person, make_unit, make_user, office, township
from workstations.leads import actions as leads
from workstations.leads.models import Lead
from workstations.leads.rules import next_step
from workstations.stations.models import Appointment, Charter, LogEntry, Station
from workstations.tips.models import Tip

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def shanghai():
    unit = Unit.objects.filter(name="上海工作站").first() or make_unit("上海工作站", kind="station")
    return Station.objects.create(unit=unit, city="上海", state="running", plaque_on=dt.date(2024, 3, 10))


def make_lead(unit, project="可降解餐具生产线", investor="沪东某某环保科技有限公司", **fields) -> Lead:
    return leads.keep(Lead(unit=unit, project=project, investor=investor, **fields), opened_version=None, by=None)


class TestStations:
    def test_a_station_is_registered_and_becomes_a_unit(self, as_user):
        client = as_user(make_user())
        given = {"name": "广州工作站", "city": "广州", "state": "preparing", "covers": "广州、深圳"}
        assert client.post("/stations/add/", given).status_code == 302
        station = Station.objects.get()
        assert station.unit.kind == "station" and station.covers == ["广州", "深圳"]
        assert "已有“广州工作站”" in client.post("/stations/add/", given).content.decode()
        running = client.post(f"/stations/{station.pk}/edit/", given | {"state": "running", "opened_version": station.version})
        assert "请填写授牌日期" in running.content.decode()
        assert "广州、深圳" in client.get("/stations/").content.decode()

    def test_heads_have_terms_that_wait_for_renewal(self, as_user, shanghai):
        user, person = make_user(), make_person("单雄飞")
        client, address = as_user(user), f"/stations/{shanghai.pk}/appointments/add/"
        given = {"post": "head", "person": "单雄飞", "since": day(-700).isoformat(), "until": day(30).isoformat()}
        assert client.post(address, given).status_code == 302
        assert [(due.what, due.whom) for due in due_for(user)] == [("续聘或离任", "单雄飞")]
        again = client.post(address, given | {"person": "", "name": "仇某"})
        assert again.status_code == 422 and "已有站长" in again.content.decode()
        assert "请填写姓名" in client.post(address, given | {"person": ""}).content.decode()
        assert find("stations.heads").value(user) == 1
        assert "聘为上海工作站站长" in client.get(f"/people/{person.pk}/?tab=timeline").content.decode()
        one = Appointment.objects.get()
        client.post(
            f"/stations/appointments/{one.pk}/", given | {"ended_on": day(-1).isoformat(), "opened_version": one.version}
        )
        assert find("stations.heads").value(user) == 0 and not due_for(user)

    def test_the_station_itself_writes_its_log_and_nothing_else(self, as_user, shanghai):
        other = Station.objects.create(unit=make_unit("天津站", kind="station"), city="天津")
        client = as_user(make_user("station", unit=shanghai.unit))
        add = f"/stations/{shanghai.pk}/log/add/"
        assert client.post(add, {"on": day(0).isoformat(), "kind": "visit", "text": "走访乡友三人"}).status_code == 302
        assert "不能晚于今天" in client.post(add, {"on": day(1).isoformat(), "kind": "visit", "text": "x"}).content.decode()
        assert "走访乡友三人" in client.get(f"/stations/{shanghai.pk}/?tab=log").content.decode()
        assert client.get(f"/stations/{other.pk}/").status_code == 404
        assert client.post(f"/stations/{shanghai.pk}/appointments/add/", {}).status_code == 403
        client.post(f"/stations/log/{LogEntry.objects.get().pk}/drop/")
        assert not LogEntry.objects.exists()

    def test_rules_by_version(self, as_user):
        client = as_user(make_user())
        for when, text in ((-400, "旧办法"), (-10, "现行办法"), (30, "将来的办法")):
            client.post("/stations/charters/add/", {"title": "管理办法", "effective_on": day(when).isoformat(), "text": text})
        page = client.get("/stations/charters/").content.decode()
        assert "现行办法" in page and "旧办法" not in page and "未施行" in page and Charter.objects.count() == 3

    def test_the_database_keeps_its_promises(self, shanghai):
        for wrong in ({"state": "running", "plaque_on": None}, {"state": "closed"}, {"city": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Station.objects.filter(pk=shanghai.pk).update(**wrong)


class TestWorkdays:
    @pytest.mark.parametrize(
        ("first", "number", "last"),
        [
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-09-30", 1, "2026-10-08"),
            ("2026-11-18", 3, "2026-11-23"),
            ("2030-11-01", 1, "2030-11-04"),
        ],
    )
    def test_after(self, first, number, last):
        assert after_workdays(dt.date.fromisoformat(first), number) == dt.date.fromisoformat(last)

    def test_a_saturday_that_is_worked(self):
        assert is_workday(dt.date(2026, 10, 10)) and not is_workday(dt.date(2026, 10, 1))


class TestLeads:
    def test_the_clock_runs_from_the_report_to_the_next_step(self, shanghai):
        lead, clerk = make_lead(shanghai.unit), make_user()
        assert lead.next_step_on == after_workdays(lead.entered_on, 1)
        leads.take(lead, "respond", note="已电话联系", by=clerk)
        lead.refresh_from_db()
        assert lead.next_step_on == after_workdays(lead.entered_on, 3)
        leads.take(lead, "judge", note="值得跟进", duty=office(), by=clerk)
        lead.refresh_from_db()
        assert (lead.stage, lead.duty, lead.next_step_on) == ("judged", office(), day(7))
        leads.take(lead, "talk", by=clerk)
        lead.refresh_from_db()
        assert lead.next_step_on == day(14) and next_step(lead) == day(14)
        for act, words in (("judge", "不能登记“研判”"), ("settle", "不能登记“落地”")):
            with pytest.raises(leads.Refused, match=words):
                leads.take(lead, act, note="x", by=clerk)
        with pytest.raises(leads.Refused, match="请写明情况"):
            leads.take(lead, "follow", by=clerk)
        leads.take(lead, "sign", by=clerk)
        leads.take(lead, "settle", by=clerk)
        lead.refresh_from_db()
        assert lead.next_step_on is None and not lead.is_open

    def test_what_is_late_waits_and_is_counted(self, as_user, shanghai):
        user, lead = make_user(), make_lead(shanghai.unit)
        Lead.objects.update(next_step_on=day(-3), entered_on=day(-40))
        assert [(due.what, due.mark) for due in due_for(user)] == [("响应", "超期")]
        page = as_user(user).get("/leads/?overdue=1").content.decode()
        assert "超期3天" in page and "超期未跟进1条" in page
        assert as_user(user).get("/leads/?idle=1").context["total"] == 1
        board = as_user(user).get("/leads/board/").content.decode()
        assert lead.project in board and "已停40天" in board

    def test_the_first_reporter_keeps_the_credit(self, as_user, shanghai):
        tianjin = Station.objects.create(unit=make_unit("天津站", kind="station"), city="天津")
        first = make_lead(shanghai.unit, amount_wan=5000)
        client = as_user(make_user("station", unit=tianjin.unit))
        given = {
            "project": "可降解餐具生产项目",
            "investor": "沪东某某环保科技公司",
            "unit": tianjin.unit.pk,
            "amount_wan": "5000",
        }
        answer = client.post("/leads/add/", given, follow=True).content.decode()
        again = Lead.objects.exclude(pk=first.pk).get()
        assert again.repeats == first and "归首报单位" in answer and "上海工作站" not in answer
        assert find("stations.leads").value(make_user()) == 1
        clerk = as_user(make_user())
        assert "上海工作站" in clerk.get(again.get_absolute_url()).content.decode()
        clerk.post(f"/leads/{again.pk}/distinct/")
        assert find("stations.leads").value(make_user()) == 2

    def test_a_station_reports_and_the_county_decides(self, as_user, shanghai):
        station = as_user(make_user("station", unit=shanghai.unit))
        station.post("/leads/add/", {"project": "预制菜厂", "unit": shanghai.unit.pk})
        lead = Lead.objects.get()
        assert station.post(f"/leads/{lead.pk}/respond/", {"note": "见面谈过"}).status_code == 302
        refused = station.post(f"/leads/{lead.pk}/judge/", {"note": "好"})
        assert refused.status_code == 422 and "由县级登记" in refused.content.decode()
        assert station.get(f"/leads/{lead.pk}/nonsense/").status_code == 404
        clerk = as_user(make_user())
        assert clerk.post(f"/leads/{lead.pk}/judge/", {"note": "指定商务局", "duty": office().pk}).status_code == 302
        page = station.get(lead.get_absolute_url()).content.decode()
        assert "指定商务局" in page and "见面谈过" in page

    def test_the_unit_in_duty_sees_it(self, as_user, shanghai):
        lead = make_lead(shanghai.unit, project="哨兵项目")
        bureau = make_unit("某局")
        client = as_user(make_user("department", unit=bureau))
        assert client.get(lead.get_absolute_url()).status_code == 404
        Lead.objects.update(duty=bureau)
        assert client.get(lead.get_absolute_url()).status_code == 200
        with acting_as(make_user("department", unit=bureau)):
            assert Lead.objects.count() == 1

    def test_it_becomes_a_project_once(self, as_user, shanghai):
        clerk, lead = as_user(make_user()), make_lead(shanghai.unit, amount_wan=5000)
        assert clerk.post(f"/leads/{lead.pk}/project/").status_code == 422
        for act in ("judge", "talk", "sign"):
            leads.take(lead, act, note="好", by=make_user())
        assert clerk.post(f"/leads/{lead.pk}/project/").status_code == 302
        project = Project.objects.get()
        assert (project.station, project.name, project.amount_wan) == (shanghai.unit, lead.project, 5000)
        assert clerk.post(f"/leads/{lead.pk}/project/").status_code == 422 and Project.objects.count() == 1

    def test_its_sheet_in_and_out(self, as_user, shanghai):
        class Batch:
            unit, reported_on = shanghai.unit, day(0)

        recipe = recipes()["invest_lead"]
        values = {"project": "速冻食品冷链", "investor": "苏南某某冷链公司", "amount_wan": 3000, "reported": "2026-06-05"}
        assert recipe.apply([Item(values, None, False)], batch=Batch, by=None)[0][1] == "added"
        assert recipe.known([RowReading("表", 2, values)], by=None)[0].rule == "echo"
        news = values | {"progress": "洽谈中"}
        known = recipe.known([RowReading("表", 2, news)], by=None)[0]
        assert not known.review and recipe.apply([Item(news, known.target, False)], batch=Batch, by=None)[0][1] == "changed"
        lead = Lead.objects.get()
        assert (lead.reported, lead.progress) == ("2026-06-05", "洽谈中")
        Lead.objects.update(investor_phone="19900000417")
        sheet = as_user(make_user()).post("/leads/export/?q=冷链").content
        cells = str(list(load_workbook(io.BytesIO(sheet)).active.iter_rows(values_only=True)))
        assert "速冻食品冷链" in cells and "19900000417" not in cells and "199****0417" in cells


class TestTips:
    def hand_in(self, as_user, station, **fields):
        client = as_user(make_user("station", unit=station.unit))
        given = {
            "name": "仇英",
            "employer": "上海某某研究院",
            "unit": station.unit.pk,
            "received_on": day(0).isoformat(),
            **fields,
        }
        return client, client.post("/tips/add/", given)

    def test_it_goes_to_the_reviewers_and_the_station_sees_what_they_say(self, as_user, shanghai):
        client, answer = self.hand_in(as_user, shanghai, phones="19900000001", modes="柔性、项目合作")
        tip = Tip.objects.get()
        assert answer.status_code == 302 and tip.nomination.channel == "station" and tip.nomination.phone == "19900000001"
        reviewer = make_user()
        person = intake.accept(tip.nomination, by=reviewer)
        tip.refresh_from_db()
        assert (tip.state, tip.person) == ("entered", person) and person.name == "仇英"
        assert "已入库" in client.get(tip.get_absolute_url()).content.decode()
        assert find("stations.tips.entered").value(reviewer) == 1
        assert client.post(f"/tips/{tip.pk}/edit/", {"name": "改名"}).status_code in (302, 409, 422)
        tip.refresh_from_db()
        assert tip.name == "仇英"

    def test_known_dropped_and_asked_for_more(self, as_user, shanghai):
        for name in ("仇英", "解某", "区文"):
            self.hand_in(as_user, shanghai, name=name)
        known, dropped, asked = Tip.objects.order_by("pk")
        by = make_user()
        intake.recognise(known.nomination, make_person("仇英"), by=by)
        intake.reject(dropped.nomination, "与产业无关", by=by)
        intake.send_back(asked.nomination, "写明单位", by=by)
        states = {tip.name: (tip.state, tip.state_reason) for tip in Tip.objects.all()}
        assert states == {"仇英": ("known", ""), "解某": ("dropped", "与产业无关"), "区文": ("new", "需补充：写明单位")}
        page = as_user(by).get("/tips/").content.decode()
        assert "累计3条，已审核2条" in page

    def test_what_is_asked_for_is_filled_in_and_waits_again(self, as_user, shanghai):
        client, _ = self.hand_in(as_user, shanghai)
        tip = Tip.objects.get()
        intake.send_back(tip.nomination, "写明职务", by=make_user())
        tip.refresh_from_db()
        given = {"name": "仇英", "position": "研究员", "unit": shanghai.unit.pk, "received_on": day(0).isoformat()}
        assert client.post(f"/tips/{tip.pk}/edit/", given | {"opened_version": tip.version}).status_code == 302
        tip.nomination.refresh_from_db()
        assert (tip.nomination.state, tip.nomination.position) == ("new", "研究员")

    def test_its_sheet_reports_nobody_twice(self, shanghai):
        class Batch:
            unit, reported_on = shanghai.unit, day(0)

        recipe = recipes()["talent_lead"]
        values = {
            "name": "仇英",
            "employer": "上海某某研究院",
            "phones": ["19900000001"],
            "coop_mode": ["柔性"],
            "field": "高分子",
        }
        assert recipe.apply([Item(values, None, False)], batch=Batch, by=None)[0][1] == "added"
        tip = Tip.objects.get()
        assert tip.nomination.field == "高分子" and tip.modes == ["柔性"]
        assert recipe.known([RowReading("表", 2, values)], by=None)[0].rule == "echo"
        other = values | {"phones": ["19900000002"], "employer": "别的单位"}
        assert recipe.known([RowReading("表", 2, other)], by=None) == {}

    def test_wrong_numbers_are_said(self, as_user, shanghai):
        _, answer = self.hand_in(as_user, shanghai, phones="138")
        assert answer.status_code == 422 and not Tip.objects.exists()

    def test_nobody_was_heard_of_tomorrow(self, as_user, shanghai):
        client = as_user(make_user("station", unit=shanghai.unit))
        given = {"name": "仇某", "unit": shanghai.unit.pk, "received_on": day(1).isoformat()}
        assert "收到日期不能晚于今天" in client.post("/tips/add/", given).content.decode()
        late = {"project": "甲", "unit": shanghai.unit.pk, "reported": f"{day(40):%Y-%m}"}
        assert "报送日期不能晚于今天" in client.post("/leads/add/", late).content.decode()

    def test_the_reviewers_read_what_the_station_corrected(self, shanghai):
        recipe = recipes()["talent_lead"]

        class Batch:
            unit, reported_on = shanghai.unit, day(0)

        values = {"name": "仇某", "employer": "某大学", "field": "高分子"}
        recipe.apply([Item(values, None, False)], batch=Batch, by=None)
        told = recipe.known([RowReading("表", 2, values | {"field": "机械"})], by=None, unit=shanghai.unit)[0]
        recipe.apply([Item(values | {"field": "机械"}, told.target, False)], batch=Batch, by=None)
        assert Tip.objects.get().field == Tip.objects.get().nomination.field == "机械"

    def test_another_stations_tip_is_its_own(self, shanghai):
        Tip.objects.create(unit=shanghai.unit, name="仇某", employer="某大学")
        other = make_unit("天津站", kind="station")
        values = {"name": "仇某", "employer": "某大学"}
        assert recipes()["talent_lead"].known([RowReading("表", 2, values)], by=None, unit=other) == {}

    def test_one_that_is_removed_leaves_the_reviewers_queue(self, as_user, shanghai):
        from people.intake.models import Nomination

        self.hand_in(as_user, shanghai)
        tip = Tip.objects.get()
        assert as_user(make_user()).post(f"/tips/{tip.pk}/remove/").status_code == 302
        assert not Tip.objects.exists() and not Nomination.objects.exists()


class TestHonestReports:
    def test_a_lead_is_not_taken_over(self, as_user, shanghai):
        lead = make_lead(shanghai.unit, duty=township())
        client = as_user(make_user("township", unit=township()))
        given = {"project": lead.project, "investor": lead.investor, "unit": township().pk, "opened_version": lead.version}
        client.post(f"/leads/{lead.pk}/edit/", given | {"remark": "已联系"})
        lead.refresh_from_db()
        assert (lead.unit, lead.remark) == (shanghai.unit, "已联系")

    def test_an_edit_is_compared_like_a_new_report(self, shanghai):
        first = make_lead(shanghai.unit)
        other = make_lead(make_unit("天津站", kind="station"), project="冷库", investor="津门某公司")
        other.project, other.investor = first.project, first.investor
        leads.keep(other, opened_version=other.version, by=None)
        assert Lead.objects.get(pk=other.pk).repeats == first

    def test_when_the_first_report_goes_the_next_takes_its_place(self, shanghai):
        first = make_lead(shanghai.unit)
        later = [make_lead(make_unit(name, kind="station")) for name in ("天津站", "广州站")]
        leads.remove(first, by=None)
        assert [Lead.objects.get(pk=each.pk).repeats for each in later] == [None, later[0]]
        assert Lead.objects.counted().count() == 1

    def test_another_stations_lead_is_a_repeat_and_no_overwriting(self, shanghai):
        make_lead(shanghai.unit)
        other, recipe = make_unit("天津站", kind="station"), recipes()["invest_lead"]
        values = {"project": "可降解餐具生产线", "investor": "沪东某某环保科技有限公司", "progress": "已考察"}
        assert recipe.known([RowReading("表", 2, values)], by=None, unit=other) == {}

        class Batch:
            unit, reported_on = other, day(0)

        recipe.apply([Item(values, None, False)], batch=Batch, by=None)
        assert (
            Lead.objects.get(unit=other).repeats.unit == shanghai.unit and Lead.objects.get(unit=shanghai.unit).progress == ""
        )

    def test_a_sheet_of_leads_asks_for_the_earlier_ones_once(self, shanghai, django_assert_max_num_queries):
        class Batch:
            unit, reported_on = shanghai.unit, day(0)

        rows = [Item({"project": f"项目{n}", "investor": f"某某{n}公司"}, None, False) for n in range(30)]
        with django_assert_max_num_queries(30 * 5 + 10):
            recipes()["invest_lead"].apply(rows, batch=Batch, by=None)

    def test_a_lead_opens_although_its_project_is_out_of_sight(self, as_user, shanghai):
        unit = township()
        lead = make_lead(unit, stage="signed", duty=office())
        leads.become_project(lead, by=None)
        page = as_user(make_user("township", unit=unit)).get(f"/leads/{lead.pk}/")
        assert page.status_code == 200

    def test_the_log_is_its_writers_and_the_countys(self, as_user, shanghai):
        head, clerk = make_user("station", unit=shanghai.unit), make_user()
        as_user(clerk).post(f"/stations/{shanghai.pk}/log/add/", {"on": day(0), "kind": "other", "text": "半年考核谈话"})
        entry = LogEntry.objects.get()
        told = as_user(head).post(f"/stations/log/{entry.pk}/drop/", follow=True).content.decode()
        assert "只能由登记人或县级删除" in told and LogEntry.objects.count() == 1
        as_user(clerk).post(f"/stations/log/{entry.pk}/drop/")
        assert not LogEntry.objects.exists()


def test_townships_see_no_stations_reports(as_user, shanghai):
    make_lead(shanghai.unit, project="哨兵项目")
    client = as_user(make_user("township", unit=township("元村镇")))
    assert "哨兵项目" not in client.get("/leads/").content.decode()
    assert client.get(f"/stations/{shanghai.pk}/").status_code == 403 and Person.objects.count() == 0
