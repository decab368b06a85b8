"""速配: lines pasted, people in seconds by the engine's own rules, nothing stored; saved as a need afterwards."""

import pytest
from django.utils import timezone

from demand.matching import actions
from demand.matching.models import Match, Run
from demand.needs.models import Need
from demand.needs.spoken import read_spoken
from people.registry.models import Person, PersonTag
from talentbase.codes.models import ChainNode
from tests.factories import make_enterprise, make_need, make_person, make_user, office, township

pytestmark = pytest.mark.django_db
TEXT = "要个搞聚乳酸改性的博士，柔性的也行\n最好45岁以下"


@pytest.fixture
def people():
    known = {"degree": "2", "consent": "是"}
    return {
        name: make_person(
            name, township("元村镇"), field="聚乳酸改性与发泡", employer="某大学", position="教授", **known, **values
        )
        for name, values in {
            "单某某": {"fields": {"degree_rank": 5}},
            "仇某某": {"fields": {"is_serving_official": True}},
            "已故某": {"fields": {"status": "deceased"}},
            "不宜某": {"fields": {"restriction": "closed"}},
            "排除某": {"fields": {"is_excluded_from_matching": True}},
            "库外某": {"fields": {"populations": ["outside"], "basis": "public", "basis_evidence": "某校网站"}},
        }.items()
    } | {"无关某": make_person("无关某", field="明清文学", employer="某大学文学院")}


def tagged(person) -> None:
    """The chain of the need, as a clerk would mark it."""
    node = ChainNode.objects.get(code="L0104")
    PersonTag.objects.create(person=person, chain=node.chain, node=node)
    Person.objects.filter(pk=person.pk).update(chain_ids=[node.chain_id], title_level="正高级", last_contact="2026-11-01")


def names(page, shelf: str) -> list[str]:
    return [hit.person.name for hit in page.context[shelf]]


def test_people_come_shelf_by_shelf_and_nothing_is_kept(as_user, people):
    tagged(people["单某某"])
    page = as_user(make_user()).post("/matches/quick/", {"text": TEXT})
    assert page.status_code == 200 and names(page, "sure") == ["单某某"]
    assert names(page, "introducers") == ["仇某某"] and names(page, "outside") == ["库外某"]
    words = page.content.decode()
    assert not any(name in words for name in ("已故某", "不宜某", "排除某", "无关某"))
    assert "聚乳酸" in words and "分" in words
    assert not Match.objects.exists() and not Need.objects.exists() and not Run.objects.exists()


def test_what_was_understood_stands_in_boxes(as_user, people):
    form = as_user(make_user()).post("/matches/quick/", {"text": TEXT}).context["form"]
    assert (form["degree_min"].value(), form["age_max"].value(), form["modes"].value()) == (5, 45, ["柔性引进"])
    assert form["node"].value()  # 聚乳酸 belongs to a node of a chain


def test_a_corrected_condition_holds_until_the_text_changes(as_user, people):
    client = as_user(make_user())
    read = TEXT.replace("\n", "\r\n")  # as a browser sends it
    asked = {"text": read, "read": read, "pieces": ["聚乳酸改性"], "degree_min": "4", "degree_is_hard": "on", "age_max": "50"}
    form = client.post("/matches/quick/", asked).context["form"]
    assert form.cleaned_data["degree_min"] == 4 and form.cleaned_data["degree_is_hard"] and form.cleaned_data["age_max"] == 50
    anew = client.post("/matches/quick/", asked | {"text": "要个硕士，做聚乳酸的"}).context["form"]
    assert anew.cleaned_data["degree_min"] == 4 and not anew.cleaned_data["degree_is_hard"]
    assert anew.cleaned_data["age_max"] is None


def test_a_hard_condition_leaves_nobody_through_who_is_known_to_fail(as_user, people):
    asked = {"text": TEXT, "read": TEXT, "pieces": ["聚乳酸改性"], "title_level_min": "正高级", "title_is_hard": "on"}
    make_person("区某某", field="聚乳酸改性", employer="某大学", fields={"title_level": "中级"})
    page = as_user(make_user()).post("/matches/quick/", asked)
    assert "区某某" not in names(page, "sure")


def test_a_requirement_taken_off_is_not_looked_for(as_user, people):
    text = "要懂聚乳酸改性的，会明清文学的"
    client = as_user(make_user())
    page = client.post("/matches/quick/", {"text": text})
    assert [box.choice_label for box in page.context["form"]["pieces"]] == ["聚乳酸改性", "明清文学"]
    assert "无关某" in page.content.decode()
    fewer = client.post("/matches/quick/", {"text": text, "read": text, "pieces": ["聚乳酸改性"]})
    assert "无关某" not in fewer.content.decode()


