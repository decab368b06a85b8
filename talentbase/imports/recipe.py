"""What a room tells the import machinery about one kind of sheet. The machinery has never heard of a person.

A recipe has two halves: a pure one (`columns`, `read_row`, `judge`) that turns cells into values and finds repeats inside
the file, and one that speaks to the database (`known`, `apply`), both asked per batch, never per row.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column


@dataclass(frozen=True, slots=True)
class Note:
    """A warning or an error on one cell. code: of the closed lists (schema talent-import/1); message: Chinese sentence.

    proposal: the value one click would put in its place, "" where there is none.
    """

    field: str
    code: str
    message: str
    proposal: str = ""

    def plain(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "message": self.message, "proposal": self.proposal}


@dataclass(slots=True)
class RowReading:
    """One row as understood. values: {key: value} in schema form (codes, "1968-05", lists); empty keys are left out.

    errors hold the row; the one exception is `bad_phone` (row is kept, the number dropped).
    """

    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    warnings: list[Note] = field(default_factory=list)
    errors: list[Note] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)  # unmapped columns

    @property
    def held(self) -> bool:
        return any(error.code != "bad_phone" for error in self.errors)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`later` repeats `first` (indices into the list given to `judge`). rule: of the closed list; review: a human decides."""

    later: int
    first: int
    rule: str
    sentence: str
    review: bool = False


class Recipe(Protocol):
    """kind: people | demand | tech_demand ...; label: 在外人才. `columns` in the order of our own template.

    A recipe whose records may take several rows also has `join_rows(readings) -> None`, called once per file before `judge`.
    """

    kind: str
    label: str
    columns: tuple[Column, ...]

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading: ...

    def judge(self, readings: list[RowReading]) -> list[Repeat]: ...


UNNAMED = "no_record"


@dataclass(frozen=True, slots=True)
class Known:
    """A record the register already holds. rule "echo": the row says nothing new, whatever else speaks for it; UNNAMED: no
    record is meant (target None), the row waits until what it names is registered.

    changes: [(label, stored, new, key)] in words, key of the schema (several joined by +). hidden: outside the scope of the
    one who imports, so nothing of it is told.
    """

    target: int | None
    rule: str
    sentence: str
    review: bool = False
    changes: tuple[tuple[str, str, str, str], ...] = ()
    words: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One row to be written. target None = new, else the record to bring up to date.

    echo: the check said that the row brings nothing new; then nothing of it is written, whoever edited the record since.
    """

    values: dict[str, Any]
    target: int | None = None
    echo: bool = False


class RoomRecipe(Protocol):
    """The half that speaks to the database, one per kind; rooms register theirs in `ready()`."""

    kind: str
    label: str
    list_url: str  # URL name of the list, which takes ?batch=<id>; "" for a kind that is only checked
    right: str  # to enter such records by hand: a sheet is no way around it
    table: str  # of the records that the rows' targets number

    @property
    def columns(self) -> tuple[Column, ...]: ...

    def reader(self) -> Recipe: ...

    def known(self, readings: list[RowReading], *, by, unit=None) -> dict[int, Known]: ...

    def apply(self, items: list[Item], *, batch, by) -> list[tuple]:
        """For each (record or None, outcome), and why where a row is left out that the check page had called good."""
        ...


class CheckOnly:
    """A kind whose register does not take rows: sheets are read, checked and returned to the sender, nothing is written."""

    list_url = ""
    table = ""
    right = ""

    def __init__(self, reading: type[Recipe]):
        self.reading = reading
        self.kind, self.label, self.columns = reading.kind, reading.label, reading.columns

    def reader(self) -> Recipe:
        from talentbase.codes.book import current_book  # the readings themselves work without a database

        return self.reading(book=current_book())

    def known(self, readings: list[RowReading], *, by, unit=None) -> dict[int, Known]:
        return {}

    def apply(self, items: list[Item], *, batch, by) -> list[tuple[int | None, str]]:
        return [(None, "skipped")] * len(items)


_recipes: dict[str, RoomRecipe] = {}


def register(recipe: RoomRecipe) -> None:
    _recipes[recipe.kind] = recipe


def recipes() -> dict[str, RoomRecipe]:
    return dict(_recipes)
