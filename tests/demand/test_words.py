"""The words of the trade can be changed by the county, and what is changed decides what is found."""

import pytest

from demand.matching import actions
from demand.matching.lexicon import given, groups, tokeniser
from demand.matching.models import Match, WordGroup
from tests.factories import make_enterprise, make_need, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(as_user):
    return as_user(make_user("county_manager"))


def sent(**fields) -> dict:
    return {"kind": "同义", "name": "南乐面塑", "words": "西街面人、面花", "chain": "", **fields}


def field_points() -> int:
    lines = [line for match in Match.objects.filter(shelf="1") for line in match.reasons]
    return sum(line["points"] for line in lines if line["criterion"] == "field")


def test_a_word_of_the_county_is_understood(manager):
    make_person("单雄飞", field="西街面人制作", employer="某工作室")
    actions.set_weights({"field": 80, "chain": 5, "degree": 5, "will": 5, "place": 5}, by=None)
    need = make_need("南乐面塑传承人", make_enterprise(), description="面塑技艺")
    actions.rescore_need(need)
    before = field_points()
    assert manager.post("/matches/words/add/", sent()).status_code == 302
    actions.rescore_need(need)
    assert field_points() > before
    assert tokeniser().fold("西街面人") == "南乐面塑"


def test_a_group_of_the_system_is_changed_turned_off_and_given_back(manager):
    assert tokeniser().fold("PLA") == "聚乳酸"
    form = manager.get("/matches/words/add/?kind=同义&name=聚乳酸").content.decode()
    assert "PLA、聚丙交酯" in form
    manager.post("/matches/words/add/?kind=同义&name=聚乳酸", sent(name="聚乳酸", words="PLA、玉米塑料", chain="生物基材料"))
    assert tokeniser().fold("玉米塑料") == "聚乳酸" and tokeniser().fold("聚丙交酯") == "聚丙交酯"
    own = WordGroup.objects.get()
    manager.post(f"/matches/words/{own.pk}/", sent(name="聚乳酸", words="PLA", is_off="on", opened_version=own.version))
    assert tokeniser().fold("PLA") == "pla"
    assert "已停用" in manager.get("/matches/words/?q=聚乳酸").content.decode()
    manager.post(f"/matches/words/{own.pk}/remove/")
    assert tokeniser().fold("聚丙交酯") == "聚乳酸" and len(groups()) == len(given())


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"name": ""}, "没有填"),
        ({"words": "、"}, "请至少写一个与名称不同的词"),
        ({"words": "南乐面塑"}, "请至少写一个与名称不同的词"),
        ({"words": "长" * 41}, "每个最多40个字"),
    ],
)
def test_what_is_wrong_is_said(manager, given_, words):
    answer = manager.post("/matches/words/add/", sent(**given_))
    assert answer.status_code == 422 and words in answer.content.decode() and not WordGroup.objects.exists()


def test_the_same_group_twice_is_refused(manager):
    manager.post("/matches/words/add/", sent())
    assert "已有同名的词组" in manager.post("/matches/words/add/", sent()).content.decode()


def test_clerks_do_not_change_them(as_user):
    assert as_user(make_user()).get("/matches/words/").status_code == 403


def test_everything_is_computed_anew_by_a_job(manager):
    assert manager.post("/matches/words/").url.startswith("/jobs/")
    assert manager.get("/matches/words/add/?kind=同义&name=没有").status_code == 404
