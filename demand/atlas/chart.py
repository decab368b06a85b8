"""Chains and their nodes with supply (ours, brought in, outside), need and gap; and the table of any two dimensions.

Three statements for the whole county: people by tag, needs by tag, chains with nodes.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Func, Q, Sum, Value
from django.db.models.functions import Left

from demand.needs.models import HEADS, Need
from people.registry.filters import DEGREES, LEVELS, province_name
from people.registry.models import Person, PersonTag
from talentbase.codes.book import current_book, name_of
from talentbase.codes.models import ChainNode, IndustryChain

Population = Person.Population
KEYS = ("ours", "introduced", "outside", "needs", "heads")
SCARCE = 2  # people for each need; fewer is a gap, as on the dashboard


@dataclass
class Numbers:
    """People of 在外人才, 引进人才, 库外专家; open needs and the heads they ask for (one each where no number is known)."""

    ours: int = 0
    introduced: int = 0
    outside: int = 0
    needs: int = 0
    heads: int = 0
    both: int = 0  # of 在外人才 and 引进人才 those who are among the other as well

    def plus(self, other: "Numbers") -> None:
        for key in (*KEYS, "both"):
            setattr(self, key, getattr(self, key) + getattr(other, key))

    def plain(self) -> dict[str, int]:
        return {key: getattr(self, key) for key in KEYS}

    @property
    def supply(self) -> int:
        return self.ours + self.introduced - self.both

    @property
    def has_gap(self) -> bool:
        return self.needs > 0 and self.supply < SCARCE * self.needs

    @property
    def ratio(self) -> str:
        """3.5 people for each need; "" where nothing is asked for."""
        return f"{self.supply / self.needs:.1f}" if self.needs else ""


@dataclass
class Line:
    """node None: tagged with the chain, not with a node of it."""

    node: ChainNode | None
    numbers: Numbers = field(default_factory=Numbers)


@dataclass
class Chart:
    """One chain. numbers: everybody once, also who stands at no node."""

    chain: IndustryChain
    lines: list[Line]
    numbers: Numbers

    def of_stage(self, stage: str) -> list[Line]:
        return [line for line in self.lines if line.node and line.node.stage == stage]

    @property
    def loose(self) -> Line:
        return next(line for line in self.lines if line.node is None)

    @property
    def untagged_share(self) -> str:
        """Of the chain's people those without a node, in percent."""
        everybody = self.numbers.supply + self.numbers.outside
        loose = self.loose.numbers
        return f"{(loose.supply + loose.outside) * 100 / everybody:.0f}%" if everybody else ""


def charts(user) -> list[Chart]:
    """Of every active chain, in the county's order; only what the user may see is counted."""
    people, needs = _people(user), _needs(user)
    nodes: dict[int, list[ChainNode]] = {}
    for node in ChainNode.objects.active().order_by("order"):
        nodes.setdefault(node.chain_id, []).append(node)
    found = []
    for chain in IndustryChain.objects.active().select_related("lead"):
        lines = [Line(node) for node in [*nodes.get(chain.pk, []), None]]
        known, total = {line.node.pk: line for line in lines if line.node}, Numbers()
        for counted in (people, needs):
            for (of_chain, node), numbers in counted.items():
                if of_chain == chain.pk:
                    known.get(node, lines[-1]).numbers.plus(numbers)
                    total.plus(numbers)
        found.append(Chart(chain, lines, total))
    return found


def _people(user) -> dict[tuple[int, int | None], Numbers]:
    """A person has a chain once, at one node at most."""
    tags = PersonTag.objects.filter(person__in=Person.objects.visible_to(user).present().values("pk"))
    in_population = {
        name: Count("pk", filter=Q(person__populations__contains=[population]))
        for name, population in (("away", Population.AWAY), ("brought", Population.INTRODUCED), ("beyond", Population.OUTSIDE))
    }
    both = Count("pk", filter=Q(person__populations__contains=[Population.AWAY, Population.INTRODUCED]))
    rows = tags.order_by().values("chain", "node").annotate(**in_population, both=both)
    return {(row["chain"], row["node"]): Numbers(row["away"], row["brought"], row["beyond"], both=row["both"]) for row in rows}


