"""What a round reached: employers by what they answered, chains against the round before; every number with its rows."""

import pytest

from demand.needs import rounds
from demand.needs.coverage import STATES
from talentbase.codes.models import IndustryChain
from talentbase.submissions.models import Submission, Task
from tests.factories import make_enterprise, make_need, make_round, make_user, office, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    chain = IndustryChain.objects.get(code="L01")
    first = make_round(2026, 1)
    told, nobody, _silent = (make_enterprise(f"南乐县某某{name}有限公司") for name in ("甲材料", "乙食品", "丙机械"))
    make_enterprise("南乐县某某丁纺织有限公司", unit=township("元村镇"))
    make_need("上轮岗位", told, round=first, chain=chain)
    rounds.close_round(first, by=None)
    second = make_round(2026, 2)
    for title, fields in (("甲岗位", {"is_urgent": True, "headcount_max": 3}), ("乙岗位", {})):
        make_need(title, told, round=second, chain=chain, **fields)
    make_need("无链岗位", told, round=second)
    task = Task.objects.create(kind=Task.Kind.DEMAND, title="下半年需求", opened_on=second.opened_on, due_on="2026-12-31")
    answer = Submission(task=task, unit=office(), answer=Submission.Answer.NONE)
    answer.of_firm(nobody.name)
    answer.save()
    return second


def test_coverage_by_unit_with_the_employers_behind(as_user, county):
    client = as_user(make_user())
    page = client.get(f"/needs/rounds/{county.pk}/")
    shares = {
        share.unit.name: (share.total, share.told, share.none, share.silent, share.percent) for share in page.context["shares"]
    }
    assert shares == {"县专家人才服务中心": (3, 1, 1, 1, "67%"), "元村镇": (1, 0, 0, 1, "0%")}
    for share in page.context["shares"]:
        for state, number in share.numbers:
            listed = client.get(f"/needs/rounds/{county.pk}/?unit={share.unit.pk}&state={state}").context["page"]
            assert listed.paginator.count == number, (share.unit.name, state)
    for state in STATES:
        listed = client.get(f"/needs/rounds/{county.pk}/?state={state}").context["page"]
        assert listed.paginator.count == dict(page.context["total"].numbers)[state]


def test_chains_against_the_round_before(as_user, county):
    client = as_user(make_user())
    page = client.get(f"/needs/rounds/{county.pk}/")
    lines = {line.chain.name if line.chain else "": line for line in page.context["lines"]}
    line = lines["生物基材料"]
    assert (line.needs, line.was, line.change, line.heads, line.urgent) == (2, 1, 1, 4, 1)
    assert lines[""].needs == 1 and lines["食品加工"].needs == 0
    for chain, number in ((line.chain.pk, 2), ("none", 1)):
        assert client.get(f"/needs/?round={county.pk}&chain={chain}").context["total"] == number


def test_the_first_round_has_nothing_to_compare_with(as_user):
    page = as_user(make_user()).get(f"/needs/rounds/{make_round().pk}/")
    assert page.context["last"] is None and "增减" not in page.content.decode()


@pytest.mark.parametrize(
    "query", ["state=x", "unit=x&state=told", "unit=999999999999999999999&state=silent", "page=x&state=told"]
)
def test_odd_addresses(as_user, county, query):
    assert as_user(make_user()).get(f"/needs/rounds/{county.pk}/?{query}").status_code == 200


def test_a_township_sees_its_own_employers(as_user, county):
    page = as_user(make_user("township", unit=township("元村镇"))).get(f"/needs/rounds/{county.pk}/?state=silent")
    assert [share.unit.name for share in page.context["shares"]] == ["元村镇"]
    assert page.context["page"].paginator.count == 1 and "甲材料" not in page.content.decode()
