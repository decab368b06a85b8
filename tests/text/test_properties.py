"""Whatever a cell holds, a reader answers or refuses in words; what was written in a lawful form comes back the same."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from talentbase.codes.lookup import CodeBook
from talentbase.text.dates import BadDate, PartialDate, parse_age, parse_date
from talentbase.text.ids import BadId, check_citizen_id, find_ids, id_check_character, uscc_fault
from talentbase.text.money import read_amount, read_count, read_pay
from talentbase.text.names import split_name
from talentbase.text.phones import read_phones

BOOK = CodeBook.from_files()
SIGNS = (
    "0123456789０９.．-—/年月日岁约至（）()、，； xXＸ元万亿千百+86\n\t\u200b\ud800"
    "博士硕本科研究生大学党员群众一二三十〇零正廿QQ微信电话"
)
texts = st.one_of(st.text(max_size=40), st.text(SIGNS, max_size=24))
cells = st.one_of(texts, st.integers(), st.floats(), st.booleans(), st.none(), st.dates(), st.datetimes(), st.times())
births = st.dates(dt.date(1930, 1, 1), dt.date(2020, 12, 31))
SPELLINGS = ("%Y.%m", "%Y年%m月", "%Y-%m", "%Y/%m", "%Y%m")


@given(cells, st.sampled_from(["", "General", "0.00", "0.0", "yyyy/m/d", "@"]))
@settings(max_examples=400, deadline=None)
def test_a_date_is_read_or_refused_in_words(value, number_format):
    try:
        found = parse_date(value, number_format).date
    except BadDate as refused:
        assert refused.message and refused.code
    else:
        assert PartialDate.from_iso(found.iso()) == found
    parse_age(value)


@given(births, st.sampled_from(SPELLINGS))
@settings(max_examples=200, deadline=None)
def test_a_month_comes_back_however_it_was_written(day, spelling):
    assert parse_date(day.strftime(spelling)).date.iso() == day.strftime("%Y-%m")
    assert parse_date(f"{day.year}年{day.month}月{day.day}日").date.iso() == day.isoformat()
    assert parse_date(dt.datetime(day.year, day.month, day.day)).date.iso() == day.isoformat()


@given(cells)
@settings(max_examples=400, deadline=None)
def test_phones_are_found_or_named_as_wrong(value):
    found = read_phones(value)
    assert all(number and number.isascii() for number in found.numbers)
    assert all(sentence for _, sentence in found.bad)


@given(
    st.integers(13_000_000_000, 19_999_999_999),
    st.sampled_from(["{}", "+86_{}", "（{}）", "{}.0", "手机：{}", "{:.3}_{:.7}_{:.11}", "{:.3}-{:.7}-{:.11}"]),
)
@settings(max_examples=150, deadline=None)
def test_a_mobile_comes_back_however_it_was_written(number, form):
    digits = str(number)
    parts = (digits[:3], digits[3:7], digits[7:]) if form.count("{") == 3 else (digits,)
    assert read_phones(form.replace("_", " ").format(*parts)).numbers == [digits]
    assert read_phones(float(number)).numbers == [str(number)]


@given(texts)
@settings(max_examples=300, deadline=None)
def test_an_id_number_is_right_or_refused_in_words(text):
    try:
        assert len(check_citizen_id(text).number) == 18
    except BadId as refused:
        assert refused.message and refused.code
    assert isinstance(find_ids(text), list) and isinstance(uscc_fault(text), str)


@given(births, st.integers(0, 999))
@settings(max_examples=150, deadline=None)
def test_a_lawful_id_number_tells_birth_and_gender(day, serial):
    body = f"410900{day:%Y%m%d}{serial:03d}"
    found = check_citizen_id(f" {body}{id_check_character(body)}".lower())
    assert (found.birth, found.gender) == (day, "1" if serial % 2 else "2")


@given(texts)
@settings(max_examples=300, deadline=None)
def test_words_of_study_titles_money_and_names_never_stumble(text):
    BOOK.education_and_degree(text)
    BOOK.title(text)
    for table in ("education", "degrees", "politics", "nations", "genders"):
        BOOK.find(table, text)
    split_name(text)
    for read in (read_amount, read_pay, read_count):
        read(text)


@given(st.sampled_from([code for table in ("education", "degrees") for code in BOOK.rows(table)]))
@settings(max_examples=60, deadline=None)
def test_the_name_of_a_degree_or_an_education_is_its_own_spelling(code):
    found = BOOK.education_and_degree(code.name)
    assert code.code in (found.education, found.degree) or code.name in str(found)
