"""Choices printed with boxes."""

import pytest

from talentbase.text.checkboxes import ticked


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("☑男 □女", "男"),
        ("□博士 ■硕士 □本科 □其他", "硕士"),
        ("男☑ 女□", "男"),
        ("男（√） 女（ ）", "男"),
        ("□全职 ☑柔性引进 ☑项目合作", "柔性引进、项目合作"),
        ("☑愿意", "愿意"),
        ("☑其他：____", "其他"),
        ("□是 □否", ""),
        ("□是", ""),
        ("男", None),
        ("√", None),
        ("□", None),
        ("王□明", None),
        ("二○○○年", None),
        ("2020.01-- 某公司（）", None),
    ],
)
def test_ticked(text, chosen):
    assert ticked(text) == chosen
