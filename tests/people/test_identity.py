"""Same person or namesake: the rules in their order, contradictions respected."""

import pytest

from people.registry.identity import PersonIndex, likeness, same_person
from people.registry.reading import PeopleReading
from talentbase.imports.recipe import Note, RowReading

ZHANG = {"name": "张伟", "birth_ym": "1981-02", "hometown": "元村镇古念村", "employer": "某大学", "phones": ["19900000001"]}


@pytest.mark.parametrize(
    ("other", "rule", "review"),
    [
        ({"name": "章伟", "id_number": "410900198102010013"}, None, None),
        ({"name": "张 伟", "phones": ["19900000001"]}, "same_name_mobile", False),
        ({"name": "張偉", "phones": ["19900000001"]}, "same_name_mobile", False),
        ({"name": "张小伟", "former_name": "张伟", "phones": ["19900000001"]}, "same_name_mobile", False),
        ({"name": "张伟", "phones": ["19900000001"], "birth_ym": "1994-07"}, "same_name_mobile", True),
        ({"name": "张伟", "phones": ["19900000001"], "birth_ym": "1981"}, "same_name_mobile", False),
        ({"name": "张伟", "birth_ym": "1981-02", "hometown": "元村镇"}, "same_name_birth_place", True),
        ({"name": "张伟", "birth_ym": "1981-02-15", "employer": "某大学材料学院"}, "same_name_birth_place", True),
        ({"name": "张伟", "birth_ym": "1981-02", "hometown": "韩张镇某村"}, None, None),
        ({"name": "张伟", "birth_ym": "1994-07", "hometown": "元村镇古念村"}, None, None),
        ({"name": "张伟"}, None, None),
        ({"name": "李伟", "phones": ["19900000001"]}, None, None),
    ],
)
def test_rules(other, rule, review):
    verdict = same_person(ZHANG, other)
    assert (verdict and verdict.rule, verdict and verdict.review) == (rule, review)


def test_id_numbers_count_first():
    one = ZHANG | {"id_number": "410900198102010013"}
    assert same_person(one, {"name": "张伟伟", "id_number": "410900198102010013"}).rule == "same_id"
    assert same_person(one, ZHANG | {"id_number": "410900199407010013"}) is None


def test_an_office_phone_makes_nobody_the_same():
    office = {"name": "张伟", "phones": ["0393-6200000"]}
    assert same_person(office, office) is None


def test_a_certain_match_comes_before_one_for_review():
    index = PersonIndex([(1, {"name": "张伟", "birth_ym": "1981-02", "hometown": "元村镇"}), (2, ZHANG)])
    key, verdict = index.find({"name": "张伟", "birth_ym": "1981-02", "hometown": "元村镇", "phones": ["19900000001"]})
    assert (key, verdict.rule) == (2, "same_name_mobile")
    assert index.find({"name": "王伟"}) is None


def test_judge_keeps_the_first_and_passes_over_held_rows():
    held = RowReading("表", 4, dict(ZHANG), errors=[Note("gender", "bad_value", "性别应为男或女")])
    rows = [held, RowReading("表", 5, dict(ZHANG)), RowReading("表", 6, dict(ZHANG)), RowReading("乙", 2, dict(ZHANG))]
    assert [(r.later, r.first, r.rule) for r in PeopleReading().judge(rows)] == [
        (2, 1, "same_name_mobile"),
        (3, 1, "same_name_mobile"),
    ]


def test_likeness():
    assert likeness("某大学", "某大学") == 1
    assert likeness("某大学", "某大学材料学院") == 1
    assert likeness("", "") == 0
    assert likeness("甲乙丙", "丁戊己") == 0
