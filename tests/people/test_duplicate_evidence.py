"""Which records may be one person: what speaks for it and against, and the goals on labelled registers."""

import io

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from people.duplicates.evaluation import evaluate
from people.duplicates.evidence import THRESHOLD, candidates, evidence_of, find_duplicates, traits_of

ONE = {
    "name": "黄财原", "gender": "1", "birth_ym": "1994-06", "hometown": "福堪镇某村", "employer": "某市机械有限公司",
    "phones": ["19900000417"], "education": "硕士", "school": "某医科大学",
}  # fmt: skip


def traits(records: dict) -> dict:
    return {key: traits_of(values) for key, values in records.items()}


def evidence(a: dict, b: dict) -> list:
    return list(evidence_of(traits_of(a), traits_of(b)))


def score(**changes) -> float:
    return sum(each.points for each in evidence(ONE, ONE | changes))


def sentences(**changes) -> list[str]:
    return [each.sentence for each in evidence(ONE, ONE | changes)]


def test_evidence_is_told_in_sentences_and_what_is_unknown_is_left_out():
    assert sentences() == [
        "姓名相同（黄财原）", "性别相同", "出生年月相同（1994.06）", "电话相同", "籍贯相同", "工作单位相同", "毕业院校相同", "学历相同",
    ]  # fmt: skip
    assert sentences(name="黄才原", birth_ym="1995-06", phones=["19900000418"], employer="某市机械公司", school="", hometown="") == [
        "姓名不同（黄财原、黄才原）", "性别相同", "出生年差一年，月份相同（1994.06、1995.06）", "电话只差一位", "工作单位相同", "学历相同",
    ]  # fmt: skip
    assert "身份证号不同" in [e.sentence for e in evidence({"name": "甲", "id_number": "1"}, {"name": "甲", "id_number": "2"})]


@pytest.mark.parametrize(
    ("changes", "is_shown"),
    [
        ({"phones": [], "employer": "某局", "school": ""}, True),  # moved on
        ({"name": "黄才原"}, True),  # misspelt
        ({"birth_ym": "", "phones": [], "employer": "经商"}, True),  # a thin sheet
        ({"birth_ym": "1994"}, True),
        ({"gender": "2", "birth_ym": "", "phones": [], "school": "", "employer": "某局"}, False),
        ({"birth_ym": "1970-01", "phones": [], "employer": "某局", "school": ""}, False),  # a namesake
        ({"hometown": "千口镇", "birth_ym": "", "phones": [], "employer": "某局"}, False),
        ({"id_number": "410900199406010011"}, True),
    ],
)
def test_pairs_that_are_shown(changes, is_shown):
    other = ONE | changes
    found = find_duplicates({1: ONE, 2: other})
    assert bool(found) is is_shown, [each.sentence for each in evidence(ONE, other)]


def test_pairs_come_from_sounds_phones_and_numbers_once_each():
    records = {
        1: {"name": "单雄", "phones": ["19900000001"]},
        2: {"name": "善雄"},  # shan, one of the readings of 单
        3: {"name": "仇英", "phones": ["19900000001"]},
        4: {"name": "球英", "former_name": "单雄"},
        5: {"name": "区文"},
    }
    assert sorted(candidates(traits(records))) == [(1, 2), (1, 3), (1, 4), (2, 4), (3, 4)]


def test_many_of_one_name_are_looked_at_by_township():
    records = {number: {"name": "张伟", "hometown": ("元村镇", "千口镇")[number % 2]} for number in range(402)}
    assert sum(1 for _ in candidates(traits(records))) == 2 * (201 * 200 // 2)


texts = st.text(max_size=12)
people = st.fixed_dictionaries(
    {"name": st.text(min_size=1, max_size=6)},
    optional={
        "birth_ym": st.sampled_from(["1994", "1994-06", "1994-06-12", "1995-06", "2001-01"]),
        "phones": st.lists(st.from_regex(r"1\d{10}", fullmatch=True), max_size=2),
        "hometown": texts,
        "employer": texts,
        "school": texts,
        "gender": st.sampled_from(["1", "2", ""]),
    },
)


@given(people, people)
def test_the_order_of_the_two_does_not_matter(a, b):
    there, back = ([each.points for each in evidence(*pair)] for pair in ((a, b), (b, a)))
    assert there == back
    assert sum(each.points for each in evidence(a, a)) >= THRESHOLD


@pytest.mark.parametrize(
    ("name", "recall", "precision"), [("people", 0.95, 0.98), ("people-thin", 0.94, 0.95), ("grants", 0.9, 0.95)]
)
def test_goals_on_labelled_registers(shared, name, recall, precision):
    measured = evaluate(shared / "dedupe" / name)
    assert measured["recall"] >= recall and measured["precision"] >= precision, measured


def test_the_command_says_what_it_measured_and_what_is_missing(tmp_path):
    (tmp_path / "people.csv").write_text(
        "pid,name,sex,birth,town,org,dept,title,phone,edu,school\n1,单雄,男,1980-05,元村镇,某局,,,19900000001,,\n2,单雄,男,1980.5,元村镇,某局,,,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "dup_pairs.tsv").write_text("dup\tbase\tops\n2\t1\tnone\n", encoding="utf-8")
    out = io.StringIO()
    call_command("evaluate_duplicates", str(tmp_path), stdout=out)
    assert "recall\t1.0" in out.getvalue() and "precision\t1.0" in out.getvalue()
    call_command("evaluate_duplicates", str(tmp_path), json=str(tmp_path / "out.json"), stdout=io.StringIO())
    assert '"shown": 1' in (tmp_path / "out.json").read_text()
    with pytest.raises(CommandError, match="people.csv"):
        call_command("evaluate_duplicates", str(tmp_path / "nothing"))
