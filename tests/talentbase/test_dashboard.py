"""The first page, what is due, and the search box: everybody sees his own, and every total agrees."""

import datetime as dt

import pytest

from demand.needs.models import Need
from talentbase.accounts.scope import acting_as
from talentbase.dashboard.recent import recent
from talentbase.todo.due import due_for, waiting
from tests.factories import make_person, make_user, office, township
from tests.talentbase.world import need, person, small_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return small_county()


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


class TestHome:
    def test_the_county_sees_the_sentence_and_totals_that_agree(self, world, as_user):
        response = as_user(make_user()).get("/")
        page, context = page_of(response), response.context
        assert '累计入库在外人才<a class="figure" href="/people/">4</a>人' in page
        assert "期初120万元，依据：历年补贴发放台账" in page
        cards = {card.label: card.measured.value for card in context["cards"]}
        assert (cards["在外人才"], cards["人才需求"], cards["已对接需求"], cards["新增招商线索"]) == (4, 3, 1, 1)
        assert context["place_known"] + context["place_unknown"] == cards["在外人才"]
        assert context["chain_sums"] == (cards["人才需求"], cards["已对接需求"])
        assert sum(dict(context["stations"]["sums"]).values()) == 2
        assert [step["measured"].value for step in context["funnel"]] == [3, 2, 2, 1, 1, 1]

    def test_a_township_sees_its_own_numbers(self, world, as_user):
        response = as_user(make_user("township", unit=township("韩张镇"))).get("/")
        page = page_of(response)
        assert "韩张镇在库在外人才" in page and "双招双引工作站" not in page
        assert {card.label: card.measured.value for card in response.context["cards"]}["在外人才"] == 1
        assert [each.unit.name for each in response.context["townships"]] == ["韩张镇"]

    @pytest.mark.parametrize("role", ["department", "station", "leader", "reviewer", "county_manager"])
    def test_everybody_else_has_a_page(self, world, role, as_user):
        page_of(as_user(make_user(role)).get("/"))

    @pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
    def test_administrators_see_no_figures(self, world, role, as_user):
        page = page_of(as_user(make_user(role)).get("/"))
        assert "在外人才" not in page and "不查看人才资料" in page

    def test_an_empty_house(self, as_user):
        page = page_of(as_user(make_user()).get("/"))
        assert "累计入库在外人才<a" in page and "还没有征集轮次" in page

    def test_few_statements(self, world, as_user, django_assert_max_num_queries):
        user = as_user(make_user())
        with django_assert_max_num_queries(40):
            user.get("/")


class TestDue:
    def test_overdue_contacts_come_first(self, world):
        coming = person("周海", world.on.earlier, is_key_contact=True, contact_due=world.on.today + dt.timedelta(days=3))
        person("远期", world.on.earlier, is_key_contact=True, contact_due=world.on.today + dt.timedelta(days=30))
        user = make_user()
        found = [(due.what, due.whom, due.tone) for due in due_for(user)]
        assert found == [("回访", "王学文", "red"), ("问明意见", "李建国", "red"), ("回访", coming.name, "blue")]
        assert waiting(user) == 3

    def test_agreed_waits_for_the_recommendation(self, world):
        Need.objects.get(title="检验主管").matches.update(stage="agreed", stage_on=world.on.today)
        assert [due.what for due in due_for(make_user())] == ["回访", "推荐"]

    def test_the_page_and_its_count_in_the_menu(self, world, as_user):
        page = page_of(as_user(make_user()).get("/todo/"))
        assert "王学文" in page and "超5天" in page
        assert '<span class="count" title="待处理">2</span>' in page

    def test_a_township_has_only_its_own(self, world):
        assert waiting(make_user("township", unit=township("韩张镇"))) == 0


class TestRecent:
    def test_own_acts_only_outside_the_county(self):
        ours, theirs = (make_user("township", unit=township(name), full_name=name) for name in ("元村镇", "韩张镇"))
        for user in (ours, theirs):
            with acting_as(user, request_id=f"request-{user.pk}"):
                make_person("钱某", unit=user.unit)
        with acting_as(None):
            assert {news.actor for news in recent(make_user())} >= {"元村镇", "韩张镇"}
            assert [(news.actor, news.words) for news in recent(ours)] == [("元村镇", "新增人才钱某")]


class TestSearch:
    def test_finds_people_employers_and_needs(self, world, as_user):
        page = page_of(as_user(make_user()).get("/search/?q=王学文"))
        assert "王学文" in page and '<a href="/people/?q=' in page

    def test_a_need_by_its_number(self, world, as_user):
        assert "改性工程师" in page_of(as_user(make_user()).get(f"/search/?q={world.needs[0].number.lower()}"))

    def test_nothing_outside_the_scope(self, world, as_user):
        page = page_of(as_user(make_user("township", unit=township("韩张镇"))).get("/search/?q=王学文"))
        assert "没有找到" in page

    def test_an_id_number_is_not_searched_and_not_shown(self, as_user):
        response = as_user(make_user()).get("/search/?q=410900 19850312 0016", follow=True)
        assert "身份证号不能在这里查询" in page_of(response)
        assert "0016" not in page_of(response) + response.redirect_chain[-1][0]

    @pytest.mark.parametrize("text", ["", "%20", "'%3B--", "啊" * 200])
    def test_odd_words_do_no_harm(self, text, as_user):
        page_of(as_user(make_user()).get(f"/search/?q={text}"))

    def test_a_nul_is_refused_at_the_door(self, as_user):
        assert as_user(make_user()).get("/search/?q=%00").status_code == 400

    def test_a_station_sees_no_needs(self, world, as_user):
        user = make_user("station", unit=office())
        need("上海专用需求", world.on.today)
        assert "没有找到" in page_of(as_user(user).get("/search/?q=上海专用需求"))
