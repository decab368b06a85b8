"""Name cells pulled apart, pinyin for sorting and searching."""

import pytest

from talentbase.text.names import split_name
from talentbase.text.pinyin import initials, readings, sort_key


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("李 红", "李红"),
        ("李　红", "李红"),
        ("李\u200b红", "李红"),
        ("李\n红", "李红"),
        ("欧阳 修", "欧阳修"),
        ("买买提•阿不都", "买买提·阿不都"),
        ("买买提 · 阿不都", "买买提·阿不都"),
        ("张三 教授", "张三"),
        ("李四博士", "李四"),
        ("张三（教授）", "张三"),
        ("李博", "李博"),
        ("王主任", "王主任"),
        ("1、张三", "张三"),
        ("姓名：张三", "张三"),
        ("张三*", "张三"),
        ("张三（女）", "张三"),
        ("WANG Wei（王伟）", "王伟"),
        ("王伟 WANG Wei", "王伟"),
        ("王伟（WANG Wei）", "王伟"),
        ("John Smith", "John Smith"),
        ("𬭛某", "𬭛某"),
        ("張國華", "張國華"),
        ("张三，曾用名李四", "张三"),
    ],
)
def test_the_name(cell, name):
    assert split_name(cell).name == name


def test_what_stands_beside_the_name():
    assert split_name("张三 教授").title == "教授"
    assert split_name("李四博士").title == "博士"
    assert split_name("张三（曾用名：张小三）").former == "张小三"
    assert split_name("张三，曾用名李四").former == "李四"
    assert split_name("WANG Wei（王伟）").latin == "WANG Wei"
    assert split_name("张三（已故）").note == "已故"


@pytest.mark.parametrize(
    ("cell", "how"),
    [
        ("张三", ()),
        ("李 红", ("inner_space_removed",)),
        ("张三 教授", ("title_in_name",)),
        ("WANG Wei（王伟）", ("latin_name",)),
        ("曹教授", ("surname_only",)),
    ],
)
def test_says_what_it_did(cell, how):
    assert split_name(cell).how == how


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张明远", "zhangmingyuan"),
        ("单雄", "shanxiong"),
        ("仇英", "qiuying"),
        ("解晓东", "xiexiaodong"),
        ("区志强", "ouzhiqiang"),
        ("曾国强", "zengguoqiang"),
        ("查明", "zhaming"),
        ("任强", "renqiang"),
        ("朴志强", "piaozhiqiang"),
        ("尉迟恭", "yuchigong"),
        ("尉健", "weijian"),
        ("单于明", "chanyuming"),
        ("盖明", "geming"),
        ("覃明", "qinming"),
        ("万俟明", "moqiming"),
        ("吕布", "lvbu"),
    ],
)
def test_surnames_are_read_as_surnames(name, pinyin):
    assert readings(name)[0] == pinyin


def test_every_reading_is_found():
    assert {"shanxiong", "danxiong"} <= set(readings("单雄"))
    assert {"lvbu", "lübu", "lubu"} <= set(readings("吕布"))
    assert readings("張明") == readings("张明")
    assert readings("") == ()


def test_initials_and_order():
    assert initials("张明远") == "zmy"
    assert initials("吕布") == "lb"
    assert sorted(["张三", "章三", "李四", "曾五", "张二", "单一"], key=sort_key) == [
        "李四",
        "单一",
        "曾五",
        "张二",
        "张三",
        "章三",
    ]
