"""The only file that knows tsvector. One column filled by the application holds every word a record may be found by.

Words: Han unigrams and bigrams, whole pinyin of every reading and its syllables, initials, tails of phone numbers. A
query word must meet each record word from its start; syllables match at syllable starts only, because each is a word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery as RawQuery
from django.db.models import TextField, Value

MAXIMUM_LENGTH = 64
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
LATIN = re.compile(r"[a-z0-9]+")
NOT_A_WORD = re.compile(r"['\\:&|!()<>*\s\x00]")
WORDS = ArrayField(TextField())


class Words(Value):
    """value: the words, each once."""

    def as_sql(self, compiler, connection):
        array, parameters = super().as_sql(compiler, connection)
        return f"array_to_tsvector({array})", parameters


def vector(terms: Iterable[str]) -> Words:
    """The search column's value; usable in create, bulk_create, update and `insert_many`."""
    return Words([word for word in {*terms} if word], output_field=WORDS)


@lru_cache(maxsize=5_000)
def han_terms(text: str) -> frozenset[str]:
    """Unigrams and bigrams of every run of Han, whole lower-case runs of letters and digits."""
    found: set[str] = set()
    for run in HAN.findall(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    found.update(word for word in LATIN.findall(text.lower()) if len(word) > 1)
    return frozenset(found)


def pinyin_terms(readings, initials) -> set[str]:
    """readings: lists of syllables per reading ([["zhang","san"], ...]). Suffixes at syllable starts serve “san”."""
    found = set(initials)
    for syllables in readings:
        short = "".join(syllable[0] for syllable in syllables)
        for start in range(len(syllables)):
            found.add("".join(syllables[start:]))
            found.add(short[start:])
    return found


@dataclass(frozen=True)
class SearchQuery:
    """words: all must meet. A Han word becomes its bigrams, any other word a prefix."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "SearchQuery | None":
        """None for blank text. Longer text is cut at 64 characters."""
        words: list[str] = []
        for part in text[:MAXIMUM_LENGTH].lower().split():
            for run in HAN.findall(part):
                words += [f"'{run[i : i + 2]}'" for i in range(len(run) - 1)] or [f"'{run}'"]
            words += [f"'{word}':*" for word in LATIN.findall(HAN.sub(" ", NOT_A_WORD.sub(" ", part)))]
        return cls(tuple(words)) if words else None

    def expression(self) -> RawQuery:
        return RawQuery(" & ".join(self.words), search_type="raw", config="simple")
