"""Which words a need and a person share: for the sentence, and for highlighting in both texts."""

from dataclasses import dataclass

from demand.matching.engine.terms import COMMON, RELATION, Tokeniser, plain


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read once: as written, folded, as runs of words, and the spellings found per lexicon group."""

    text: str
    folded: str
    pieces: list[list[str]]
    spellings: dict[str, list[str]]
    related: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """`words`: shared words as the person's text writes them; `spellings`: how either text writes a shared group;
    `related`: (word of need, word of person); `missing`: what the need's title says and the person's text does not.
    """

    words: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

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
    return Reading(text, folded, tokeniser.pieces(folded), spellings, related)


def overlap(need: Reading, person: Reading, title: Reading | None = None) -> Overlap:
    """Words of the need that the person's text has too; `missing` are runs of the title that it has not."""
    tokens = {word for piece in person.pieces for word in piece}
    runs = dict.fromkeys(run for piece in need.pieces for run in _shared_runs(piece, person.folded, tokens))
    longest = [run for run in runs if not any(run != other and run in other for other in runs)]
    words = tuple(dict.fromkeys(_as_written(run, person) for run in longest))
    spellings = tuple(
        spelling
        for name in need.spellings.keys() & person.spellings.keys()
        for spelling in (*need.spellings[name], *person.spellings[name])
    )
    related = tuple(
        (need.related[name][0], person.related[name][0])
        for name in need.related
        if name in person.related and not any(plain(word) in run for word in need.related[name] for run in runs)
    )
    missing = tuple(_missing_runs(title, person.folded)) if title else ()
    return Overlap(words, spellings, related, missing)


def _as_written(run: str, person: Reading) -> str:
    """A folded run as the person's text has it: PLA耐热 for 聚乳酸耐热."""
    for name, spellings in person.spellings.items():
        if name in run and name not in plain(person.text):
            run = run.replace(name, spellings[0])
    at = plain(person.text).find(plain(run))
    return run if at < 0 else person.text[at : at + len(run)]


def _shared_runs(piece: list[str], text: str, tokens: set[str]) -> list[str]:
    """Longest runs of whole words of `piece` that stand in `text` too, two characters or more."""
    if piece[0][0].isascii():
        return piece if piece[0] in tokens and len(piece[0]) > 1 else []
    found, at = [], 0
    while at < len(piece):
        run, end = piece[at], at + 1
        if run in text:
            while end < len(piece) and run + piece[end] in text:
                run += piece[end]
                end += 1
            if len(run) > 1 and not all(word in COMMON or len(word) == 1 for word in piece[at:end]):
                found.append(run)
        at = end
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
