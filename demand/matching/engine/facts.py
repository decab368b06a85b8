"""What the engine knows of a person and of a need: plain frozen facts, no ORM, dates given by the caller."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

TITLE_RANKS = {"正高级": 3, "副高级": 2, "中级": 1, "初级": 0}
DEGREE_NAMES = {5: "博士", 4: "硕士", 3: "本科", 2: "大专", 1: "中专或高中"}
IN_REGISTER = ("在外", "引进")
OUTSIDE = "库外"


class Criterion(NamedTuple):
    """One line of the score: `code` names the field of `Weights`, `label` stands on the page."""

    code: str
    label: str


FIELD = Criterion("field", "专业领域")
TAXONOMY = Criterion("taxonomy", "产业链/学科")
QUALIFICATION = Criterion("qualification", "学历职称")
WILLINGNESS = Criterion("willingness", "意愿与联系")
REGION = Criterion("region", "地域")
CRITERIA = (FIELD, TAXONOMY, QUALIFICATION, WILLINGNESS, REGION)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal once declined; `need_key` None means declined in general."""

    need_key: object | None
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person. None or an empty text means 未登记: it never disqualifies and never earns points.

    `disciplines`: GB/T 13745 codes, best with their name (43040 高分子材料), or free names.
    `chains`, `chain_nodes`: names, as the needs use them.
    `degree_rank`: 博士 5, 硕士 4, 本科 3, 大专 2, 中专/高中 1. `title_level`: a key of `TITLE_RANKS`.
    `location_code`: GB/T 2260, six digits, of the place of work.
    `contact_restriction`: 已故, 失联, 不愿联系, 不宜联系; who carries one never appears.
    `station`: name of a talent station in the city of work, "" where there is none.
    """

    key: object
    name: str = ""
    field: str = ""
    keywords: tuple[str, ...] = ()
    employer: str = ""
    department: str = ""
    position: str = ""
    title_name: str = ""
    disciplines: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    chain_nodes: tuple[str, ...] = ()
    degree_rank: int | None = None
    title_level: str | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    politics: str = ""
    location_code: str = ""
    province: str = ""
    city: str = ""
    station: str = ""
    categories: tuple[str, ...] = ()
    is_serving_official: bool = False
    is_university_leader: bool = False
    retired_within_three_years: bool = False
    contact_restriction: str | None = None
    consent: str | None = None
    modes: tuple[str, ...] = ()
    last_contact: date | None = None
    last_confirmed: date | None = None
    refusals: tuple[Refusal, ...] = ()
    excluded: bool = False
    population: str = "在外"

    @property
    def research(self) -> str:
        """Research field and works as one text; empty means that nobody has asked yet."""
        return "；".join(part for part in (self.field, *self.keywords) if part)

    @property
    def post(self) -> str:
        return "；".join(part for part in (self.department, self.position, self.title_name) if part)


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """One need. A minimum of None asks for nothing; `*_hard` makes it decide eligibility instead of points.

    `title_min`: a key of `TITLE_RANKS`. `location_code`: GB/T 2260 of the place of work. `kind`: 岗位 or 技术.
    """

    key: object
    title: str = ""
    description: str = ""
    kind: str = "岗位"
    enterprise: str = ""
    industry: str = ""
    chain: str = ""
    chain_node: str = ""
    discipline: str = ""
    degree_min: int | None = None
    degree_hard: bool = False
    title_min: str | None = None
    title_hard: bool = False
    age_max: int | None = None
    age_hard: bool = False
    politics: str = ""
    politics_hard: bool = False
    majors: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    location_code: str = ""
    headcount: int | None = None
    urgent: bool = False

    @property
    def has_taxonomy(self) -> bool:
        return bool(self.chain or self.chain_node or self.discipline)


@dataclass(frozen=True, slots=True)
class Weights:
    """Points each criterion is worth at most; the caller versions them.

    Raises ValueError when one is negative or all are zero.
    """

    field: int = 40
    taxonomy: int = 20
    qualification: int = 15
    willingness: int = 15
    region: int = 10

    def __post_init__(self):
        values = [getattr(self, criterion.code) for criterion in CRITERIA]
        if min(values) < 0:
            raise ValueError("权重不能小于0。")
        if sum(values) == 0:
            raise ValueError("五项权重不能全部为0。")

    def maxima(self) -> dict[str, int]:
        """Whole points per criterion code, summing to 100 (largest remainder), so that the grades keep their meaning."""
        values = {criterion.code: getattr(self, criterion.code) for criterion in CRITERIA}
        total = sum(values.values())
        points = {code: value * 100 // total for code, value in values.items()}
        by_remainder = sorted(values, key=lambda code: -(values[code] * 100 % total))
        for code in by_remainder[: 100 - sum(points.values())]:
            points[code] += 1
        return points
