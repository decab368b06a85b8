"""Names by the strokes of their characters."""

import random

import pytest

from talentbase.text.strokes import stroke_key


@pytest.mark.parametrize(
    "ordered",
    [
        "丁 王 冯 吕 李 张 陈 赵 魏",  # 2 4 5 6 7 7 7 9 17
        "于 万 马",  # three strokes each: 横横竖, 横折撇, 折折横
        "王一 王二 王二小 王丁",
        "卜 刁 尹 孔 田 朴 任 吴 单 查 解",
        "阿卜杜 欧阳修 尉迟恭",  # 7, 8, 11
    ],
)
def test_names_stand_in_the_order_of_strokes(ordered):
    names = ordered.split()
    mixed = random.Random(7).sample(names, len(names))
    assert sorted(mixed, key=stroke_key) == names


@pytest.mark.parametrize(("character", "number"), [("珺", 11), ("喆", 12), ("𬭛", 13), ("範", 15), ("皙", 13)])
def test_rare_characters_have_their_number(character, number):
    assert stroke_key(character)[:2] == f"{number:02d}"


def test_what_is_no_han_character_follows():
    assert sorted(["Anna Li", "魏某", "·某"], key=stroke_key) == ["魏某", "Anna Li", "·某"]
