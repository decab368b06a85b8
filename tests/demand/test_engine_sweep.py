"""Few changed people against all needs at once: the same hits as need by need, and words only where someone may stand."""

import random
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest

from demand.matching.engine import Corpus, Matcher, NeedFacts, NeedSet, PersonFacts, Refusal, sweep
from demand.matching.engine.shelves import CONFIDENT, INTRODUCER, OUTSIDE_EXPERT, POSSIBLE
from tests.demand.test_engine import NEED, TODAY, ZHANG

SHELVES = (CONFIDENT, INTRODUCER, POSSIBLE, OUTSIDE_EXPERT)
FIELDS = ("聚乳酸改性", "小麦育种", "数控机床", "", "聚丙烯改性；薄膜", "PLA切片", "智能制造")
PLACES = (("", ""), ("310104", "上海"), ("410923", "濮阳"))


def _many(seed: int) -> tuple[list[PersonFacts], list[NeedFacts]]:
    """People and needs of every kind, thrown together: officials, outsiders, gaps, refusals, hard conditions."""
    dice = random.Random(seed)
    people = [
        replace(
            ZHANG,
            key=f"人{number}",
            field=dice.choice(FIELDS),
            position=dice.choice(("教授", "聚乳酸车间主任", "")),
            degree_rank=dice.choice((None, 2, 3, 5)),
            consent=dice.choice((None, "是", "否", "待定")),
            chains=dice.choice(((), ("生物基材料",), ("食品加工",))),
            disciplines=dice.choice(((), ("43040 高分子材料",))),
            location_code=(place := dice.choice(PLACES))[0],
            city=place[1],
            is_serving_official=dice.random() < 0.2,
            population=dice.choice(("在外", "引进", "库外")),
            refusals=dice.choice(((), (Refusal("求3", "待遇不合适", TODAY),), (Refusal("求4", "时间冲突", TODAY),))),
        )
        for number in range(60)
    ]
    needs = [
        replace(
            NEED,
            key=f"求{number}",
            title=dice.choice(FIELDS) or "技术员",
            chain=dice.choice(("", "生物基材料", "食品加工")),
            discipline=dice.choice(("", "43040 高分子材料")),
            degree_min=dice.choice((None, 3, 5)),
            degree_hard=dice.random() < 0.5,
            modes=dice.choice(((), ("柔性",), ("全职",))),
            location_code=dice.choice(("", "410923")),
        )
        for number in range(40)
    ]
    return people, needs


@pytest.mark.parametrize("seed", range(5))
def test_a_sweep_over_all_needs_finds_exactly_what_each_need_finds(seed):
    people, needs = _many(seed)
    nightly = Corpus(people)
    asked = NeedSet(nightly, nightly.prepare(needs))
    for changed in (people[:1], people[1:4], [replace(people[5], field="聚乳酸改性", consent="是")]):
        among = Matcher(Corpus(changed, background=nightly), on=TODAY)
        one_by_one = [hit for hits in among.rank(asked.needs) for hit in hits]
        assert list(sweep(among, asked)) == one_by_one
        floors = {shelf: np.array([(-1, 0, 60)[row % 3] for row in range(len(needs))]) for shelf in SHELVES}
        rows = {need.key: row for row, need in enumerate(needs)}
        above = [hit for hit in one_by_one if (hit.score or 0) > floors[hit.shelf][rows[hit.need_key]]]
        assert list(sweep(among, asked, floors=floors)) == above


def test_a_sweep_asks_only_where_someone_may_stand():
    nightly = Corpus([replace(ZHANG, key=key) for key in range(30)])
    needs = [
        NEED,
        *(replace(NEED, key=f"远{n}", title="小麦育种", description="", chain="", discipline="") for n in range(50)),
    ]
    asked = NeedSet(nightly, nightly.prepare(needs))
    among = Matcher(Corpus([ZHANG], background=nightly), on=TODAY)
    with patch.object(among, "rank", wraps=among.rank) as ranked:
        assert [hit.need_key for hit in sweep(among, asked)] == [NEED.key]
    assert [prepared.need.key for prepared in ranked.call_args[0][0]] == [NEED.key]
