"""Are two records the same person? The one place duplicates are judged, on plain value dicts of talent-import/1.

Order: same number of our own register -> same, another number -> another person (rows of an export that came back); same ID
number -> same; same name and a common mobile -> same; same name, birth month, and hometown or employer alike -> a person must
decide; the same name alone is nobody (张伟 1981.02, 张伟 1994.07). Different ID numbers are different people.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from talentbase.text.folding import fold
from talentbase.text.phones import MOBILE

ALIKE = 0.6
COMPANY_WORDS = re.compile(r"有限责任公司|股份有限公司|有限公司|公司|集团|股份|分公司|[省市县区()（）]")
HOME_WORDS = re.compile(r"^(?:河南省?)?(?:濮阳市?)?(?:南乐县?)?|[镇乡()（）]|村$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """rule: same_number | same_id | same_name_mobile | same_name_birth_place. review: a human decides."""

    rule: str
    sentence: str
    review: bool = False


def same_person(a: dict, b: dict) -> Verdict | None:
    """None: nothing says they are the same, or something says they are not."""
    first, second = a.get("record_number"), b.get("record_number")
    if first and second:
        return _same_number(a, b) if first == second else None
    first, second = a.get("id_number"), b.get("id_number")
    if first and second:
        return Verdict("same_id", "身份证号相同") if first == second else None
    if not _same_name(a, b):
        return None
    contradiction = _contradiction(a, b)
    if _mobiles(a) & _mobiles(b):
        if not contradiction:
            return Verdict("same_name_mobile", "姓名与手机号码相同")
        return Verdict("same_name_mobile", f"姓名与手机号码相同，但{contradiction}", review=True)
    if contradiction or not _same_month(a, b):
        return None
    return _same_place(a, b)


def reported_before(a: dict, b: dict) -> Verdict | None:
    """One name on two lists of the same township, and on each only once: a person must decide, unless something differs."""
    first, second = a.get("id_number"), b.get("id_number")
    if (first and second) or _contradiction(a, b):
        return None
    return Verdict("same_name_birth_place", "姓名相同，此前由本乡镇报送过，请人工判断", review=True)


def _same_number(a: dict, b: dict) -> Verdict:
    """A row of our own export may have been moved, copied or overwritten: only with the name it is certain."""
    if not _same_name(a, b):
        return Verdict("same_number", "档案编号相同，但姓名不同，请核对", review=True)
    first, second = a.get("id_number"), b.get("id_number")
    if first and second and first != second:
        return Verdict("same_number", "档案编号与姓名相同，但身份证号不同，请核对", review=True)
    return Verdict("same_number", "档案编号与姓名相同")


def names_of(values: dict) -> set[str]:
    """The folded names a person is found under: 姓名, 曾用名."""
    return {fold(name).lower() for name in (values.get("name"), values.get("former_name")) if name}


def _same_name(a: dict, b: dict) -> bool:
    return bool(names_of(a) & names_of(b))


def _mobiles(values: dict) -> set[str]:
    """Numbers that belong to one person: mobiles, foreign ones; a landline belongs to an office."""
    return {number for number in values.get("phones", ()) if MOBILE.fullmatch(number) or number.startswith("+")}


def _contradiction(a: dict, b: dict) -> str:
    """Two births differ where both are known (as exact as the less exact one), or the genders do."""
    first, second = a.get("birth_ym"), b.get("birth_ym")
    if first and second and first[: len(second)] != second[: len(first)]:
        return "出生年月不同"
    if a.get("gender") and b.get("gender") and a["gender"] != b["gender"]:
        return "性别不同"
    return ""


def _same_month(a: dict, b: dict) -> bool:
    first, second = a.get("birth_ym", ""), b.get("birth_ym", "")
    return len(first) >= 7 and first[:7] == second[:7]


def _same_place(a: dict, b: dict) -> Verdict | None:
    for key, noise, label in (("hometown", HOME_WORDS, "籍贯"), ("employer", COMPANY_WORDS, "工作单位")):
        if a.get(key) and b.get(key) and likeness(noise.sub("", fold(a[key])), noise.sub("", fold(b[key]))) >= ALIKE:
            return Verdict("same_name_birth_place", f"姓名、出生年月相同，{label}相近，请人工判断", review=True)
    return None


def likeness(a: str, b: str) -> float:
    """0 … 1: shared character pairs (Dice); 1 where the shorter one (two characters and more) is part of the longer."""
    if a == b:
        return 1.0 if a else 0.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and short in long:
        return 1.0
    first, second = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (a, b))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


class PersonIndex:
    """Finds the earlier record a row repeats by looking only at records with the same ID number or name."""

    def __init__(self, records: Iterable[tuple[Hashable, dict]] = ()):
        self._by_number: dict[str, list] = {}
        self._by_id: dict[str, list] = {}
        self._by_name: dict[str, list] = {}
        for key, values in records:
            self.add(key, values)

    def add(self, key: Hashable, values: dict) -> None:
        if number := values.get("record_number"):
            self._by_number.setdefault(number, []).append((key, values))
        if number := values.get("id_number"):
            self._by_id.setdefault(number, []).append((key, values))
        for name in names_of(values):
            self._by_name.setdefault(name, []).append((key, values))

    def find(self, values: dict) -> tuple[Hashable, Verdict] | None:
        """(key, verdict) of the best match: a certain one before one for review, the earliest first."""
        candidates = list(self._by_number.get(values.get("record_number") or "", ()))
        candidates += self._by_id.get(values.get("id_number") or "", ())
        for name in names_of(values):
            candidates += self._by_name.get(name, ())
        best = None
        for key, other in candidates:
            verdict = same_person(other, values)
            if verdict and not verdict.review:
                return key, verdict
            best = best or (verdict and (key, verdict))
        return best
