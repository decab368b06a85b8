"""Names as people of the North China Plain bear them: surnames by their real frequency (and those of an
unusual reading, 单 仇 解 区), given names by generation.
"""

import random
from dataclasses import dataclass
from functools import cache

from talentbase.demo.invent.words import words

FIRST_CHARACTERS = "建志国文海晓永明红俊新立春玉宏振云庆少金亚世书广学家东"
SECOND_CHARACTERS = {
    "1": "军伟强民华平峰杰辉林斌刚生亮飞锋超宾波龙山涛光利东成祥",
    "2": "英霞玲红丽燕敏芳娟艳华萍云梅静娜慧莉琴洁芝荣",
}
FREE_SHARE = 0.45
VILLAGE_SIDES = ("", "", "", "东", "西", "前", "后", "南", "北", "大", "小", "中")
VILLAGES_PER_TOWN = 28


@cache
def surnames(*lists: str) -> tuple[list[str], list[int]]:
    """Surnames and weights; the lists hold them as 王719."""
    entries = [entry for name in lists for entry in words(name)]
    names = [entry.rstrip("0123456789") for entry in entries]
    return names, [int(entry.removeprefix(name)) for entry, name in zip(entries, names, strict=True)]


@dataclass
class Namer:
    """Every unusual surname is borne by at least two of some 1,300 people: one in `every` takes the next of them."""

    rng: random.Random
    every: int = 12

    def __post_init__(self):
        self.unusual = surnames("rare_surnames")[0] * 2
        self.named = 0

    def person(self, gender: str, birth_year: int) -> str:
        """gender: "1" or "2"."""
        self.named += 1
        is_turn = self.unusual and self.named % self.every == 0
        return (self.unusual.pop(0) if is_turn else self.surname()) + self.given(gender, birth_year)

    def surname(self) -> str:
        names, weights = surnames("surnames", "rare_surnames")
        return self.rng.choices(names, weights=weights)[0]

    def given(self, gender: str, birth_year: int) -> str:
        if self.rng.random() < FREE_SHARE:
            return self.rng.choice(FIRST_CHARACTERS) + self.rng.choice(SECOND_CHARACTERS[gender])
        generation = "old" if birth_year < 1964 else "middle" if birth_year < 1986 else "young"
        return self.rng.choice(words(f"{'men' if gender == '1' else 'women'}_{generation}"))


def villages(town: str) -> list[str]:
    """Made-up village names of one town, the same in every run: 东王楼村, 后李庄村 …"""
    rng = random.Random(f"village/{town}")
    found: dict[str, None] = {}
    while len(found) < VILLAGES_PER_TOWN:
        kind = rng.choice(words("village_kinds"))
        name = rng.choice(VILLAGE_SIDES) + rng.choice(words("village_surnames")) + kind
        found[name if kind == "村" else name + "村"] = None
    return list(found)