def _needs(user) -> dict[tuple[int, int | None], Numbers]:
    open_needs = Need.objects.visible_to(user).open().exclude(chain=None)
    rows = open_needs.order_by().values("chain", "node").annotate(number=Count("pk"), heads=Sum(HEADS))
    return {(row["chain"], row["node"]): Numbers(needs=row["number"], heads=row["heads"]) for row in rows}


def untagged(user) -> tuple[int, int, int]:
    """(people of 在外人才 without a chain, all of them, open needs without a chain)."""
    people = Person.objects.visible_to(user).away()
    needs = Need.objects.visible_to(user).open().filter(chain=None).count()
    return people.filter(chain_ids=[]).count(), people.count(), needs


# ---- any two dimensions


@dataclass(frozen=True)
class Dimension:
    """One of the four the atlas is read by. expression: what people are grouped by; query: the list's parameter for a value.

    is_list: one person counts for each of several values.
    """

    key: str
    label: str
    expression: object
    words: Callable[[str], str]
    query: str
    order: tuple[str, ...] = ()
    is_list: bool = False


def dimensions() -> dict[str, Dimension]:
    """By key; names of chains and disciplines are read once."""
    chains = {str(pk): name for pk, name in IndustryChain.objects.active().values_list("pk", "name")}
    book = current_book()

    code = Func(F("discipline"), Value("."), Value(2), function="split_part", output_field=CharField())

    def science(value: str) -> str:
        row = book.get("disciplines", value)
        return row.name if row else value

    found = (
        Dimension("chain", "产业链", Func(F("chain_ids"), function="unnest"), lambda v: chains.get(v, v), "chain", tuple(chains), True),
        Dimension("province", "工作地", F("location_province"), province_name, "province"),
        Dimension("degree", "学历", F("degree_rank"), lambda v: DEGREES.get(v, v), "degree", tuple(DEGREES)),
        Dimension("level", "职称级别", F("title_level"), str, "level", LEVELS),
        Dimension("science", "研究领域（学科）", Left(code, 3), science, "discipline"),
        Dimension("town", "籍贯乡镇", F("town_id"), name_of, "town"),
    )  # fmt: skip
    return {dimension.key: dimension for dimension in found}


@dataclass
class Table:
    """cells: {(row value, column value): people}; rows and columns in order, the fullest first where there is no order."""

    rows: list[tuple[str, str]]
    columns: list[tuple[str, str]]
    cells: dict[tuple[str, str], int]
    highest: int
    left_out: int
    is_cut: bool  # more rows or columns than are shown


def table(user, population: str, first: Dimension, second: Dimension, most: int = 18) -> Table:
    """People of a population by two dimensions; who lacks either is counted as left out."""
    people = Person.objects.visible_to(user).present().of_population(population).order_by()
    counted = people.values_list(first.expression, second.expression).annotate(number=Count("pk", distinct=True))
    cells = {(str(a), str(b)): number for a, b, number in counted if a not in (None, "") and b not in (None, "")}
    known = people.filter(_known(first) & _known(second)).count()
    every_row, every_column = _in_order(first, cells, 0), _in_order(second, cells, 1)
    rows, columns = every_row[:most], every_column[:most]
    is_cut = max(len(every_row), len(every_column)) > most
    kept = {pair: number for pair, number in cells.items() if pair[0] in dict(rows) and pair[1] in dict(columns)}
    return Table(rows, columns, kept, max(kept.values(), default=0), people.count() - known, is_cut)


def _known(dimension: Dimension) -> Q:
    if dimension.is_list:
        return ~Q(chain_ids=[])
    name = {
        "science": "discipline",
        "province": "location_province",
        "degree": "degree_rank",
        "level": "title_level",
        "town": "town",
    }
    column = name[dimension.key]
    return ~Q(**{column: ""}) if column in ("location_province", "title_level") else Q(**{f"{column}__isnull": False})


def _in_order(dimension: Dimension, cells: dict[tuple[str, str], int], side: int) -> list[tuple[str, str]]:
    sums: Counter = Counter()
    for pair, number in cells.items():
        sums[pair[side]] += number
    place = {value: number for number, value in enumerate(dimension.order)}
    values = sorted(sums, key=lambda value: (place.get(value, len(place)), -sums[value], value))
    return [(value, dimension.words(value)) for value in values]
