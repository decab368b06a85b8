"""Which records of the register may be one person: pairs with what speaks for it and against, for a human to decide.

Wider than `identity`, which decides at an import: here homophones of a name (黄财原, 黄才原) and slips in numbers count as
well. Records are plain value dicts of talent-import/1. Nothing is judged by pinyin; it only says which pairs are looked at.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from people.registry.identity import COMPANY_WORDS, HOME_WORDS, likeness
from talentbase.text.folding import fold
from talentbase.text.pinyin import readings

THRESHOLD = 1.0  # from here on a pair is shown
ALIKE = 0.6
LARGEST_BLOCK = 400  # more records of one sound than that are looked at by their townships apart
# no employer: what people write who have none to name
VAGUE = re.compile(r"^(?:某.?|经商|务工|打工|个体(?:户|经营)?|自由职业|退休|无|创业|自主创业)$")
# Points of one agreement or difference. A difference weighs as much as it is rare in one person: nobody changes the sex or the
# home, few the year of birth, many the post and the phone.
NAME, HOMOPHONE = 1.0, -1.0
BIRTH, BIRTH_YEAR, BIRTH_SLIP, OTHER_MONTH, OTHER_BIRTH = 4.0, 2.0, 0.0, -4.0, -6.0
PHONE, PHONE_SLIP, OTHER_PHONE = 6.0, 4.0, -1.0
HOME, OTHER_HOME = 2.0, -4.0
EMPLOYER, OTHER_EMPLOYER = 3.0, -1.0
SCHOOL, OTHER_SCHOOL = 2.0, -3.0
EDUCATION, OTHER_EDUCATION = 1.0, -2.5
OTHER_GENDER = -6.0
TITLE = 1.0
SAME_ID, OTHER_ID = 20.0, -20.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """sentence: what a clerk reads; points: above 0 speaks for one person."""

    points: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Pair:
    first: Hashable
    second: Hashable
    score: float
    evidence: tuple[Evidence, ...]


class Traits(NamedTuple):
    """A record as pairs are judged by: made once, compared many times."""

    name: str
    names: frozenset[str]
    id_number: str
    gender: str
    birth: str
    phones: frozenset[str]
    home: str
    employer: str
    school: str
    education: str
    title: str


def traits_of(values: dict) -> Traits:
    """values: a dict of talent-import/1; id_number may be any mark that is equal for equal numbers."""
    return Traits(
        name=values["name"],
        names=frozenset(fold(name) for name in (values["name"], values.get("former_name")) if name),
        id_number=values.get("id_number") or "",
        gender=values.get("gender") or "",
        birth=values.get("birth_ym") or "",
        phones=frozenset(values.get("phones") or ()),
        home=HOME_WORDS.sub("", fold(values.get("hometown") or "")),
        employer=_employer(values.get("employer") or ""),
        school=fold(values.get("school") or ""),
        education=values.get("education") or "",
        title=values.get("title") or "",
    )


def _employer(text: str) -> str:
    employer = COMPANY_WORDS.sub("", fold(text))
    return "" if VAGUE.match(employer) else employer


def find_duplicates(records: dict[Hashable, dict]) -> list[Pair]:
    """The pairs that reach THRESHOLD, the surest first."""
    traits = {key: traits_of(values) for key, values in records.items()}
    pairs = (judged(first, second, traits) for first, second in candidates(traits))
    return sorted((pair for pair in pairs if pair.score >= THRESHOLD), key=lambda pair: -pair.score)


def judged(first: Hashable, second: Hashable, traits: dict[Hashable, Traits]) -> Pair:
    evidence = tuple(evidence_of(traits[first], traits[second]))
    return Pair(first, second, sum(each.points for each in evidence), evidence)


def candidates(traits: dict[Hashable, Traits]) -> Iterator[tuple[Hashable, Hashable]]:
    """Every two records of one sound, one phone or one ID number, once."""
    of_record = {key: _blocks(each) for key, each in traits.items()}
    sizes = Counter(block for blocks in of_record.values() for block in blocks)
    members: dict[str, list[Hashable]] = defaultdict(list)
    for key, blocks in of_record.items():
        of_record[key] = [f"{b}/{traits[key].home[:2]}" if sizes[b] > LARGEST_BLOCK else b for b in blocks]
        for block in of_record[key]:
            members[block].append(key)
    for block, keys in members.items():
        for first, second in combinations(keys, 2):
            if block == _first_common(of_record[first], of_record[second]):  # two records may share several
                yield first, second


def _blocks(traits: Traits) -> list[str]:
    sounds = {sound for name in traits.names for sound in readings(name)}
    number = [f"i{traits.id_number}"] if traits.id_number else []
    return [*sorted(f"s{sound}" for sound in sounds), *sorted(f"p{phone}" for phone in traits.phones), *number]


def _first_common(blocks: list[str], others: list[str]) -> str:
    return next(block for block in blocks if block in others)


def evidence_of(a: Traits, b: Traits) -> Iterator[Evidence]:
    """What speaks for one person and against, field by field; what one of the two does not say is left out."""
    yield from _of_identity(a, b)
    yield from _of_birth(a.birth, b.birth)
    yield from _of_phones(a.phones, b.phones)
    yield from _alike(a.home, b.home, HOME, OTHER_HOME, "籍贯")
    yield from _alike(a.employer, b.employer, EMPLOYER, OTHER_EMPLOYER, "工作单位")
    yield from _alike(a.school, b.school, SCHOOL, OTHER_SCHOOL, "毕业院校")
    yield from _equal(a.education, b.education, EDUCATION, OTHER_EDUCATION, "学历")
    yield from _equal(a.title, b.title, TITLE, 0.0, "职称")


def _of_identity(a: Traits, b: Traits) -> Iterator[Evidence]:
    if a.names & b.names:
        yield Evidence(NAME, f"姓名相同（{a.name}）")
    else:
        yield Evidence(HOMOPHONE, f"姓名不同（{a.name}、{b.name}）")
    yield from _equal(a.id_number, b.id_number, SAME_ID, OTHER_ID, "身份证号")
    yield from _equal(a.gender, b.gender, 0.0, OTHER_GENDER, "性别")


def _of_birth(first: str, second: str) -> Iterator[Evidence]:
    if not first or not second:
        return
    exact = min(len(first), len(second)) >= 7
    words = f"（{'、'.join(dict.fromkeys((first[:7], second[:7])))}）".replace("-", ".")
    if first[:7] == second[:7] and exact:
        yield Evidence(BIRTH, f"出生年月相同（{first[:7].replace('-', '.')}）")
    elif first[:4] == second[:4]:
        yield Evidence(OTHER_MONTH, f"出生月份不同{words}") if exact else Evidence(BIRTH_YEAR, f"出生年相同{words}")
    elif exact and first[5:7] == second[5:7] and abs(int(first[:4]) - int(second[:4])) == 1:
        yield Evidence(BIRTH_SLIP, f"出生年差一年，月份相同{words}")
    else:
        yield Evidence(OTHER_BIRTH, f"出生年月不同{words}")


def _of_phones(ours: frozenset[str], theirs: frozenset[str]) -> Iterator[Evidence]:
    if not ours or not theirs:
        return
    if ours & theirs:
        yield Evidence(PHONE, "电话相同")
    elif any(_one_slip(a, b) for a in ours for b in theirs):
        yield Evidence(PHONE_SLIP, "电话只差一位")
    else:
        yield Evidence(OTHER_PHONE, "电话不同")


def _one_slip(a: str, b: str) -> bool:
    return len(a) == len(b) >= 11 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _equal(first, second, points: float, against: float, label: str) -> Iterator[Evidence]:
    if first and second and (first == second or against):
        yield Evidence(points, f"{label}相同") if first == second else Evidence(against, f"{label}不同")


def _alike(first: str, second: str, points: float, against: float, label: str) -> Iterator[Evidence]:
    if not first or not second:
        return
    if likeness(first, second) >= ALIKE:
        yield Evidence(points, f"{label}相同" if first == second else f"{label}相近")
    else:
        yield Evidence(against, f"{label}不同")
