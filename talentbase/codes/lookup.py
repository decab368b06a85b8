"""Text -> code, over all code tables: exact name, alias, folded spelling, and the special cases that cost real errors.

`CodeBook` is pure: built from rows, either of the files in `data/` or of the database (a county may add aliases).
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from pathlib import Path

from talentbase.codes.places import Gazetteer
from talentbase.codes.proposals import Proposal, Vocabulary
from talentbase.codes.studies import Study, StudyReader
from talentbase.codes.titles import TitleMatch, TitleReader
from talentbase.text.folding import fold

DATA = Path(__file__).parent / "data"
TABLES = tuple(sorted(path.stem for path in DATA.glob("*.csv")))
MEMORY = 50_000
COMMON_FIELDS = ("code", "name", "aliases", "parent", "rank")


@dataclass(frozen=True, slots=True)
class Code:
    """rank orders a table (博士 over 硕士), None where it has no order. extra: the table's own columns."""

    table: str
    code: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    rank: int | None = None
    extra: dict[str, str] = field(default_factory=dict, hash=False)

    def listed(self, key: str) -> tuple[str, ...]:
        """A `|` separated column of `extra`, e.g. keywords."""
        return tuple(filter(None, self.extra.get(key, "").split("|")))


def read_rows(table: str) -> list[Code]:
    """The rows of one file of `data/`."""
    with open(DATA / f"{table}.csv", encoding="utf-8", newline="") as file:
        return [_row(table, row) for row in csv.DictReader(file)]


def _row(table: str, row: dict[str, str]) -> Code:
    return Code(
        table=table,
        code=row["code"],
        name=row["name"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        parent=row["parent"],
        rank=int(row["rank"]) if row["rank"] else None,
        extra={key: value for key, value in row.items() if key not in COMMON_FIELDS},
    )


def _remembered(method):
    """Township sheets repeat the same few hundred words: each is read once per book."""

    @wraps(method)
    def remembering(self, text: str):
        key = (method.__name__, text)
        if key not in self._memory:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            self._memory[key] = method(self, text)
        return self._memory[key]

    return remembering


class CodeBook:
    """All code tables at hand. Table names are those of the files: genders, nations, titles, chains …

    retired: rows the county disabled. Records that hold one still tell its name; no text is read as one any more.
    """

    def __init__(self, rows: Iterable[Code], retired: Iterable[Code] = ()):
        self._codes: dict[str, dict[str, Code]] = {}
        self._names: dict[str, dict[str, Code]] = {}
        self._memory: dict[tuple[str, str], object] = {}
        self._retired = {(row.table, row.code): row for row in retired}
        for row in rows:
            self._codes.setdefault(row.table, {})[row.code] = row
        for table, codes in self._codes.items():
            names = self._names[table] = {}
            for spelling_of in (lambda code: (code.name,), lambda code: code.aliases):
                for code in codes.values():
                    for spelling in spelling_of(code):
                        names.setdefault(fold(spelling).lower(), code)

    @staticmethod
    @cache
    def from_files() -> "CodeBook":
        return CodeBook(row for table in TABLES for row in read_rows(table))

    def rows(self, table: str) -> list[Code]:
        return list(self._codes.get(table, {}).values())

    def choices(self, table: str) -> list[tuple[Code, str]]:
        """(row, words) of all that records may hold: the retired ones last, named as such."""
        retired = [(row, f"{row.name}（已停用）") for (of, _), row in self._retired.items() if of == table]
        return [(row, row.name) for row in self.rows(table)] + retired

    def retired_in(self, table: str, text: str) -> Code | None:
        """A retired row whose name stands in the text."""
        if not self._retired:
            return None
        folded = fold(text)
        return next((row for (of, _), row in self._retired.items() if of == table and row.name in folded), None)

    def get(self, table: str, code: str) -> Code | None:
        """By the code itself, retired or not."""
        return self._codes.get(table, {}).get(code) or self._retired.get((table, code))

    def name(self, table: str, code: str) -> str:
        """The name of a code, "" where it is unknown."""
        found = self.get(table, code)
        return found.name if found else ""

    def find(self, table: str, text: str) -> Code | None:
        """By name, alias or the code itself; blanks, width, letter case and traditional characters do not matter."""
        folded = fold(text)
        return self._names.get(table, {}).get(folded.lower()) or self._codes.get(table, {}).get(folded.upper())

    def spellings(self, table: str) -> dict[str, Code]:
        """{folded lower-case name or alias: code}."""
        return self._names.get(table, {})

    # ---- special tables

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self)

    @cached_property
    def _studies(self) -> StudyReader:
        return StudyReader(self)

    @cached_property
    def _titles(self) -> TitleReader:
        return TitleReader(self)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self)

    @_remembered
    def education_and_degree(self, text: str) -> Study:
        """研究生/硕士, 工学博士（清华大学）, 博士后, 在读博士 -> education, degree and what is left of the text."""
        return self._studies.read(text)

    @_remembered
    def title(self, text: str) -> TitleMatch:
        """教授、博导; 主任医师（正高）; 研究员 2016.12; 副高."""
        return self._titles.read(text)

    @_remembered
    def job_level(self, text: str) -> Code | None:
        """处长（正处级） -> 131; None where no level is written."""
        return self._titles.level_in("job_levels", text)

    @_remembered
    def civil_rank(self, text: str) -> Code | None:
        """局党组成员、二级调研员 -> R04."""
        return self._titles.level_in("civil_ranks", text)

    @_remembered
    def location(self, text: str) -> Code | None:
        """上海市浦东新区 -> 310115, 西安 -> 610100, 河南 -> 410000; the most exact place that is certain."""
        return self._gazetteer.locate(text)

    @_remembered
    def country(self, text: str) -> str:
        return self._gazetteer.country(text)

    @_remembered
    def town(self, text: str) -> Code | None:
        """元村古念, 南乐县元村镇 … -> the town of the county the text begins with."""
        return self._gazetteer.town(text)

    @_remembered
    def home_village(self, text: str) -> str:
        """河南省濮阳市南乐县谷金楼某村 -> 谷金楼镇某村."""
        return self._gazetteer.home_village(text)

    @_remembered
    def programs(self, text: str) -> tuple[list[Code], list[str]]:
        """(talent programs named in the text, pieces that are none)."""
        return self._titles.programs(text)

    def chain(self, text: str) -> Code | None:
        """The industry chain a cell names: 生物基, 食品加工产业链; None where the words only hint at one."""
        return self._vocabulary.chain(text)

    def propose_chain(self, text: str) -> list[Proposal]:
        """Chain nodes whose keywords occur in the text, the best first."""
        return self._vocabulary.propose_chain(text)

    def propose_discipline(self, text: str) -> list[Proposal]:
        """Disciplines of GB/T 13745 named in the text or belonging to chain nodes that are."""
        return self._vocabulary.propose_discipline(text)
