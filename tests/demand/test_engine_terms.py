"""How the matching engine reads text and taxonomy: synonyms, boilerplate, shared words, distances."""

import pytest

from demand.matching.engine.overlap import overlap, read
from demand.matching.engine.taxonomy import chain_share, discipline_relation, nearest_discipline
from demand.matching.engine.terms import Tokeniser, lexicon_of, load_lexicon, plain

TOKENISER = Tokeniser()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("PLA", "聚乳酸"),
        ("ＰＬＡ改性", "聚乳酸改性"),
        ("pla/PBAT", "聚乳酸/pbat"),
        ("乳酸二聚体", "丙交酯"),
        ("懂CNC的技师", "懂数控机床的技师"),
        ("电商运营", "电子商务运营"),
        ("PLATFORM", "platform"),
        ("SPLA", "spla"),
    ],
)
def test_synonyms_are_folded_into_one_spelling(written, meant):
    assert TOKENISER.fold(written) == meant


def test_plain_keeps_the_length_so_that_words_can_be_marked_in_place():
    assert plain("ＰＬＡ，İstanbul") == "pla,istanbul"
    assert len(plain("İ聚乳酸")) == 4


def test_what_every_advertisement_says_is_no_term():
    assert TOKENISER.terms("高级工程师，负责") == []
    assert set(TOKENISER.terms("聚乳酸高级工程师")) == set(TOKENISER.terms("聚乳酸"))


def test_pairs_do_not_reach_across_joining_words():
    terms = TOKENISER.terms("合成与表征")
    assert "p合成" in terms and "p表征" in terms and not any("与" in term for term in terms)


def test_the_delivered_lexicon_covers_the_fifteen_chains():
    lexicon = load_lexicon()
    for words in ("PLA 聚乳酸", "丙交酯 乳酸二聚体", "数控机床 CNC", "光伏 太阳能发电", "砼 混凝土", "电商 电子商务"):
        first, second = ({name for kind, name in lexicon[plain(word)] if kind == "同义"} for word in words.split())
        assert first == second and len(first) == 1
    assert ("相关", "生物可降解") in lexicon["聚乳酸"] and ("相关", "生物可降解") in lexicon["可降解"]


def test_a_lexicon_row_of_another_kind_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="“聚乳酸”的类别应为同义或相关，现为“近义”"):
        lexicon_of([("近义", "聚乳酸", ["PLA"])])


def test_an_empty_lexicon_finds_nothing():
    assert Tokeniser({}).fold("PLA") == "pla" and Tokeniser({}).concepts("PLA") == []


def shared(need, person):
    return overlap(read(TOKENISER, need), read(TOKENISER, person), read(TOKENISER, need))


@pytest.mark.parametrize(
    ("need", "person", "words"),
    [
        ("聚乳酸改性高级工程师", "从事聚乳酸改性研究", ("聚乳酸改性",)),
        ("聚乳酸改性", "PLA的改性与加工", ("PLA", "改性")),
        ("会用SolidWorks画图", "熟悉solidworks", ("solidworks",)),
        ("技术研究人员", "技术研究", ()),
        ("小麦育种", "数控机床", ()),
    ],
)
def test_shared_words_are_the_longest_runs_as_the_person_writes_them(need, person, words):
    assert shared(need, person).words == words


def test_related_words_are_told_with_both_spellings_and_missing_ones_listed():
    found = shared("聚乳酸改性", "可降解薄膜")
    assert found.related == (("聚乳酸", "可降解"),)
    assert found.missing == ("聚乳酸改性",)
    assert set(found.highlights) == {"聚乳酸", "可降解"}


@pytest.mark.parametrize(
    ("wanted", "held", "relation"),
    [
        ("43040", "43040", "same"),
        ("430", "43040", "same"),
        ("43040", "430", "same"),
        ("43040 高分子材料", "4304020", "same"),
        ("43040", "43045", "parent"),
        ("43040", "55010", "none"),
        ("食品科学与工程", "食品科学与工程", "same"),
        ("化学/化学工程与技术", "化学", "same"),
        ("理论经济", "应用经济", "parent"),
        ("管理科学（A类）", "管理学", "parent"),
        ("法学", "语言学", "none"),
        ("43040", "高分子材料", "none"),
    ],
)
def test_distance_of_disciplines(wanted, held, relation):
    assert discipline_relation(wanted, held) == relation


def test_the_nearest_of_several_disciplines_counts():
    assert nearest_discipline("43040", ["550", "43045", "43040"]) == ("same", "43040")
    assert nearest_discipline("43040", []) == ("none", "")


@pytest.mark.parametrize(
    ("chain", "node", "chains", "nodes", "share"),
    [
        ("生物基材料", "", ["生物基材料"], [], 1.0),
        ("生物基材料", "改性", ["生物基材料"], ["改性"], 1.0),
        ("生物基材料", "改性", ["生物基材料"], [], 0.9),
        ("生物基材料", "改性", ["生物基材料"], ["发酵"], 0.8),
        ("生物基材料", "", ["食品加工"], [], 0.0),
        ("", "", ["食品加工"], [], 0.0),
    ],
)
def test_share_of_a_chain(chain, node, chains, nodes, share):
    assert chain_share(chain, node, chains, nodes) == share
