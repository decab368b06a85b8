"""The sentence and the points of each criterion of the matching engine."""

from datetime import date

import pytest

from demand.matching.engine import NeedFacts, PersonFacts, Refusal
from demand.matching.engine.reasons import field_points, taxonomy_reason
from demand.matching.engine.standing import qualification_reason, region_reason, willingness_reason

TODAY = date(2026, 11, 22)


def person(**facts):
    return PersonFacts(key=1, **facts)


def need(**facts):
    return NeedFacts(key="N", **facts)


def test_field_points_grow_with_coverage_and_saturate():
    points = [float(field_points(40, coverage)) for coverage in (0, 0.05, 0.2, 0.4, 0.6, 1.2)]
    assert points == sorted(points) and points[0] == 0 and points[-2:] == [40, 40]
    assert 20 < points[2] < points[3] and points[3] >= 34


@pytest.mark.parametrize(
    ("wanted", "held", "points", "possible", "kind", "sentence"),
    [
        ({"chain": "食品加工"}, {"chains": ("食品加工",)}, 20, 0, "plus", "同属食品加工产业链"),
        (
            {"chain": "食品加工", "chain_node": "烘焙"},
            {"chains": ("食品加工",), "chain_nodes": ("烘焙",)},
            20, 0, "plus", "同属食品加工产业链“烘焙”环节",
        ),
        (
            {"chain": "食品加工", "chain_node": "烘焙"},
            {"chains": ("食品加工",)},
            18, 0, "plus", "同属食品加工产业链，所在环节未登记",
        ),
        ({"chain": "食品加工"}, {}, 0, 20, "unknown", "产业链未登记，按0–20分计"),
        ({"chain": "食品加工"}, {"chains": ("新能源",)}, 0, 0, "doubt", "产业链、学科与需求不同"),
        ({"discipline": "43040 高分子材料"}, {"disciplines": ("43040 高分子材料",)}, 20, 0, "plus", "同为“高分子材料”学科"),
        ({"discipline": "43040"}, {"disciplines": ("43045 复合材料",)}, 6, 0, "doubt", "所属学科“复合材料”与需求学科相近"),
        ({"discipline": "43040"}, {}, 0, 20, "unknown", "学科未登记，按0–20分计"),
        ({}, {}, 0, 20, "unknown", "产业链和学科未登记，按0–20分计"),
        ({}, {"chains": ("新能源",)}, 0, 0, "doubt", "产业链、学科与需求不同"),
    ],
)  # fmt: skip
def test_taxonomy(wanted, held, points, possible, kind, sentence):
    reason = taxonomy_reason(need(**wanted), person(**held), 20, {}, {})
    assert (reason.points, reason.possible, reason.kind, reason.sentence) == (points, possible, kind, sentence)


def test_a_discipline_guessed_from_neighbours_earns_at_most_half():
    reason = taxonomy_reason(need(), person(disciplines=("食品科学",)), 20, {}, {"食品科学": 0.9})
    assert reason.points == 9 and reason.sentence == "属“食品科学”，与需求文字相近的人才多在此列"


def test_a_discipline_that_a_quarter_of_the_register_carries_tells_less():
    same = need(discipline="管理学"), person(disciplines=("管理学",)), 20
    assert taxonomy_reason(*same, {"管理学": 0.25}, {}).points == 10
    assert taxonomy_reason(*same, {"管理学": 0.01}, {}).points == 20


