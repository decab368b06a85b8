"""Which words a need and a person share: for the sentence, and for highlighting in both texts."""

from dataclasses import dataclass, field

from demand.matching.engine.terms import COMMON, RELATION, Tokeniser


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read once: folded spelling, runs of words, and the spellings found per lexicon group."""

    folded: str
    pieces: list[list[str]]
    spellings: dict[str, list[str]]
    related: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """`words`: shared words; `spellings`: how either text writes them; `related`: (word of need, word of person)."""

    words: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = field(default=())

    @property
    def highlights(self) -> tuple[str, ...]:
        """Every word worth marking in either text, longest first."""
        pairs = (word for pair in self.related for word in pair)
        return tuple(sorted({*self.words, *self.spellings, *pairs}, key=lambda word: (-len(word), word)))

    def __bool__(self) -> bool:
        return bool(self.words or self.related)


def read(tokeniser: Tokeniser, text: str) -> Reading:
    folded = tokeniser.fold(text)
    spellings, related = {}, {}
    for spelling, kind, name in tokeniser.concepts(text):
        found = (related if kind == RELATION else spellings).setdefault(name, [])
        if spelling not in found:
            found.append(spelling)
    return Reading(folded, tokeniser.pieces(folded), spellings, related)


def overlap(need: Reading, person: Reading, title: Reading | None = None) -> Overlap:
    """Words of the need that the person's text has too; `missing` are runs of the title that it has not."""
    tokens = {word for piece in person.pieces for word in piece}
    words: dict[str, None] = {}
    for piece in need.pieces:
        words.update(dict.fromkeys(_shared_runs(piece, person.folded, tokens)))
    spellings = tuple(
        spelling
        for name in need.spellings.keys() & person.spellings.keys()
        for spelling in (*need.spellings[name], *person.spellings[name])
    )
    related = tuple(
        (need.related[name][0], person.related[name][0])
        for name in need.related
        if name in person.related and not any(word in words for word in need.related[name])
    )
    missing = tuple(_missing_runs(title, person.folded)) if title else ()
    return Overlap(tuple(words), spellings, related, missing)


def _shared_runs(piece: list[str], text: str, tokens: set[str]) -> list[str]:
    """Longest runs of whole words of `piece` that stand in `text` too, two characters or more."""
    if piece[0][0].isascii():
        return piece if piece[0] in tokens and len(piece[0]) > 1 else []
    found, at = [], 0
    while at < len(piece):
        end = at
        while end < len(piece) and "".join(piece[at : end + 1]) in text:
            end += 1
        run = "".join(piece[at:end])
        if len(run) > 1 and not all(word in COMMON or len(word) == 1 for word in piece[at:end]):
            found.append(run)
        at = max(end, at + 1)
    return found


def _missing_runs(title: Reading, text: str) -> list[str]:
    runs = []
    for piece in title.pieces:
        run = ""
        for word in (*piece, ""):
            if word and word not in text and word not in COMMON:
                run += word
            elif run:
                runs.append(run)
                run = ""
    return [run for run in runs if len(run) > 1]
