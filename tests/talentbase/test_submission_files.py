"""Files on their way in: whose they are by name, and zips that are damaged, hostile or packed by Chinese Windows."""

import pytest

from talentbase.accounts.models import Unit
from talentbase.submissions.bundle import MEMBERS, pieces
from talentbase.submissions.naming import unit_in
from tests.talentbase.townships import zipped


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("元村在外人才", "元村镇"),
        ("附件2：南乐县元村镇党委（盖章）", "元村镇"),
        ("杨村乡元村人才", "杨村乡"),
        ("统战部报送", "县委统战部"),
        ("元村镇、韩张镇", None),
        ("教育人才表", None),
        ("", None),
    ],
)
@pytest.mark.django_db
def test_a_unit_is_told_from_a_name(text, unit):
    found = unit_in(text, [list(Unit.objects.active().exclude(kind__in=["city", "county"]))])
    assert (found.name if found else None) == unit


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("炸弹.zip", zipped(("元村镇.csv", b"0" * (15 << 20))), "解压后过大"),
        ("大.zip", zipped(("元村镇.csv", b"0" * (21 << 20))), "超过20MB"),
        ("更大.zip", zipped(*((f"{n}.csv", b"0" * (19 << 20)) for n in range(5))), "超过80MB"),
        ("坏.zip", b"PK\x03\x04 nothing follows", "已损坏"),
        ("截断.zip", zipped(("元村镇.csv", b"1,2,3" * 99))[:-30], "已损坏"),
        ("多.zip", zipped(*((f"{n}.csv", b"1") for n in range(MEMBERS + 1))), "超过400个"),
        ("空.zip", zipped(), "没有文件"),
        ("元村镇.rar", b"Rar!", "zip"),
        ("元村镇.pdf", b"%PDF", "只接收"),
        ("\0\n甲.xlsx", b"", "空的"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isprintable() else "",
)  # fmt: skip
def test_what_is_hostile_is_refused_in_words(name, data, words):
    (found,) = pieces(name, data)
    assert words in found.refusal and not found.data


def test_a_damaged_member_is_refused_alone():
    data = bytearray(zipped(("甲.csv", b"1,2,3,4,5,6,7" * 50), ("乙.csv", b"1")))
    data[40:44] = b"\xff\xff\xff\xff"
    assert [bool(piece.refusal) for piece in pieces("一包.zip", bytes(data))] == [True, False]


def test_names_written_by_chinese_windows_are_understood():
    data = zipped(("A" * 18, b"1"))
    data = data.replace(b"A" * 18, "元村镇在外.xlsx".encode("gbk").ljust(18, b"x")[:18])
    (found,) = pieces("一包.zip", data)
    assert found.name.startswith("元村镇在外")