@pytest.mark.parametrize(
    ("wanted", "held", "points", "possible", "sentence"),
    [
        ({}, {}, 15, 0, "需求未限定学历和职称"),
        ({"degree_min": 4}, {"degree_rank": 5}, 15, 0, "博士，符合要求"),
        ({"degree_min": 4}, {"degree_rank": 3}, 8, 0, "学历为本科，低于要求的硕士"),
        ({"degree_min": 4}, {"degree_rank": 2}, 0, 0, "学历为大专，低于要求的硕士"),
        ({"degree_min": 4}, {}, 0, 15, "学历未登记，按0–15分计"),
        (
            {"degree_min": 4, "title_min": "副高级"},
            {"degree_rank": 4, "title_level": "正高级"},
            15, 0, "硕士、正高级，符合要求",
        ),
        ({"degree_min": 4, "title_min": "副高级"}, {"degree_rank": 4}, 8, 7, "职称未登记，按8–15分计"),
        ({"title_min": "副高级"}, {"title_level": "中级"}, 8, 0, "职称为中级，低于要求的副高级"),
        ({"age_max": 45}, {"birth_year": 1985, "birth_month": 3}, 15, 0, "41岁，符合要求"),
        ({"age_max": 45}, {"birth_year": 1979, "birth_month": 3}, 8, 0, "47岁，超过要求的45岁"),
    ],
)  # fmt: skip
def test_qualification(wanted, held, points, possible, sentence):
    reason = qualification_reason(need(**wanted), person(**held), 15, TODAY)
    assert (reason.points, reason.possible, reason.sentence) == (points, possible, sentence)


CALLED = {"last_contact": date(2026, 11, 1), "last_confirmed": date(2026, 11, 1)}


@pytest.mark.parametrize(
    ("modes", "held", "points", "kind", "sentence"),
    [
        (("柔性",), {"consent": "是", "modes": ("柔性",), **CALLED}, 15, "plus", "愿意合作，接受柔性，最近联系2026.11.01"),
        ((), {"consent": "是", **CALLED}, 15, "plus", "愿意合作，最近联系2026.11.01"),
        (("全职",), {"consent": "是", "modes": ("柔性",)}, 6, "doubt", "愿意合作，愿意的方式为柔性，需求为全职，尚无联系记录"),
        (("柔性",), {"consent": "是"}, 6, "unknown", "愿意合作，合作方式未登记，尚无联系记录"),
        ((), {"consent": "待定", **CALLED}, 12, "doubt", "合作意愿待定，最近联系2026.11.01"),
        ((), {"consent": "否", **CALLED}, 0, "doubt", "本人暂无合作意愿"),
        ((), {"last_contact": date(2025, 7, 12)}, 0, "unknown", "合作意愿未登记，一年以上未联系"),
        ((), {}, 0, "unknown", "合作意愿未登记，尚无联系记录"),
        (
            (),
            {"consent": "是", "refusals": (Refusal(None, "暂无精力", date(2025, 1, 1)),), **CALLED},
            8, "doubt", "愿意合作，最近联系2026.11.01，以往谢绝过推荐",
        ),
    ],
)  # fmt: skip
def test_willingness(modes, held, points, kind, sentence):
    reason = willingness_reason(need(modes=modes), person(**held), 15, TODAY)
    assert (reason.points, reason.kind, reason.sentence) == (points, kind, sentence)


@pytest.mark.parametrize(
    ("held", "points", "sentence"),
    [
        ({"location_code": "410923", "city": "濮阳"}, 10, "在濮阳工作，就在本县"),
        ({"location_code": "410900", "city": "濮阳"}, 9, "在濮阳工作，与需求同市"),
        ({"location_code": "410100", "city": "郑州"}, 8, "在郑州工作，与需求同省"),
        ({"location_code": "440100", "city": "广州"}, 6, "在广州工作，同属中南地区"),
        ({"location_code": "310104", "city": "上海", "station": "上海工作站"}, 6, "在上海工作，当地有上海工作站"),
        ({"location_code": "110105", "city": "北京"}, 5, "在北京工作"),
        ({"province": "浙江省"}, 5, "在浙江省工作"),
        ({"location_code": "810000", "city": "香港"}, 3, "在香港工作，在境外或港澳台"),
        ({}, 0, "工作地点未登记，按0–10分计"),
    ],
)
def test_region(held, points, sentence):
    reason = region_reason(need(location_code="410923"), person(**held), 10)
    assert (reason.points, reason.sentence) == (points, sentence)


def test_a_need_without_a_place_asks_for_none():
    assert region_reason(need(), person(), 10).points == 10