def test_what_was_not_said_is_told(as_user, people):
    client = as_user(make_user())
    assert client.post("/matches/quick/", {"text": TEXT}).context["unsaid"] == ["职称", "人数", "待遇"]
    said = "要2名聚乳酸方面的高级工程师，本科，全职，50岁以下，年薪20万"
    assert client.post("/matches/quick/", {"text": said}).context["unsaid"] == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "请先写几句需求"),
        ({"text": "  \0 "}, "请先写几句需求"),
        ({"text": "a", "read": "a", "age_max": "7"}, "18"),
        ({"text": "a", "read": "a", "degree_min": "99"}, "学历："),
        ({"text": "a", "read": "a", "node": "X"}, "环节："),
    ],
)
def test_what_makes_no_sense_is_told(as_user, given, words):
    answer = as_user(make_user()).post("/matches/quick/", given)
    assert answer.status_code == 422 and words in answer.content.decode()


@pytest.mark.parametrize("text", ["🙂🙂", "；；；", "长" * 5000, "<script>alert(1)</script>", "1\n2\n3"])
def test_any_text_is_answered(as_user, people, text):
    page = as_user(make_user()).post("/matches/quick/", {"text": text})
    assert page.status_code == 200 and "<script>alert" not in page.content.decode()


def test_saved_as_a_need_afterwards(as_user, people):
    enterprise = make_enterprise()
    client = as_user(make_user(unit=office()))
    page = client.post("/matches/quick/", {"text": f"急需两名{TEXT}"})
    form = client.post("/needs/add/", dict(_joined(page.context["kept"]), prefill="1"))
    assert form.status_code == 200 and not Need.objects.exists()
    box = form.context["form"]
    assert (
        box["degree_min"].value() == "5"
        and not box["degree_is_hard"].value()
        and box["modes"].value() == ["柔性引进"]
        and box["chain"].value()
    )
    given = {name: box[name].value() for name in box.fields if box[name].value() not in (None, "", False)}
    answer = client.post("/needs/add/", given | {"enterprise": enterprise.pk})
    need = Need.objects.get()
    assert answer.status_code == 302 and need.is_urgent and need.headcount_min == 2 and "急需两名" in need.remark


@pytest.mark.parametrize(
    "text", [TEXT, "某公司王总来电：要得急，想找个懂聚乳酸改性的教授，周末来也行，年薪30万左右，高分子材料专业优先，老乡最好"]
)
def test_who_is_proposed_for_the_saved_need_has_the_same_points(as_user, people, text):
    tagged(people["单某某"])
    enterprise, client = make_enterprise(), as_user(make_user(unit=office()))
    page = client.post("/matches/quick/", {"text": text})
    shown = {
        hit.person.name: (hit.match.score_low, hit.match.score_high)
        for hit in [*page.context["sure"], *page.context["possible"]]
    }
    box = client.post("/needs/add/", dict(_joined(page.context["kept"]), prefill="1")).context["form"]
    given = {name: box[name].value() for name in box.fields if box[name].value() not in (None, "", False)}
    client.post("/needs/add/", given | {"enterprise": enterprise.pk})
    actions.rescore_all()
    stored = {match.person.name: (match.score_low, match.score_high) for match in Match.objects.select_related("person")}
    assert shown and shown == {name: stored.get(name) for name in shown}


def test_a_need_just_registered_is_being_matched(as_user, people):
    need, client = make_need(), as_user(make_user())
    for address in (f"/matches/need/{need.pk}/", f"/matches/of-need/{need.pk}/"):
        assert "正在匹配" in client.get(address).content.decode()
    actions.rescore_all()
    Run.objects.update(until=timezone.now())
    assert "正在匹配" not in client.get(f"/matches/need/{need.pk}/").content.decode()


@pytest.mark.parametrize(
    ("text", "low", "words", "urgent"),
    [
        ("年薪30万左右，要得急", "", "年薪30万左右", True),
        ("年薪25-30万，待遇不差", "25", "", False),
        ("待遇面谈，不是很急", "", "待遇面谈", False),
        ("不着急，年薪20万 年龄35岁左右", "20", "", False),
        ("年薪30-50万，其他待遇面议", "30", "待遇面议", False),
        ("医院要急诊科医生，急救也行", "", "", False),
    ],
)
def test_pay_that_is_no_figure_stays_in_words(text, low, words, urgent):
    spoken = read_spoken(text)
    assert (spoken.salary_min_wan, spoken.salary_text, spoken.is_urgent) == (low, words, urgent)
    assert "急" not in read_spoken(f"找个聚乳酸改性的博士，{text}").matter.replace("急诊", "").replace("急救", "")


def _joined(pairs) -> dict:
    found: dict = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(("role", "status"), [("leader", 200), ("township", 403), ("station", 403), ("audit_admin", 403)])
def test_who_sees_matches_may_ask(as_user, role, status):
    client = as_user(make_user(role, unit=township("元村镇")))
    assert client.get("/matches/quick/").status_code == status
    if status == 200:
        assert not client.post("/matches/quick/", {"text": TEXT}).context["kept"]  # a leader does not save
