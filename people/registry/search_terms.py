"""The words a person may be found by: the one list behind the search column."""

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

from talentbase.pg.search import han_terms, pinyin_terms
from talentbase.text.folding import fold
from talentbase.text.pinyin import COMPOUND_SURNAMES, initials, readings

READINGS_PER_NAME = 32
PHONE_TAIL = 4
LATIN_PART = re.compile(r"[a-z]+")
NOT_A_DIGIT = re.compile(r"\D+")
TEXTS = ("employer", "position", "title_text", "field", "major", "school", "hometown")


def terms_of(person, phones: Iterable[str] = ()) -> set[str]:
    """person: a Person, saved or not. phones: numbers as written; found by the last four digits or from the first digit on."""
    found: set[str] = set()
    for name in (person.name, person.former_name):
        found |= name_terms(name) if name else set()
    found.update(LATIN_PART.findall(person.name_latin.lower()))
    for field in TEXTS:
        if text := getattr(person, field):
            found |= han_terms(fold(text))
    for phone in phones:
        if digits := NOT_A_DIGIT.sub("", phone):
            found.add(digits)
            found.add(digits[-PHONE_TAIL:])
    return found


@lru_cache(maxsize=5_000)
def name_terms(name: str) -> frozenset[str]:
    """Han unigrams and bigrams, full pinyin from every syllable on, and initials, of every reading (单 shan, dan, chan).

    And the surname in full before the initials of the rest, as people type into an input method: shanxf.
    """
    name = fold(name)
    syllables = [choice for choice in map(readings, name) if choice]
    spoken = itertools.islice(itertools.product(*syllables), READINGS_PER_NAME)
    short = initials(name)
    return frozenset(han_terms(name) | pinyin_terms(spoken, [short, *_surname_and_initials(name, short)]))


def _surname_and_initials(name: str, short: str) -> list[str]:
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]
    rest = short[len(surname) :]
    return [sound + rest for sound in readings(surname)] if rest else []
