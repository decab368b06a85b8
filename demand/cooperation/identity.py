"""Are two investment leads, or two cooperation projects, the same matter? On plain value dicts of talent-import/1."""

import re
from collections.abc import Sequence
from functools import lru_cache

from people.registry.identity import likeness
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.text.folding import fold

ALIKE = 0.6
SHORTEST = 2  # characters that still tell one name from another
MOST_CANDIDATES = 300  # so many namesakes are compared: no honest sheet has more
NOT_A_WORD = re.compile(r"[\W_]+")
BRACKETS = re.compile(r"(?<=.)\([^()]*\)")
LEGAL_FORM = re.compile(r"有限责任公司|股份有限公司|有限公司|分公司|子公司|总公司|公司|集团|控股|股份|[省市县区]")
# a firm is often written without these, but two firms may differ in nothing else
DESCRIPTION = re.compile(r"科技|技术|实业|发展|投资|管理|产业|企业|工业|贸易|商贸|国际|中国")
PROJECT_WORDS = re.compile(
    r"(?:年产|日产|年加工|总投资)?\d+(?:\.\d+)?[亿万千]?(?:吨|件|套|台|只|个|米|元|亩|平方米|头)?|建设|生产线?|加工|基地|项目|工程|"
    r"产业园|工厂|(?:研发)?中心|[新扩改]建|投资|制造"
)
PHASE = re.compile(r"[一二三四五1-5]期")


@lru_cache(maxsize=10_000)
def firm_key(name: str) -> tuple[str, frozenset[str]]:
    """上海某环保科技有限公司 -> (上海某环保, {科技})."""
    plain = NOT_A_WORD.sub("", BRACKETS.sub("", fold(name))).lower()
    short = LEGAL_FORM.sub("", plain)
    core = DESCRIPTION.sub("", short)
    if len(core) < SHORTEST:
        return (short if len(short) >= SHORTEST else plain), frozenset()
    return core, frozenset(DESCRIPTION.findall(short))


@lru_cache(maxsize=10_000)
def project_key(name: str) -> str:
    """年产5万吨可降解餐具生产线项目 -> 可降解餐具."""
    plain = NOT_A_WORD.sub("", fold(name)).lower()
    kept = PROJECT_WORDS.sub("", PHASE.sub("", plain))
    return kept if len(kept) >= SHORTEST else plain


def same_firm(a: str, b: str) -> bool:
    """Equal but for the legal form and a word like 科技 that one of them leaves out, or for the place in front."""
    (first, words), (second, others) = sorted((firm_key(a), firm_key(b)), key=lambda key: len(key[0]))
    if not (words <= others or others <= words):
        return False
    return first == second or (len(first) > SHORTEST and second.endswith(first))


def similar_project(a: str, b: str) -> bool:
    phases = [set(PHASE.findall(fold(name))) for name in (a, b)]
    if all(phases) and phases[0] != phases[1]:
        return False
    return likeness(project_key(a), project_key(b)) >= ALIKE


def same_matter(a: dict, b: dict, parties: Sequence[str], *, by_amount: bool) -> str:
    """What the two have in common, "" where nothing speaks for one matter. parties: keys of the firms that must agree.

    All firms agree and the projects are similar, or (by_amount) the amounts equal. Where a firm is named on one side only,
    the project must be the same to the letter, the amounts too unless both name no firm and one of them no amount.
    """
    both = [key for key in parties if a.get(key) and b.get(key)]
    if not all(same_firm(a[key], b[key]) for key in both):
        return ""
    first, second = a.get("amount_wan"), b.get("amount_wan")
    equal = bool(first) and first == second
    if not both or any(bool(a.get(key)) != bool(b.get(key)) for key in parties):
        nobody = not any(a.get(key) or b.get(key) for key in parties)
        alike = fold(a["project"]) == fold(b["project"]) and (equal or (nobody and not (first and second)))
        return "项目名称相同" if alike else ""
    if similar_project(a["project"], b["project"]):
        return "单位相同，项目相近"
    return "单位相同，金额相等" if by_amount and equal else ""


def similar_matters(readings: list[RowReading], parties: Sequence[str], *, by_amount: bool = False) -> list[Repeat]:
    """Later rows that may repeat an earlier record; a person decides. Held rows take no part."""
    records: dict[str, list[int]] = {}
    repeats: list[Repeat] = []
    for number, reading in enumerate(readings):
        if reading.held:
            continue
        marks = _marks(reading.values, parties)
        candidates = sorted({first for mark in marks for first in records.get(mark, ())[:MOST_CANDIDATES]})
        for first in candidates:
            if common := same_matter(readings[first].values, reading.values, parties, by_amount=by_amount):
                repeats.append(Repeat(number, first, "similar_lead", f"{common}，请人工判断", review=True))
                break
        else:
            for mark in marks:
                records.setdefault(mark, []).append(number)
    return repeats


def _marks(values: dict, parties: Sequence[str]) -> set[str]:
    """Two records that may be one matter share a mark: the end of a firm's name, or the project to the letter."""
    return {firm_key(values[key])[0][-SHORTEST - 1 :] for key in parties if values.get(key)} | {"：" + fold(values["project"])}
