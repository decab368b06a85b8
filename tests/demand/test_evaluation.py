"""The evaluation reads labelled sets and asks the engine that serves real needs."""

import json
from pathlib import Path

import pytest

from demand.matching.evaluation import evaluate, need_facts, person_facts

SHARED = Path(__file__).parents[3] / "shared" / "matching"
EXPERTS = [
    {"expert_id": "E1", "works": ["聚乳酸耐热改性研究"], "org": "某大学", "level": "正高级", "disciplines": ["材料"]},
    {"expert_id": "E2", "keywords": ["小麦", "育种"], "discipline": "农学", "category": "农学"},
    {"expert_id": "E3", "keywords": ["烘焙"], "discipline": None, "category": None},
]
QUERIES = [
    {"query_id": "Q1", "text": "聚乳酸改性", "discipline": "材料"},
    {"query_id": "Q2", "text": "面点制作", "discipline": "农学"},
    {"query_id": "Q3", "text": "无人判定", "discipline": "农学"},
]


@pytest.fixture
def directory(tmp_path):
    for name, records in (("queries.jsonl", QUERIES), ("experts.jsonl", EXPERTS)):
        lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        (tmp_path / name).write_text(lines + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("Q1\tE1\t2\nQ2\tE3\t2\n", encoding="utf-8")
    return tmp_path


def test_measures_of_a_small_set(directory):
    result = evaluate(directory)
    assert (result["queries"], result["experts"]) == (2, 3)
    # The tag of Q2 puts E2 first, and E3 shares no word with it: third.
    assert [result[name] for name in ("R@1", "R@10", "MRR", "nDCG@10")] == [0.5, 1.0, 0.6667, 0.75]
    assert result["ms_p50"] <= result["ms_p95"]


def test_the_mapping_is_plain():
    assert need_facts(QUERIES[0], True).discipline == "材料" and need_facts(QUERIES[0], False).discipline == ""
    assert need_facts({"query_id": 1, "text": "x", "discipline": None, "category": "工学"}, True).discipline == "工学"
    person = person_facts(EXPERTS[0])
    assert (person.research, person.employer, person.title_level) == ("聚乳酸耐热改性研究", "某大学", "正高级")
    assert person_facts(EXPERTS[2]).disciplines == ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("qrels.tsv", None, "缺少qrels.tsv"),
        ("qrels.tsv", "Q1 E1\n", "qrels.tsv第1行"),
        ("qrels.tsv", "没有\tE1\t2\n", "编号对不上"),
        ("experts.jsonl", "{\n", "experts.jsonl第1行"),
    ],
)
def test_a_broken_set_is_told_where(directory, name, content, message):
    (directory / name).unlink()
    if content is not None:
        (directory / name).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        evaluate(directory)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled sets are not beside the project")
def test_the_engine_finds_the_writer_of_a_paper_in_ten(tmp_path):
    for name in ("experts.jsonl", "qrels.tsv"):
        (tmp_path / name).write_bytes((SHARED / "csl-hard" / name).read_bytes())
    lines = (SHARED / "csl-hard" / "queries.jsonl").read_text(encoding="utf-8").splitlines()[::5]
    (tmp_path / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = evaluate(tmp_path)
    assert result["R@10"] >= 0.7 and result["MRR"] >= 0.5
