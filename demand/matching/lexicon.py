"""The words of the trade in force: those that come with the system, with what the county changed, added or turned off."""

from dataclasses import dataclass
from functools import cache

from demand.matching.engine import Tokeniser, lexicon_of, lexicon_rows
from demand.matching.models import WordGroup


@dataclass(frozen=True)
class Group:
    """own: the county's row, None for one as it comes with the system; is_given: it comes with the system."""

    chain: str
    kind: str
    name: str
    words: tuple[str, ...]
    own: WordGroup | None = None
    is_given: bool = True

    @property
    def is_off(self) -> bool:
        return bool(self.own and self.own.is_off)


@cache
def given() -> dict[tuple[str, str], Group]:
    """{(kind, name): group} of the file; read once."""
    return {(kind, name): Group(chain, kind, name, tuple(words)) for chain, kind, name, words in lexicon_rows()}


def groups() -> list[Group]:
    """All of them, by chain; the county's stand in the place of the system's."""
    found = dict(given())
    for own in WordGroup.objects.all():
        key = own.kind, own.name
        found[key] = Group(own.chain, own.kind, own.name, tuple(own.words), own, key in given())
    return sorted(found.values(), key=lambda group: (group.chain, group.kind, group.name))


def tokeniser() -> Tokeniser:
    """Reads people and needs by the words in force now."""
    return Tokeniser(lexicon_of((group.kind, group.name, group.words) for group in groups() if not group.is_off))
