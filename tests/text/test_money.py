"""Amounts, pay and head counts as they are written."""

import pytest

from talentbase.text.money import display_wan, read_amount, read_count, read_pay


@pytest.mark.parametrize(
    ("cell", "unit", "low", "high"),
    [
        ("1.2亿元", "万元", 12000, 12000),
        ("3000万", "万元", 3000, 3000),
        ("12000万元", "万元", 12000, 12000),
        ("约500", "万元", 500, 500),
        (500, "万元", 500, 500),
        ("1,200万元", "万元", 1200, 1200),
        ("5000元", "万元", 0.5, 0.5),
        ("80余万元", "万元", 80, 80),
        ("300-500万", "万元", 300, 500),
        ("300万-500万", "万元", 300, 500),
        ("2千万", "万元", 2000, 2000),
        ("1.5", "亿元", 15000, 15000),
        ("500万以上", "万元", 500, None),
        ("50万以内", "万元", None, 50),
    ],
)
def test_amounts_in_wan(cell, unit, low, high):
    amount = read_amount(cell, unit)
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize("cell", ["", "无", "面议", "待定", "9" * 40])
def test_no_amount(cell):
    assert read_amount(cell) is None


@pytest.mark.parametrize(
    ("cell", "header", "low", "high"),
    [
        ("20-30", "薪酬待遇（万元/年）", 20, 30),
        ("6", "薪酬待遇（万元/年）", 6, 6),
        ("8000-12000元/月", "", 9.6, 14.4),
        ("8000—12000元/月", "", 9.6, 14.4),
        ("年薪50万", "", 50, 50),
        ("5000元以上/月", "", 6, None),
        ("8k-12k", "", 9.6, 14.4),
        ("10-15万", "", 10, 15),
        ("8000", "月薪（元）", 9.6, 9.6),
        ("6000-8000", "薪资待遇", 7.2, 9.6),
        ("5000", "薪酬（万元/年）", 6, 6),
        ("1万-1.5万/月", "", 12, 18),
        ("0.8-1.2", "月薪（万元）", 9.6, 14.4),
        ("120000", "年薪（元）", 12, 12),
        ("100000-150000元/年", "", 10, 15),
        ("不低于10万/年", "", 10, None),
        ("20万+", "年薪", 20, 20),
        (15, "年薪（万元）", 15, 15),
    ],
)
def test_pay_in_wan_a_year(cell, header, low, high):
    pay = read_pay(cell, header)
    assert (pay.low, pay.high) == (low, high)


@pytest.mark.parametrize("cell", ["面议", "", "200元/天", "按公司制度"])
def test_no_pay(cell):
    assert read_pay(cell) is None


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        (2, 2, 2),
        (20.0, 20, 20),
        ("1人", 1, 1),
        ("2-3", 2, 3),
        ("3~5人", 3, 5),
        ("8人以上", 8, None),
        ("80余人", 80, 80),
        ("约100", 100, 100),
        ("两名", 2, 2),
        ("十人", 10, 10),
    ],
)
def test_counts(cell, low, high):
    count = read_count(cell)
    assert (count.low, count.high) == (low, high)


def test_words_are_no_count():
    assert read_count("若干") is None
    assert read_count("80余人").how == ("approx_number",)


def test_display():
    assert [display_wan(wan) for wan in (12000, 3000, 0.5, None)] == ["1.2亿元", "3000万元", "0.5万元", ""]
