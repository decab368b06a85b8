"""Matches from the first computation to the result: who is proposed, in which order people act, what is kept."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from demand.matching import actions
from demand.matching.hits import shown
from demand.matching.models import Match, Outcome, Step, WeightSet
from demand.matching.templatetags.match_words import marked
from demand.needs import actions as needs
from demand.needs.models import Need
from people.registry.models import Person
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from tests.demand.world import expert, match_of, polymer_need
from tests.factories import make_enterprise, make_user, office, township

pytestmark = pytest.mark.django_db
Act, Shelf, Stage = Step.Act, Match.Shelf, Match.Stage
REFUSED = actions.Refused


@pytest.fixture
def pair():
    """A need, a person who suits it, and their match."""
    person, need = expert(), polymer_need()
    actions.rescore_all()
    return match_of(person, need)


def test_a_run_writes_sentences_whose_points_sum_to_the_score(pair):
    assert pair.shelf == Shelf.SURE and pair.grade
    lines = [line for line in pair.reasons if line["criterion"]]
    assert [line["maximum"] for line in lines] == [40, 20, 15, 15, 10]
    assert sum(line["points"] for line in lines) == pair.score_low
    assert sum(line["points"] + line["possible"] for line in lines) == pair.score_high
    assert "聚乳酸" in "".join(lines[0]["words"])
    assert pair.inputs["person"]["field"] == pair.person.field and pair.inputs["weights"]["field"] == 40
    assert (pair.run.needs, pair.run.people) == (1, 1) and pair.run.finished_at


def test_the_same_run_twice_changes_no_match(pair):
    again = actions.rescore_all()
    assert again.pk != pair.run_id
    assert Match.objects.get().run_id == pair.run_id


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "deceased"},
        {"status": "lost"},
        {"restriction": "unwilling"},
        {"restriction": "closed"},
        {"is_excluded_from_matching": True},
        {"archived_at": timezone.now()},
    ],
    ids=lambda fields: next(iter(fields.values())).__str__()[:9],
)
def test_who_must_not_be_approached_appears_nowhere(pair, fields):
    clerk = make_user()
    actions.take(pair, Act.ASK, by=clerk)
    Person.objects.filter(pk=pair.person_id).update(**fields)
    other = expert("李新材", **fields)
    actions.rescore_all()
    assert not Match.objects.filter(person=other).exists()
    assert not shown(clerk).exists()
    with pytest.raises(REFUSED, match="不能联系"):
        actions.take(pair, Act.AGREE, by=clerk)


def test_a_serving_official_only_makes_introductions():
    official, need = expert("王正处", is_serving_official=True), polymer_need()
    actions.rescore_all()
    match = match_of(official, need)
    assert match.shelf == Shelf.INTRODUCER and match.score_high == 0
    with pytest.raises(REFUSED):
        actions.take(match, Act.ASK, by=None)
    actions.take(match, Act.REQUEST, by=None, through="王正处")
    match.refresh_from_db()
    assert match.stage == Stage.NEW


def test_the_order_of_acts_leads_from_asking_to_a_settled_need(pair):
    clerk = make_user(full_name="陈雨桐")
    day = timezone.localdate() - dt.timedelta(days=10)
    for later, act in enumerate([Act.ASK, Act.AGREE, Act.RECOMMEND, Act.TALK, Act.SETTLE]):
        actions.take(pair, act, by=clerk, on=day + dt.timedelta(days=later), note="来县座谈")
    pair.refresh_from_db()
    need = Need.objects.get()
    assert (pair.stage, pair.stage_on) == (Stage.SETTLED, day + dt.timedelta(days=4))
    assert (need.state, need.settled_on) == (Need.State.SETTLED, pair.stage_on)
    assert set(pair.steps.values_list("by_name", flat=True)) == {"陈雨桐"}
    assert Person.objects.get().last_contact == day + dt.timedelta(days=3)


@pytest.mark.parametrize("before", [(), (Act.ASK,), (Act.DECLINE,), (Act.ASK, Act.AGREE, Act.DECLINE)])
def test_nobody_is_named_to_an_employer_before_he_agreed(pair, before):
    for act in before:
        actions.take(pair, act, by=None, reason="时间冲突" if act == Act.DECLINE else "")
    for act in (Act.RECOMMEND, Act.TALK, Act.SETTLE):
        with pytest.raises(REFUSED, match="张明远现在是"):
            actions.take(pair, act, by=None)


@pytest.mark.parametrize(
    ("act", "values", "words"),
    [
        (Act.PUT_OFF, {}, "请选择原因"),
        (Act.ASK, {"on": timezone.localdate() + dt.timedelta(days=1)}, "不能晚于今天"),
    ],
)
def test_acts_say_what_is_wrong(pair, act, values, words):
    with pytest.raises(REFUSED, match=words):
        actions.take(pair, act, by=None, **values)
    assert not Step.objects.exists()


def test_a_step_cannot_lie_before_the_last_one(pair):
    actions.take(pair, Act.ASK, by=None)
    with pytest.raises(REFUSED, match="不能早于上一步"):
        actions.take(pair, Act.AGREE, by=None, on=timezone.localdate() - dt.timedelta(days=3))


def test_a_mistaken_result_is_taken_back_with_all_that_hangs_on_it(pair, as_user):
    user = make_user()
    for act in (Act.ASK, Act.AGREE, Act.RECOMMEND, Act.TALK):
        actions.take(pair, act, by=user)
    actions.take(pair, Act.SETTLE, by=user, outcome={"way": "full_time"})
    with pytest.raises(needs.Refused, match="撤销对接结果"):
        needs.reopen(Need.objects.get(), by=user)
    Person.objects.update(restriction="unwilling", archived_at=timezone.now())  # a mistake may concern anybody
    client = as_user(user)
    assert "撤销对接结果" in client.get(f"/matches/need/{pair.need_id}/").content.decode()
    told = client.post(f"/matches/{pair.pk}/resume/", {"on": timezone.localdate().isoformat()}, follow=True).content.decode()
    assert "撤销对接结果" in told
    pair.refresh_from_db()
    assert pair.stage == Stage.TALKING and Need.objects.get().state == Need.State.OPEN and not Outcome.objects.exists()
    assert [step.act for step in pair.steps.order_by("pk")] == ["ask", "agree", "recommend", "talk", "resume"]


def test_a_need_stays_settled_where_somebody_else_was_found_too(pair):
    user, other = make_user(), expert(name="仇英")
    actions.rescore_all()
    second = match_of(other, pair.need)
    for match in (pair, second):
        for act in (Act.ASK, Act.AGREE, Act.RECOMMEND, Act.SETTLE):
            actions.take(match, act, by=user)
    actions.take(pair, Act.RESUME, by=user)
    assert Need.objects.get().state == Need.State.SETTLED
    actions.take(second, Act.RESUME, by=user)
    assert Need.objects.get().state == Need.State.OPEN


def test_a_need_that_was_settled_without_us_stays_so(pair):
    user = make_user()
    needs.settle(Need.objects.get(), on=timezone.localdate(), note="已自行招聘", by=user)
    for act in (Act.ASK, Act.AGREE, Act.RECOMMEND, Act.SETTLE, Act.RESUME):
        actions.take(pair, act, by=user)
    need = Need.objects.get()
    assert (need.state, need.state_reason) == (Need.State.SETTLED, "已自行招聘")


def test_a_need_is_not_reopened_by_who_does_not_see_the_result(pair):
    user, unit = make_user(), township("千口镇")
    for act in (Act.ASK, Act.AGREE, Act.RECOMMEND, Act.SETTLE):
        actions.take(pair, act, by=user)
    pair.need.enterprise.unit = unit
    pair.need.enterprise.save()
    Need.objects.update(unit=unit)
    with acting_as(make_user("township", unit=unit)):
        assert not Match.objects.exists()
        with pytest.raises(needs.Refused, match="已有对接结果"):
            needs.reopen(Need.objects.get(), by=None)


def test_a_refusal_is_remembered(pair):
    """A clash of dates lowers the proposal; any other reason ends it, but the row with its stage stays."""
    actions.take(pair, Act.DECLINE, by=None, reason="时间冲突")
    actions.rescore_all()
    lowered = Match.objects.get(pk=pair.pk)
    assert lowered.score_low < pair.score_low and "时间冲突" in str(lowered.reasons)
    actions.take(pair, Act.RESUME, by=None)
    actions.rescore_all()
    assert Match.objects.get(pk=pair.pk).score_low >= pair.score_low
    actions.take(pair, Act.DECLINE, by=None, reason="方向不符")
    pair.person.save(update_fields=["field"])
    actions.rescore_all()
    kept = Match.objects.get(pk=pair.pk)
    assert (kept.stage, kept.is_current) == (Stage.DECLINED, True)


def test_who_falls_out_is_no_longer_current_unless_somebody_worked_on_it(pair):
    second = expert("李新材")
    actions.rescore_all()
    actions.take(pair, Act.ASK, by=None)
    Person.objects.update(field="小麦育种")
    actions.rescore_all()
    assert Match.objects.get(pk=pair.pk).is_current
    assert not match_of(second, pair.need).is_current


def test_weights_are_versions_and_sum_to_a_hundred(pair):
    clerk = make_user(full_name="王建军")
    with pytest.raises(REFUSED, match="现为105"):
        actions.set_weights({"field": 45, "chain": 20, "degree": 15, "will": 15, "place": 10}, by=clerk)
    weights = actions.set_weights({"field": 20, "chain": 40, "degree": 15, "will": 15, "place": 10}, by=clerk)
    actions.rescore_all()
    match = Match.objects.get()
    assert [line["maximum"] for line in match.reasons if line["criterion"]] == [20, 40, 15, 15, 10]
    assert match.run.weights == weights and WeightSet.objects.count() == 2


def test_a_township_sees_only_matches_of_its_own_people_and_needs():
    own = {"unit": township("元村镇")}
    mine = polymer_need(enterprise=make_enterprise(**own)), expert("张明远", **own)
    theirs = polymer_need(enterprise=make_enterprise(unit=township("韩张镇"))), expert("李新材", unit=township("韩张镇"))
    actions.rescore_all()
    user = make_user(User.Role.TOWNSHIP, township("元村镇"))
    assert Match.objects.count() == 4
    assert [(m.need, m.person) for m in Match.objects.visible_to(user)] == [mine]
    assert theirs[1] not in [m.person for m in Match.objects.visible_to(user)]
    with acting_as(user):
        assert Match.objects.count() == 1


def test_marks_escape_what_they_do_not_mark():
    assert marked("<b>PLA改性", ["pla"]) == "&lt;b&gt;<mark>PLA</mark>改性"
    assert marked("聚乳酸改性", ["聚乳酸", "聚乳酸改性"]) == "<mark>聚乳酸改性</mark>"


class TestPages:
    def test_the_page_shows_grade_words_and_the_next_act(self, as_user, pair):
        page = as_user(make_user()).get(f"/matches/need/{pair.need_id}/").content.decode()
        assert pair.get_grade_display() in page and "<mark>聚乳酸</mark>" in page
        assert f"/matches/{pair.pk}/ask/" in page and 'title="本人尚未同意">推荐给用人单位' in page

    def test_an_act_is_posted_and_leads_back(self, as_user, pair):
        client = as_user(make_user())
        assert "张明远" in client.get(f"/matches/{pair.pk}/put_off/").content.decode()
        refused = client.post(f"/matches/{pair.pk}/put_off/", {"on": timezone.localdate(), "note": "改日"})
        assert refused.status_code == 422 and "请选择原因。" in refused.content.decode() and "改日" in refused.content.decode()
        data = {"on": timezone.localdate(), "reason": "方向不符", "back": "https://example.com/"}
        done = client.post(f"/matches/{pair.pk}/put_off/", data)
        assert (done.status_code, done.url) == (302, f"/matches/need/{pair.need_id}/")
        assert Match.objects.get().stage == Stage.PUT_OFF

    def test_two_clerks_at_once_the_second_is_told(self, as_user, pair):
        actions.take(pair, Act.ASK, by=None)
        late = as_user(make_user()).post(f"/matches/{pair.pk}/ask/", {"on": timezone.localdate()})
        assert late.status_code == 422 and "已征求意见" in late.content.decode()

    @pytest.mark.parametrize(
        "address", ["", "?stage=asked&urgent=1", "?grade=high", "?chain=-", "board/", "?q=聚乳酸", "?stage=x"]
    )
    def test_lists_open(self, as_user, pair, address):
        actions.take(pair, Act.ASK, by=None)
        assert as_user(make_user()).get(f"/matches/{address}").status_code == 200

    def test_panels_and_who_may_see_them(self, as_user, pair):
        township_user = make_user(User.Role.TOWNSHIP, office())
        for address, words in (
            (f"of-need/{pair.need_id}/", "张明远"),
            (f"of-person/{pair.person_id}/", "聚乳酸改性高级工程师"),
        ):
            assert words in as_user(make_user()).get(f"/matches/{address}").content.decode()
            assert "由县级统一办理" in as_user(township_user).get(f"/matches/{address}").content.decode()

    def test_rights(self, as_user, pair):
        leader, clerk = as_user(make_user(User.Role.LEADER)), as_user(make_user())
        page = leader.get(f"/matches/need/{pair.need_id}/")
        assert page.status_code == 200 and f"/matches/{pair.pk}/ask/" not in page.content.decode()
        assert leader.get(f"/matches/{pair.pk}/ask/").status_code == 403
        assert clerk.get("/matches/weights/").status_code == 403
        assert as_user(make_user(User.Role.TOWNSHIP, township())).get("/matches/").status_code == 403

    def test_weights_must_sum_to_a_hundred(self, as_user):
        client = as_user(make_user(User.Role.COUNTY_MANAGER))
        values = {"field": 50, "chain": 20, "degree": 15, "will": 15, "place": 10}
        assert "现为110" in client.post("/matches/weights/", values).content.decode()
        assert client.post("/matches/weights/", {**values, "field": 40}).status_code == 302
        assert WeightSet.objects.get().field == 40

    def test_a_list_costs_the_same_for_many_needs(self, as_user, pair, django_assert_max_num_queries):
        client = as_user(make_user())
        client.get("/matches/")
        for _ in range(5):
            polymer_need()
        actions.rescore_all()
        with django_assert_max_num_queries(22):
            client.get("/matches/")


def test_commands(pair, tmp_path, capsys):
    call_command("match", need=pair.need.number, json="-")
    assert '"name": "张明远"' in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有编号或序号为XQ-0的需求"):
        call_command("match", need="XQ-0")
    with pytest.raises(CommandError, match="缺少queries.jsonl"):
        call_command("evaluate_matching", str(tmp_path))
    assert connection.in_atomic_block
