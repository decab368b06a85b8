"""Which records of the register may be one person: pairs with what speaks for it and against, for a human to decide.

Wider than `identity`, which decides at an import: here homophones of a name (黄财原, 黄才原) and slips in numbers count as
well. Records are plain value dicts of talent-import/1. Nothing is judged by pinyin; it only says which pairs are looked at.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

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


def find_duplicates(records: dict[Hashable, dict]) -> list[Pair]:
    """The pairs that reach THRESHOLD, the surest first."""
    pairs = (_judged(first, second, records) for first, second in candidates(records))
    return sorted((pair for pair in pairs if pair.score >= THRESHOLD), key=lambda pair: -pair.score)


def _judged(first: Hashable, second: Hashable, records: dict[Hashable, dict]) -> Pair:
    evidence = tuple(evidence_of(records[first], records[second]))
    return Pair(first, second, sum(each.points for each in evidence), evidence)


def candidates(records: dict[Hashable, dict]) -> Iterator[tuple[Hashable, Hashable]]:
    """Every two records of one sound, one phone or one ID number, once."""
    blocks: dict[str, list[Hashable]] = defaultdict(list)
    for key, values in records.items():
        for block in _blocks(values):
            blocks[block].append(key)
    seen = set()
    for members in _bounded(blocks.values(), records):
        for pair in combinations(members, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(values: dict) -> set[str]:
    names = filter(None, (values.get("name"), values.get("former_name")))
    found = {f"s{sound}" for name in names for sound in readings(fold(name))}
    found |= {f"p{number}" for number in values.get("phones", ())}
    return found | ({f"i{values['id_number']}"} if values.get("id_number") else set())


def _bounded(blocks: Iterable[list[Hashable]], records: dict[Hashable, dict]) -> Iterator[list[Hashable]]:
    for members in blocks:
        if len(members) <= LARGEST_BLOCK:
            yield members
            continue
        towns: dict[str, list[Hashable]] = defaultdict(list)
        for key in members:
            towns[_home(records[key])[:2]].append(key)
        yield from towns.values()


def evidence_of(a: dict, b: dict) -> Iterator[Evidence]:
    """What speaks for one person and against, field by field; what one of the two does not say is left out."""
    yield from _of_identity(a, b)
    yield from _of_birth(a.get("birth_ym", ""), b.get("birth_ym", ""))
    yield from _of_phones(a.get("phones", ()), b.get("phones", ()))
    yield from _alike(_home(a), _home(b), HOME, OTHER_HOME, "籍贯")
    yield from _alike(_employer(a), _employer(b), EMPLOYER, OTHER_EMPLOYER, "工作单位")
    yield from _alike(fold(a.get("school", "")), fold(b.get("school", "")), SCHOOL, OTHER_SCHOOL, "毕业院校")
    yield from _equal(a.get("education"), b.get("education"), EDUCATION, OTHER_EDUCATION, "学历")
    yield from _equal(a.get("title"), b.get("title"), TITLE, 0.0, "职称")


def _of_identity(a: dict, b: dict) -> Iterator[Evidence]:
    first, second = ({fold(n) for n in (each.get("name"), each.get("former_name")) if n} for each in (a, b))
    if first & second:
        yield Evidence(NAME, f"姓名相同（{a['name']}）")
    else:
        yield Evidence(HOMOPHONE, f"姓名不同（{a['name']}、{b['name']}）")
    yield from _equal(a.get("id_number"), b.get("id_number"), SAME_ID, OTHER_ID, "身份证号")
    yield from _equal(a.get("gender"), b.get("gender"), 0.0, OTHER_GENDER, "性别")


def _of_birth(first: str, second: str) -> Iterator[Evidence]:
    if not first or not second:
        return
    exact = min(len(first), len(second)) >= 7
    words = f"（{first[:7]}、{second[:7]}）".replace("-", ".")
    if first[:7] == second[:7] and exact:
        yield Evidence(BIRTH, f"出生年月相同（{first[:7].replace('-', '.')}）")
    elif first[:4] == second[:4]:
        yield Evidence(OTHER_MONTH, f"出生月份不同{words}") if exact else Evidence(BIRTH_YEAR, f"出生年相同{words}")
    elif exact and first[5:7] == second[5:7] and abs(int(first[:4]) - int(second[:4])) == 1:
        yield Evidence(BIRTH_SLIP, f"出生年差一年，月份相同{words}")
    else:
        yield Evidence(OTHER_BIRTH, f"出生年月不同{words}")


def _of_phones(first: Iterable[str], second: Iterable[str]) -> Iterator[Evidence]:
    ours, theirs = set(first), set(second)
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


def _home(values: dict) -> str:
    return HOME_WORDS.sub("", fold(values.get("hometown", "")))


def _employer(values: dict) -> str:
    employer = COMPANY_WORDS.sub("", fold(values.get("employer", "")))
    return "" if VAGUE.match(employer) else employer
