"""Dates as townships write them."""

import datetime as dt

import pytest

from talentbase.text.dates import BadDate, PartialDate, parse_age, parse_date, roughly

GOOD = [
    ("1968.5", "1968-05"),
    ("1968.05", "1968-05"),
    ("1968-5", "1968-05"),
    ("1968/05", "1968-05"),
    ("1968．05", "1968-05"),
    ("1968 05", "1968-05"),
    ("1968年5月", "1968-05"),
    ("1968年05月份", "1968-05"),
    ("1968年05月12日", "1968-05-12"),
    ("1968年5月12日生", "1968-05-12"),
    ("196805", "1968-05"),
    ("19680512", "1968-05-12"),
    ("1968.5.12", "1968-05-12"),
    ("1986—03—01", "1986-03-01"),
    ("1966-03-01", "1966-03-01"),
    ("1980-05-06 00:00:00", "1980-05-06"),
    ("5/12/1968", "1968-05-12"),
    ("68.05", "1968-05"),
    ("68年5月", "1968-05"),
    ("79.02", "1979-02"),
    ("05.03", "2005-03"),
    ("6405", "1964-05"),
    ("'68.05", "1968-05"),
    ("1968年", "1968"),
    ("1968", "1968"),
    ("30000", "1982-02-18"),
    ("一九八〇年三月", "1980-03"),
    ("一九八0年十二月", "1980-12"),
    ("一九七八年十月二十一日", "1978-10-21"),
    ("八零年五月", "1980-05"),
    ("二〇〇一年元月", "2001-01"),
    ("1978.03\n(48岁)", "1978-03"),
    ("1986.07(39岁)", "1986-07"),
    ("1978.03 48周岁", "1978-03"),
    ("1978.03（48）", "1978-03"),
    ("１９７８．０３", "1978-03"),
    ("约1968年5月", "1968-05"),
    ("1968.05.", "1968-05"),
    ("May 1968", "1968-05"),
    (1968.5, "1968-05"),
    (1968.12, "1968-12"),
    (68.05, "1968-05"),
    (199203, "1992-03"),
    (19920315, "1992-03-15"),
    (7902, "1979-02"),
    (30000, "1982-02-18"),
    (30000.5, "1982-02-18"),
    (1990, "1990"),
    (dt.date(1972, 8, 15), "1972-08-15"),
    (dt.datetime(1972, 8, 15), "1972-08-15"),
]


@pytest.mark.parametrize(("written", "iso"), GOOD)
def test_reads(written, iso):
    assert parse_date(written).date.iso() == iso


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1990-13", "bad_month"),
        ("1990.00", "bad_month"),
        ("1990年13月", "bad_month"),
        ("199013", "bad_month"),
        ("2026年6月31日", "bad_date"),
        ("1987-02-30", "bad_date"),
        ("民建", "bad_value"),
        ("80后", "bad_value"),
        ("不知道", "bad_value"),
        (0.5, "bad_value"),
        (True, "bad_value"),
        (float("nan"), "bad_value"),
        (1970.1, "ambiguous_date"),
    ],
)
def test_refuses_with_a_chinese_sentence(written, code):
    with pytest.raises(BadDate) as refusal:
        parse_date(written)
    assert refusal.value.code == code
    assert refusal.value.message


@pytest.mark.parametrize(
    ("number", "number_format", "iso"),
    [
        (1970.1, "0.00", "1970-10"),
        (1970.1, "0.00_ ", "1970-10"),
        (1970.11, "General", "1970-11"),
        (1968.5, "0.00", "1968-05"),
        (1970.2, "General", "1970-02"),
        (1970.2, "0.00", "1970-02"),
    ],
)
def test_the_number_format_decides_the_month(number, number_format, iso):
    assert parse_date(number, number_format).date.iso() == iso


def test_ambiguous_numbers_offer_both_months():
    with pytest.raises(BadDate) as refusal:
        parse_date(1970.1, "General")
    assert refusal.value.proposals == ("1970-01", "1970-10")


def test_a_date_shown_without_its_day_is_a_month():
    assert parse_date(dt.datetime(1972, 8, 15), "yyyy.mm").date.iso() == "1972-08"
    assert parse_date(dt.datetime(1972, 8, 15), "yyyy/m/d").date.iso() == "1972-08-15"


@pytest.mark.parametrize(
    ("written", "how"),
    [
        (1968.5, ("number_date",)),
        ("79.02", ("two_digit_year",)),
        ("一九八〇年三月", ("chinese_numeral",)),
        ("1968年", ("year_only",)),
        ("1978.03(48岁)", ("age_dropped",)),
        ("1968.05", ()),
    ],
)
def test_says_how_it_was_read(written, how):
    assert parse_date(written).how == how


def test_a_day_without_a_year_takes_the_year_of_the_title():
    reading = parse_date("6月5日", reference_year=2026)
    assert (reading.date.iso(), reading.how) == ("2026-06-05", ("year_from_title",))
    with pytest.raises(BadDate):
        parse_date("6月5日")


def test_partial_dates_show_sort_and_count_years():
    assert PartialDate(1968, 5).display() == "1968.05"
    assert PartialDate(1968).display() == "1968"
    assert PartialDate.from_iso("1968-05-12") == PartialDate(1968, 5, 12)
    assert PartialDate(1968, 5).age_on(dt.date(2026, 4, 30)) == 57
    assert PartialDate(1968, 5).age_on(dt.date(2026, 5, 1)) == 58


@pytest.mark.parametrize(
    ("written", "age"),
    [("48岁", 48), (52.0, 52), ("约50", 50), ("52", 52), ("五十", 50), ("四十二岁左右", 42), ("多", None), (True, None)],
)
def test_ages(written, age):
    assert parse_age(written) == age


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026/1/15 9:30", "2026-01-15"),
        ("2026-05-19 09:30:00", "2026-05-19"),
        ("1998/7/1 0:00", "1998-07-01"),
        ("Oct-70", "1970-10"),
        ("Mar-05", "2005-03"),
        ("1969年腊月", "1969-12"),
        ("1966年正月", "1966-01"),
        ("1966年5月初二", "1966-05-02"),
    ],
)
def test_clocks_lunar_months_and_months_a_sheet_rewrote(written, iso):
    assert parse_date(written).date.iso() == iso


@pytest.mark.parametrize("span", ["2026年1月、3月", "2026年6-12月", "2026年6月-12月", "26.6-12月"])
def test_a_span_of_months_is_no_day(span):
    with pytest.raises(BadDate) as problem:
        parse_date(span)
    assert problem.value.code == "bad_value"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023年底", "2023年"), ("1995年秋", "1995年"), ("2019上半年", "2019年"), ("2020届", "2020年"),
        ("2021年3月至今", "2021年3月"), ("2021.3-至今", "2021.3"), ("1990.07", "1990.07"), ("上世纪90年代", "上世纪90年代"),
    ],
)  # fmt: skip
def test_a_side_date_may_be_rough(written, meant):
    assert roughly(written) == meant
