"""The matching engine: what makes a score, who may be proposed, which shelf a person stands on."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demand.matching.engine import (
    CRITERIA,
    Corpus,
    Matcher,
    NeedFacts,
    PersonFacts,
    Refusal,
    Weights,
    missing_information,
    rank,
    shelve,
)
from demand.matching.engine.eligibility import hard_conditions

TODAY = date(2026, 11, 22)
ZHANG = PersonFacts(
    key="张",
    field="聚乳酸改性",
    employer="某大学",
    department="材料学院",
    position="教授",
    title_level="正高级",
    degree_rank=5,
    birth_year=1980,
    chains=("生物基材料",),
    consent="是",
    modes=("柔性",),
    last_contact=date(2026, 10, 28),
    last_confirmed=date(2026, 10, 28),
    location_code="310104",
    city="上海",
)
NEED = NeedFacts(
    key="XQ-147",
    title="聚乳酸改性高级工程师",
    description="解决聚乳酸片材耐热与增韧问题。",
    chain="生物基材料",
    degree_min=4,
    modes=("柔性",),
    location_code="410923",
)


def shelves_of(*people, need=NEED, **options):
    return shelve(rank([need], people, on=TODAY, **options)[0])


def the_hit(person=ZHANG, need=NEED):
    [hit] = rank([need], [person], on=TODAY, minimum=0)[0]
    return hit


def test_the_points_of_the_five_reasons_are_the_score():
    hit = the_hit()
    assert [reason.criterion for reason in hit.reasons] == list(CRITERIA)
    assert sum(reason.points for reason in hit.reasons) == hit.score == hit.ceiling
    assert (hit.grade, hit.score_text) == ("高度匹配", f"{hit.score}分")
    assert "聚乳酸改性" in hit.matched_words


def test_an_unknown_answer_earns_nothing_and_widens_the_score():
    known, unknown = the_hit(), the_hit(replace(ZHANG, consent=None))
    willingness = unknown.reasons[3]
    assert (willingness.points, willingness.possible, willingness.kind) == (0, 15, "unknown")
    assert unknown.score < known.score <= unknown.ceiling == unknown.score + 15
    assert unknown.score_text == f"{unknown.score}–{unknown.ceiling}分"
    assert unknown.missing == ("合作意愿",)


HARD = replace(
    NEED, degree_min=5, degree_hard=True, title_min="副高级", title_hard=True, age_max=45, age_hard=True,
    politics="中共党员", politics_hard=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "eligible"),
    [
        ({"degree_rank": 5}, True),
        ({"degree_rank": 4}, False),
        ({"title_level": "副高级"}, True),
        ({"title_level": "中级"}, False),
        ({"title_level": "高级技师"}, True),
        ({"birth_year": 1981}, True),
        ({"birth_year": 1980}, True),  # 45 until the birthday, whose month nobody knows
        ({"birth_year": 1979}, False),
        ({"birth_year": 1980, "birth_month": 12}, True),
        ({"birth_year": 1980, "birth_month": 5}, False),
        ({"politics": "中共党员"}, True),
        ({"politics": "群众"}, False),
        ({}, True),
    ],
)
def test_hard_conditions_decide_and_the_unregistered_passes(facts, eligible):
    person = PersonFacts(key=1, field="聚乳酸改性", **facts)
    assert bool(rank([HARD], [person], on=TODAY, minimum=0)[0]) is eligible


def test_hard_conditions_nobody_can_check_are_said():
    hit = the_hit(PersonFacts(key=1, field="聚乳酸改性", degree_rank=5), HARD)
    assert "硬性条件“职称副高级及以上”待核实" in hit.remarks
    assert "硬性条件“年龄45岁及以下”待核实" in hit.remarks
    assert not any("学历" in remark for remark in hit.remarks)


@pytest.mark.parametrize(
    "facts",
    [{"contact_restriction": reason} for reason in ("已故", "失联", "本人不愿联系", "不宜联系")] + [{"excluded": True}],
)
def test_who_must_not_be_contacted_never_appears(facts):
    anywhere = [
        replace(ZHANG, **facts),
        replace(ZHANG, field="", **facts),
        replace(ZHANG, population="库外", **facts),
        replace(ZHANG, is_serving_official=True, **facts),
    ]
    assert rank([NEED], anywhere, on=TODAY, minimum=0) == [[]]


def test_a_serving_official_only_makes_introductions():
    official = PersonFacts(key="官", employer="某省工业主管部门", department="原材料处", position="副处长",
                           chains=("生物基材料",), is_serving_official=True)  # fmt: skip
    stranger = PersonFacts(key="旁", employer="某县文化馆", position="科员", is_serving_official=True)
    shelves = shelves_of(replace(ZHANG, is_serving_official=True, key="专"), official, stranger)
    assert not shelves.confident and not shelves.possible
    assert [hit.person_key for hit in shelves.introducers] == ["专", "官"]
    assert all(hit.score is None and hit.evidence.startswith("现职公务员，不推荐兼职") for hit in shelves.introducers)


def test_university_leaders_and_the_newly_retired_carry_a_warning():
    hit = the_hit(replace(ZHANG, is_university_leader=True, retired_within_three_years=True))
    assert any("高校领导干部" in remark for remark in hit.remarks)
    assert any("未满三年" in remark for remark in hit.remarks)


def test_three_shelves_are_never_one_ranking():
    speaking = PersonFacts(key="李", employer="某石化研究院", department="聚乳酸材料室", title_name="高级工程师")
    outside = PersonFacts(key="邵", field="聚乳酸合成", employer="某应用化学研究所", population="库外")
    silent = PersonFacts(key="王", employer="某小学", position="教师")
    shelves = shelves_of(ZHANG, speaking, outside, silent)
    assert [hit.person_key for hit in shelves.confident] == ["张"]
    assert [(hit.person_key, hit.score, hit.missing) for hit in shelves.possible] == [("李", None, ("研究领域",))]
    assert "聚乳酸" in shelves.possible[0].evidence
    assert [(hit.person_key, hit.score) for hit in shelves.outside] == [("邵", None)]


def test_a_good_field_with_everything_else_unknown_waits_for_an_answer():
    shelves = shelves_of(PersonFacts(key="赵", field="PLA耐热改性与增韧"))
    assert not shelves.confident
    [hit] = shelves.possible
    assert hit.score is None and "PLA" in hit.evidence and "合作意愿" in hit.missing


def test_nobody_without_a_shared_word_stands_on_the_scored_shelf():
    cook = replace(ZHANG, key="厨", field="面点制作", department="", position="")
    assert shelves_of(cook) == shelves_of()


@pytest.mark.parametrize(
    ("reason", "proposed"), [("时间冲突", True), ("时间安排不开", True), ("方向不符", False), ("已在他处任职", False)]
)
def test_a_clash_of_dates_lowers_and_any_other_refusal_ends_the_proposal(reason, proposed):
    person = replace(ZHANG, refusals=(Refusal(NEED.key, reason, date(2026, 8, 12)),))
    hits = rank([NEED], [person], on=TODAY)[0]
    assert bool(hits) is proposed
    if proposed:
        assert hits[0].reasons[3].points == 0
        assert hits[0].reasons[3].sentence == f"2026.08.12因{reason}谢绝过本需求"
    assert rank([replace(NEED, key="XQ-200")], [person], on=TODAY)[0][0].score == the_hit().score


def test_what_the_need_asks_and_the_person_lacks_is_said():
    hit = the_hit(replace(ZHANG, field="聚乳酸连续聚合"))
    assert hit.remarks == ("需求中的“改性”未见登记",)


def test_a_synonym_counts_like_the_word_itself_and_is_shown_as_written():
    written, abbreviated = the_hit(), the_hit(replace(ZHANG, field="PLA改性"))
    assert abbreviated.score == written.score
    assert "PLA改性" in abbreviated.reasons[0].sentence
    assert {"PLA", "聚乳酸"} <= set(abbreviated.matched_words)


def test_the_better_field_comes_first_and_top_cuts_the_rest():
    people = [replace(ZHANG, key=key, field=field) for key, field in enumerate(("聚乳酸", "聚乳酸改性", "薄膜改性"))]
    assert [hit.person_key for hit in shelves_of(*people).confident] == [1, 0, 2]
    assert [hit.person_key for hit in shelves_of(*people, top=1).confident] == [1]


def test_hard_conditions_are_applied_before_the_list_is_cut():
    strict = replace(NEED, degree_min=5, degree_hard=True)
    masters = [replace(ZHANG, key=key, degree_rank=4) for key in range(30)]
    assert [hit.person_key for hit in shelves_of(*masters, ZHANG, need=strict, top=5).confident] == ["张"]


def test_one_changed_person_is_scored_as_in_the_nightly_run():
    others = [replace(ZHANG, key=key, field=field) for key, field in enumerate(("小麦育种", "数控机床", "聚丙烯改性") * 20)]
    nightly = Corpus([*others, ZHANG])
    prepared = nightly.prepare([NEED])
    [whole] = [hit for hit in Matcher(nightly, on=TODAY).score(NEED, top=100) if hit.person_key == "张"]
    [alone] = Matcher(Corpus([ZHANG], background=nightly), on=TODAY).score(prepared[0])
    assert alone == whole


def test_weights_are_data():
    assert Weights(2, 1, 1, 1, 0).maxima() == {
        "field": 40, "taxonomy": 20, "qualification": 20, "willingness": 20, "region": 0,
    }  # fmt: skip
    assert sum(Weights(1, 1, 1, 0, 0).maxima().values()) == 100
    hit = rank([NEED], [ZHANG], Weights(100, 0, 0, 0, 0), on=TODAY)[0][0]
    assert hit.score == hit.reasons[0].points and hit.reasons[0].maximum == 100
    with pytest.raises(ValueError, match="不能全部为0"):
        Weights(0, 0, 0, 0, 0)
    with pytest.raises(ValueError, match="不能小于0"):
        Weights(field=-1)


def test_missing_information_names_whom_to_ask():
    people = [
        replace(ZHANG, key="刘", consent=None),
        replace(ZHANG, key="陈", consent=None, last_contact=None),
        PersonFacts(key="李", employer="某石化研究院", department="聚乳酸材料室"),
    ]
    other = replace(NEED, key="XQ-148", title="聚乳酸改性研究员")
    found = missing_information(rank([NEED, other], people, on=TODAY))
    assert [(entry.item, set(entry.people), entry.needs) for entry in found] == [
        ("合作意愿", {"刘", "陈"}, 2),
        ("研究领域", {"李"}, 2),
    ]


def test_nobody_and_nothing_are_answered_with_empty_lists():
    assert rank([], [ZHANG]) == []
    assert rank([NEED], []) == [[]]
    assert rank([NeedFacts(key=1)], [ZHANG], on=TODAY) == [[]]
    assert rank([NEED], [PersonFacts(key=1)], on=TODAY) == [[]]


maybe_date = st.none() | st.dates(date(2024, 1, 1), TODAY)
people = st.builds(
    PersonFacts,
    key=st.just(1),
    field=st.sampled_from(["", "聚乳酸改性", "可降解薄膜", "小麦育种", "PLA", "焊接"]),
    employer=st.sampled_from(["", "某塑料公司", "某大学"]),
    disciplines=st.sampled_from([(), ("43040 高分子材料",), ("430",), ("食品科学",)]),
    chains=st.sampled_from([(), ("生物基材料",), ("食品加工", "生物基材料")]),
    chain_nodes=st.sampled_from([(), ("改性",)]),
    degree_rank=st.none() | st.integers(1, 5),
    title_level=st.sampled_from([None, "正高级", "副高级", "中级", "初级"]),
    birth_year=st.none() | st.integers(1950, 2005),
    birth_month=st.none() | st.integers(1, 12),
    location_code=st.sampled_from(["", "410923", "410900", "310104", "820000"]),
    consent=st.sampled_from([None, "是", "否", "待定"]),
    modes=st.sampled_from([(), ("柔性",), ("全职", "顾问")]),
    last_contact=maybe_date,
    last_confirmed=maybe_date,
    refusals=st.sampled_from([(), (Refusal(None, "暂无精力", date(2026, 1, 5)),)]),
)
needs = st.builds(
    NeedFacts,
    key=st.just("N"),
    title=st.sampled_from(["聚乳酸改性工程师", "小麦育种专家", "焊工", ""]),
    chain=st.sampled_from(["", "生物基材料"]),
    chain_node=st.sampled_from(["", "改性"]),
    discipline=st.sampled_from(["", "43040 高分子材料", "高分子"]),
    degree_min=st.none() | st.integers(1, 5),
    degree_hard=st.booleans(),
    title_min=st.sampled_from([None, "副高级"]),
    age_max=st.sampled_from([None, 40, 60]),
    age_hard=st.booleans(),
    modes=st.sampled_from([(), ("全职",), ("柔性", "顾问")]),
    location_code=st.sampled_from(["", "410923"]),
)
weights = st.builds(Weights, *[st.integers(1, 60)] * 5)


@given(people, needs, weights)
@settings(max_examples=150, deadline=None)
def test_points_always_sum_to_the_score_and_never_pass_their_maximum(person, need, weight):
    for hit in rank([need], [person], weight, on=TODAY, minimum=0)[0]:
        assert hit.score is None or hit.score == sum(reason.points for reason in hit.reasons)
        assert hit.ceiling is None or hit.score <= hit.ceiling <= 100
        for reason in hit.reasons:
            assert 0 <= reason.points <= reason.points + reason.possible <= reason.maximum
            assert reason.sentence and (reason.kind == "unknown" or not reason.possible)


@given(people, needs, st.sampled_from(["degree_rank", "title_level", "birth_year", "politics"]))
@settings(max_examples=150, deadline=None)
def test_forgetting_a_fact_never_disqualifies_and_never_earns(person, need, name):
    unknown = replace(person, **{name: "" if name == "politics" else None})
    if all(met is not False for _, met in hard_conditions(need, person, TODAY)):
        before, after = (rank([need], [p], on=TODAY, minimum=0)[0] for p in (person, unknown))
        assert len(before) == len(after)
        if before and before[0].score is not None:
            assert after[0].score <= before[0].score


LEVELS = {"初级": 1, "中级": 2, "副高级": 3, "正高级": 4}
crowds = st.lists(people, min_size=1, max_size=12).map(lambda found: [replace(each, key=n) for n, each in enumerate(found)])


def may_be_proposed(need: NeedFacts, person: PersonFacts) -> bool:
    """Written a second time, from the form's words: known and short of what is required is out, anything else is in."""
    if need.degree_hard and need.degree_min and person.degree_rank and person.degree_rank < need.degree_min:
        return False
    if not (need.age_hard and need.age_max and person.birth_year):
        return True
    youngest = person.birth_month in (None, TODAY.month) or person.birth_month > TODAY.month
    return TODAY.year - person.birth_year - bool(youngest) <= need.age_max


@given(crowds, needs)
@settings(max_examples=150, deadline=None)
def test_hard_conditions_let_nobody_through_and_drop_nobody(crowd, need):
    """Everybody with a research field is on the list exactly when a reading of one by one would put him there."""
    need = replace(need, title=need.title or "焊工")
    hits = rank([need], crowd, on=TODAY, minimum=0, top=len(crowd))[0]
    proposed = {hit.person_key for hit in hits if hit.score is not None}
    with_field = {person.key: person for person in crowd if person.field}
    assert proposed == {key for key, person in with_field.items() if may_be_proposed(need, person)}
    assert not {hit.person_key for hit in hits} - {person.key for person in crowd if may_be_proposed(need, person)}


@given(crowds, st.lists(needs, min_size=1, max_size=4), weights)
@settings(max_examples=60, deadline=None)
def test_the_same_input_gives_the_same_result(crowd, wanted, weight):
    wanted = [replace(need, key=n) for n, need in enumerate(wanted)]
    first, second = (rank(wanted, list(crowd), weight, on=TODAY) for _ in range(2))
    assert first == second
    alone = [rank([need], list(crowd), weight, on=TODAY)[0] for need in wanted]
    assert alone == first
