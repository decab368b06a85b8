import pytest

from talentbase.text.folding import clean, fold, is_traditional, one_line


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("出生\n年月", "出生年月"),
        ("姓　名", "姓名"),
        ("手机号\u200b码", "手机号码"),
        ("ＡＢＣ１２３（岁）", "ABC123(岁)"),
        ("政治面貌：群眾", "政治面貌:群众"),
        ("南樂縣元村鎮", "南乐县元村镇"),
        ("张著", "张著"),
        ("乾", "乾"),
        ("阿不都•买买提", "阿不都·买买提"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_clean_keeps_lines_and_drops_blank_runs():
    assert clean(" 某省  人民医院 \r\n\r\n\u3000副院长\u200b ") == "某省 人民医院\n副院长"
    assert one_line("研究生\n硕士") == "研究生硕士"
    assert one_line("John\nSmith") == "John Smith"


def test_traditional():
    assert is_traditional("張國華")
    assert not is_traditional("张国华")
