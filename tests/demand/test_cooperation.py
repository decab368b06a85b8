"""合作与返乡: agreements with their milestones, who came back and through whom; a match that succeeded becomes one of them."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from demand.cooperation.models import Milestone, Participant, Project, Return
from demand.cooperation.recipe import state_of
from demand.matching.models import Match, Run
from demand.matching.rescore import current_weights
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import acting_as
from talentbase.figures.figure import find
from talentbase.figures.models import Opening
from talentbase.imports.recipe import Item, RowReading, recipes
from talentbase.todo.due import due_for
from tests.factories import make_enterprise, make_need, make_person, make_unit, make_user, office, township

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def station():
    return (
        make_unit("上海工作站", kind="station")
        if not Unit.objects.filter(name="上海工作站")
        else Unit.objects.get(name="上海工作站")
    )


def project(**fields) -> Project:
    values = {"name": "聚乳酸改性攻关", "unit": office(), "party_b": "某大学", "signed": "2026-03-01", **fields}
    return Project.objects.create(**values)


def sent(**fields) -> dict:
    return {
        "name": "秸秆糖化中试",
        "kind": "school_firm",
        "state": "running",
        "unit": office().pk,
        "signed": "2026.3",
        **fields,
    }


def returned(name="单雄飞", days=-3, **fields) -> Return:
    return Return.objects.create(**{"name": name, "unit": office(), "returned_on": day(days), **fields})


class TestAgreements:
    def test_one_is_registered_listed_and_edited(self, as_user, station):
        client, firm = as_user(make_user()), make_enterprise("南乐县某某生物有限公司")
        answer = client.post("/cooperation/add/", sent(enterprise=firm.pk, station=station.pk, amount_wan="80", ends="2028.3"))
        made = Project.objects.get()
        assert answer.url == made.get_absolute_url() and (made.signed, made.ends) == ("2026-03", "2028-03")
        page = client.get(made.get_absolute_url()).content.decode()
        assert "南乐县某某生物有限公司" in page and "上海工作站" in page and "80万元" in page
        rows = client.get("/cooperation/?q=糖化 某某生物&station=" + str(station.pk)).content.decode()
        assert "秸秆糖化中试" in rows
        assert client.get("/cooperation/?year=2025").context["total"] == 0
        made.refresh_from_db()
        edited = sent(opened_version=made.version, name="秸秆糖化中试二期")
        assert client.post(f"/cooperation/{made.pk}/edit/", edited).status_code == 302
        assert client.post(f"/cooperation/{made.pk}/edit/", edited | {"name": "别人改的"}).status_code == 409
        assert "修改合作项目" in client.get(f"{made.get_absolute_url()}?tab=history").content.decode()

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"name": ""}, "项目名称没有填"),
            ({"signed": ""}, "履约中的项目请填写签约时间"),
            ({"signed": "2026.13"}, "月份应为"),
            ({"ends": "2025"}, "到期时间不能早于签约时间"),
            ({"amount_wan": "-1"}, "不能"),
            ({"unit": ""}, "请选择责任单位"),
            ({"name": "甲" * 161}, "最多160个字"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, as_user, given, words):
        answer = as_user(make_user()).post("/cooperation/add/", sent(party_b="某研究院") | given)
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and "某研究院" in page and not Project.objects.exists()

    def test_milestones_are_due_and_done(self, as_user):
        client, made = as_user(user := make_user()), project()
        client.post(f"/cooperation/{made.pk}/milestones/add/", {"name": "中期检查", "due_on": day(5).isoformat()})
        again = client.post(f"/cooperation/{made.pk}/milestones/add/", {"name": "中期检查", "due_on": day(5).isoformat()})
        assert again.status_code == 422 and "已有节点" in again.content.decode()
        far = client.post(f"/cooperation/{made.pk}/milestones/add/", {"name": "结题", "due_on": day(60).isoformat()})
        assert far.status_code == 302 and [due.whom for due in due_for(user)] == ["中期检查"]
        one = Milestone.objects.get(name="中期检查")
        late = client.post(f"/cooperation/milestones/{one.pk}/reach/", {"done_on": day(1).isoformat()})
        assert "不能晚于今天" in late.content.decode()
        client.post(f"/cooperation/milestones/{one.pk}/reach/", {"done_on": day(0).isoformat(), "note": "专家到场"})
        assert "专家到场" in client.get(made.get_absolute_url()).content.decode() and not due_for(user)
        client.post(f"/cooperation/milestones/{one.pk}/drop/")
        assert Milestone.objects.count() == 1

    def test_what_ends_soon_waits_for_somebody(self, as_user):
        project(name="快到期", ends=day(30).isoformat())
        project(name="还早", ends=day(200).isoformat())
        project(name="已办结", ends=day(10).isoformat(), state="done")
        user = make_user()
        assert [due.whom for due in due_for(user)] == ["快到期"]
        assert as_user(user).get("/cooperation/?ending=1").context["total"] == 1
        assert not due_for(make_user("leader"))

    def test_participants_see_it_in_their_file(self, as_user):
        client, made, expert = as_user(make_user()), project(), make_person("仇英", employer="某大学")
        add = f"/cooperation/{made.pk}/participants/add/"
        assert "没有“没有的人”" in client.post(add, {"person": "没有的人"}).content.decode()
        make_person("仇英", employer="某医院")
        assert "有2人叫“仇英”" in client.post(add, {"person": "仇英"}).content.decode()
        assert client.post(add, {"person": f"{expert.number} 仇英", "role": "技术顾问"}).status_code == 302
        assert "技术顾问：聚乳酸改性攻关" in client.get(f"/people/{expert.pk}/?tab=timeline").content.decode()
        client.post(f"/cooperation/participants/{Participant.objects.get().pk}/drop/")
        assert not Participant.objects.exists()

    def test_conclude(self, as_user):
        client, made = as_user(make_user()), project(state="talks")
        address = f"/cooperation/{made.pk}/conclude/"
        assert "请先登记签约" in client.post(address, {"state": "done", "outcome": "成果"}).content.decode()
        assert client.post(address, {"state": "ended", "outcome": "资金没有到位"}).status_code == 302
        assert "已经已终止" in client.post(address, {"state": "done", "outcome": "x"}).content.decode()

    def test_the_database_keeps_its_promises(self):
        for wrong in ({"name": ""}, {"amount_wan": -1}, {"ends": "2025-12"}, {"signed": "2026/3"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                project(**wrong)
        project(signed="2026-05-10", ends="2026-05")

    def test_export_holds_the_query(self, as_user):
        project(name="甲项目", amount_wan=12.5, kind="technical")
        project(name="乙项目")
        answer = as_user(make_user()).post("/cooperation/export/?kind=technical")
        rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
        assert [row[0] for row in rows if row[0] in ("甲项目", "乙项目")] == ["甲项目"]
        assert "12.5" in map(str, next(row for row in rows if row[0] == "甲项目"))


class TestScope:
    def test_a_station_sees_what_it_brought_about_and_nothing_else(self, as_user, station):
        project(name="本站促成的", station=station)
        foreign = project(name="别站促成的哨兵", station=make_unit("天津站", kind="station"))
        client = as_user(make_user("station", unit=station))
        page = client.get("/cooperation/").content.decode()
        assert "本站促成的" in page and "哨兵" not in page and "登记合作项目" not in page
        assert client.get(foreign.get_absolute_url()).status_code == 404
        assert client.post("/cooperation/add/", sent()).status_code == 403
        with acting_as(make_user("station", unit=station)):
            assert Project.objects.count() == 1

    def test_a_township_edits_its_own(self, as_user):
        mine, other = returned(unit=township("元村镇")), returned("外镇人", unit=township("韩张镇"))
        client = as_user(make_user("township", unit=township("元村镇")))
        assert client.get(mine.get_absolute_url()).status_code == 200
        assert client.get(other.get_absolute_url()).status_code == 404
        assert client.post(f"/cooperation/returns/{other.pk}/remove/").status_code == 404
        assert client.post("/cooperation/returns/add/", {"name": "新人", "kind": "work", "returned_on": day(-1).isoformat(),
                                                        "unit": township("韩张镇").pk}).status_code == 422  # fmt: skip


class TestReturns:
    def test_a_person_of_the_register_comes_back(self, as_user, station):
        client, person = as_user(make_user()), make_person("解晓东", employer="某外贸公司")
        given = {"person": "解晓东", "kind": "startup", "returned_on": day(-10).isoformat(), "unit": office().pk,
                 "project": "可降解餐具厂", "investment_wan": "800", "jobs": "45", "station": station.pk}  # fmt: skip
        assert client.post("/cooperation/returns/add/", given).status_code == 302
        record = Return.objects.get()
        assert (record.person, record.name) == (person, "解晓东")
        assert "返乡创业：可降解餐具厂" in client.get(f"/people/{person.pk}/?tab=timeline").content.decode()
        assert "已经登记" in client.post("/cooperation/returns/add/", given).content.decode()

    def test_without_a_file_a_name_is_enough_but_one_is_needed(self, as_user):
        client = as_user(make_user())
        given = {"kind": "work", "returned_on": day(-1).isoformat(), "unit": office().pk}
        assert "请填写姓名，或选择档案" in client.post("/cooperation/returns/add/", given).content.decode()
        future = client.post("/cooperation/returns/add/", given | {"name": "区文", "returned_on": day(2).isoformat()})
        assert "返乡日期晚于今天" in future.content.decode()
        assert client.post("/cooperation/returns/add/", given | {"name": "区文"}).status_code == 302

    def test_the_figure_counts_people_with_the_opening(self, as_user):
        person, user = make_person("单雄飞"), make_user()
        returned(person=person, days=-40)
        returned(person=person, days=-2, project="第二个项目")
        returned("没有档案的人", days=-2)
        returned("期初以前的人", days=-800)
        Opening.objects.create(figure="returns.people", value=71, as_of=day(-700), evidence="旧花名册")
        assert find("returns.people").value(user) == 71 + 2
        assert as_user(user).get("/cooperation/returns/?people=1").context["total"] == 3
        page = as_user(user).get("/figures/returns.people/").content.decode()
        assert "没有档案的人" in page and "期初以前的人" not in page and "旧花名册" in page

    def test_who_came_back_stays_when_the_import_is_undone(self):
        from talentbase.imports.undo import _rooms

        person = make_person("冼星")
        returned(person=person)
        reasons = {}
        for keeper in _rooms["registry_person"].keepers:
            reasons |= keeper([person.pk])
        assert reasons == {person.pk: "已有合作项目或返乡登记，没有撤销"}


class TestFromAMatch:
    @pytest.fixture
    def match(self):
        run = Run.objects.create(scope="all", until=timezone.now(), weights=current_weights())
        person = make_person("仇英", employer="某大学材料学院", fields={"recommender": "王某某"})
        need = make_need("聚乳酸改性工程师", make_enterprise("南乐县某某新材料有限公司"))
        return Match.objects.create(need=need, person=person, run=run, shelf="1", stage="settled", stage_on=day(-1))

    def test_it_fills_the_form_and_stays_linked(self, as_user, match):
        client = as_user(make_user())
        form = client.get(f"/cooperation/add/?match={match.pk}").content.decode()
        assert "聚乳酸改性工程师" in form and "某大学材料学院" in form
        client.post(f"/cooperation/add/?match={match.pk}", sent(enterprise=match.need.enterprise_id))
        made = Project.objects.get()
        assert made.match == match and made.participants.get().person == match.person
        form = client.get(f"/cooperation/returns/add/?match={match.pk}").content.decode()
        assert f"{match.person.number} 仇英" in form and "王某某" in form

    def test_only_one_that_succeeded(self, as_user, match):
        Match.objects.update(stage="talking")
        assert as_user(make_user()).get(f"/cooperation/add/?match={match.pk}").status_code == 404


class TestSheet:
    def values(self, **more) -> dict:
        return {"project": "速冻面米保鲜技术转让", "party_a": "南乐县某某食品有限公司", "party_b": "某某研究院", **more}

    def apply(self, recipe, values, known):
        class Batch:
            unit = office()

        target = known[0].target if known else None
        return recipe.apply([Item(values, target, bool(known) and known[0].rule == "echo")], batch=Batch, by=None)

    def test_rows_become_projects_once(self):
        recipe = recipes()["coop_project"]
        values = self.values(amount_wan=50, signed="2025-11", status="履约中")
        reading = RowReading("表", 2, values)
        assert recipe.known([reading], by=None) == {}
        assert self.apply(recipe, values, {})[0][1] == "added"
        known = recipe.known([reading], by=None)
        assert known[0].rule == "echo" and self.apply(recipe, values, known)[0][1] == "same"
        later = self.values(amount_wan=50, signed="2025-11", status="已结题验收")
        known = recipe.known([RowReading("表", 2, later)], by=None)
        assert known[0].review and ("状态", "履约中", "已结题") in [change[:3] for change in known[0].changes]
        assert self.apply(recipe, later, known)[0][1] == "changed"
        made = Project.objects.get()
        assert (made.state, made.amount_wan, made.signed) == ("done", 50, "2025-11")

    def test_a_similar_one_is_decided_by_a_person(self):
        project(name="速冻面米制品保鲜技术转让项目", party_a="南乐县某某食品有限公司", party_b="某某研究院")
        known = recipes()["coop_project"].known([RowReading("表", 2, self.values())], by=None)
        assert known[0].review and "速冻面米制品保鲜" in known[0].sentence

    @pytest.mark.parametrize(
        ("said", "state"),
        [("已终止合作", "ended"), ("正在洽谈", "talks"), ("按期履约", "running"), ("已完成签约，设备安装中", "running"),
         ("未完成验收", ""), ("尚未通过验收，设备调试", "running"), ("前期洽谈后已签约", "running"), ("验收合格", "done"),
         ("双方拟签协议", "talks"), ("一切顺利", ""), ("", "")],
    )  # fmt: skip
    def test_the_state_is_read_from_the_words(self, said, state):
        assert state_of(said) == state

    def test_without_a_word_a_signed_agreement_runs(self):
        recipe = recipes()["coop_project"]
        for name, more, state in (("甲", {"signed": "2026"}, "running"), ("乙", {}, "talks")):
            self.apply(recipe, self.values(**more) | {"project": name}, {})
            assert Project.objects.get(name=name).state == state

    def test_a_stored_state_stays_where_the_sheet_says_nothing(self):
        recipe = recipes()["coop_project"]
        project(name="速冻面米保鲜技术转让", party_a="南乐县某某食品有限公司", party_b="某某研究院", state="ended")
        told = recipe.known([RowReading("表", 2, self.values(remark="已归档"))], by=None)
        self.apply(recipe, self.values(remark="已归档"), told)
        assert (Project.objects.get().state, Project.objects.get().remark) == ("ended", "已归档")


def test_a_merge_takes_returns_along(as_user):
    from people.duplicates import actions as duplicates

    kept, gone = make_person("单雄飞", employer="甲公司"), make_person("单雄飞", employer="乙公司")
    returned(person=gone)
    pair = duplicates.propose(kept, gone)
    versions = tuple(Person.objects.get(pk=pk).version for pk in (pair.first_id, pair.second_id))
    duplicates.merge(pair, "first" if pair.first_id == kept.pk else "second", {}, versions=versions, by=make_user())
    assert Return.objects.get().person == kept and Person.objects.present().count() == 1


class TestOutOfReach:
    """Who sees a result sees neither its person nor its employer by that, and takes neither away by saving."""

    def given(self, **fields) -> dict:
        return {"kind": "work", "returned_on": day(-3).isoformat(), "unit": township().pk, "opened_version": "1", **fields}

    def test_an_empty_box_takes_nothing_away(self, as_user):
        other = township("张果屯镇")
        person, firm = make_person("仇英", unit=other), make_enterprise("南乐县某某生物有限公司", unit=other)
        record = returned("仇英", unit=township(), person=person, enterprise=firm)
        unit = as_user(make_user("township", unit=township()))
        page = unit.get(f"/cooperation/returns/{record.pk}/edit/").content.decode()
        assert page.count("不填则不变") == 2 and person.number not in page and firm.name not in page
        answer = unit.post(f"/cooperation/returns/{record.pk}/edit/", self.given(name="仇英", industry="食品"))
        assert answer.status_code == 302
        with acting_as(None):
            record.refresh_from_db()
            assert (record.industry, record.person_id, record.enterprise_id) == ("食品", person.pk, firm.pk)

    def test_another_person_may_still_be_chosen(self, as_user):
        record = returned("仇英", unit=township(), person=make_person("仇英", unit=township("张果屯镇")))
        own = make_person("区文", unit=township())
        unit = as_user(make_user("township", unit=township()))
        unit.post(f"/cooperation/returns/{record.pk}/edit/", self.given(person=own.number))
        with acting_as(None):
            record.refresh_from_db()
            assert (record.name, record.person_id) == ("区文", own.pk)

    def test_a_list_of_agreements_opens_without_the_employer(self, as_user):
        firm = make_enterprise("南乐县某某生物有限公司", unit=township("张果屯镇"))
        Project.objects.create(name="聚乳酸中试", unit=township(), enterprise=firm, party_b="某大学")
        page = as_user(make_user("township", unit=township())).get("/cooperation/").content.decode()
        assert "聚乳酸中试" in page and firm.name not in page
