"""Which industry chain, chain node or discipline a free text speaks of, by the keywords of the tables."""

import re
from collections import defaultdict
from dataclasses import dataclass

from talentbase.text.folding import fold

CHAIN_SUFFIX = re.compile(r"(?:产业链|产业|行业|类|制造业|业)$")
DISCIPLINE_SUFFIX = re.compile(r"(?:科学技术|工程技术|工程学|科学|技术|工程|学)$")
LIMIT = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """code: row of `chain_nodes`, `chains` or `disciplines`. points: for ordering. words: what was met in the text."""

    code: object
    points: float
    words: tuple[str, ...]


class Vocabulary:
    """Keywords indexed by their first two characters: a text is read once, whatever the size of the tables."""

    def __init__(self, book):
        self.book = book
        self.chain_words = self._index(self._chain_entries())
        self.discipline_words = self._index(self._discipline_entries())

    def _chain_entries(self):
        for node in self.book.rows("chain_nodes"):
            for word in (node.name, *node.listed("keywords")):
                yield word, node
        for chain in self.book.rows("chains"):
            for word in (chain.name, *chain.aliases):
                yield word, chain

    def _discipline_entries(self):
        for code in self.book.rows("disciplines"):
            short = DISCIPLINE_SUFFIX.sub("", code.name)
            for word in {code.name, *code.aliases, short if len(short) > 1 else code.name}:
                yield word, code

    @staticmethod
    def _index(entries) -> dict[str, list]:
        index: dict[str, list] = defaultdict(list)
        for word, code in entries:
            folded = fold(word).lower()
            index[folded[:2]].append((folded, code))
        return index

    @staticmethod
    def _met(index: dict[str, list], text: str) -> dict:
        """{code: words of it in the text}; a Latin word must stand alone (PLA is not in PLAN)."""
        folded = fold(text).lower()
        met: dict = defaultdict(set)
        for position in range(len(folded) - 1):
            for word, code in index.get(folded[position : position + 2], ()):
                if not folded.startswith(word, position):
                    continue
                around = folded[position - 1 : position] + folded[position + len(word) : position + len(word) + 1]
                if not (word.isascii() and re.search(r"[a-z]", around)):
                    met[code].add(word)
        return met

    @staticmethod
    def _points(words: set[str]) -> float:
        """Longer words say more; a word inside another met word says nothing new."""
        own = [word for word in words if not any(word != other and word in other for other in words)]
        return sum(min(len(word), 6) for word in own)

    def _ranked(self, met: dict) -> list[Proposal]:
        found = [Proposal(code, self._points(words), tuple(sorted(words))) for code, words in met.items()]
        return sorted(found, key=lambda proposal: (-proposal.points, proposal.code.code))[:LIMIT]

    def chain(self, text: str):
        folded = fold(text)
        for spelling in dict.fromkeys((folded, CHAIN_SUFFIX.sub("", folded))):
            if found := self.book.find("chains", spelling):
                return found
        return None

    def propose_chain(self, text: str) -> list[Proposal]:
        return self._ranked(self._met(self.chain_words, text))

    def propose_discipline(self, text: str) -> list[Proposal]:
        """Names count in full; disciplines of a met chain node count half."""
        met = self._met(self.discipline_words, text)
        points = {code: self._points(words) for code, words in met.items()}
        words = {code: set(found) for code, found in met.items()}
        for proposal in self.propose_chain(text):
            for number in proposal.code.listed("disciplines"):
                if code := self.book.get("disciplines", number):
                    points[code] = points.get(code, 0) + proposal.points / 2
                    words.setdefault(code, set()).update(proposal.words)
        found = [Proposal(code, points[code], tuple(sorted(words[code]))) for code in points]
        return sorted(found, key=lambda proposal: (-proposal.points, proposal.code.code))[:LIMIT]
