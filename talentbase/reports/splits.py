"""How the figures divide: by township, place of work, chain and employer. Each split speaks of the rows of its figure, so
its parts and 未登记 add up to it.
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Func, Q, Sum

from demand.enterprises.models import Enterprise
from demand.matching.figures import settled as settled_needs
from demand.needs.figures import of_round
from demand.needs.models import Need
from people.registry.figures import total as people
from people.registry.models import Person
from talentbase.codes.book import current_book, name_of
from talentbase.codes.models import IndustryChain
from talentbase.figures.figure import find
from talentbase.figures.models import Opening
from talentbase.figures.period import Period
from talentbase.figures.together import plain

ABROAD = "00"
# the one-letter names of GB/T 2260's provinces, as number plates and tile maps write them
SHORT_NAMES = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪", "32": "苏",
    "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘", "44": "粤", "45": "桂",
    "46": "琼", "50": "渝", "51": "川", "52": "贵", "53": "滇", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁",
    "65": "新", "71": "台", "81": "港", "82": "澳", ABROAD: "国外",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    code: str
    count: int

    @property
    def short(self) -> str:
        return SHORT_NAMES.get(self.code, "")

    @property
    def name(self) -> str:
        if self.code in ("", ABROAD):
            return "国外" if self.code else "未登记"
        row = current_book().get("provinces", f"{self.code}0000")
        name = row.name if row else self.code
        return f"{name}（省内县外）" if self.code == settings.TALENTBASE_COUNTY_CODE[:2] else name


def places(user, period: Period) -> list[Place]:
    """The largest first, 未登记 (code "") last and always there."""
    rows = people(user, period).values_list("location_province").annotate(Count("pk")).order_by()
    found = Counter(dict(rows))
    known = sorted((code for code in found if code), key=lambda code: (-found[code], code))
    return [*(Place(code, found[code]) for code in known), Place("", found[""])]


@dataclass(frozen=True)
class Town:
    """key: of the code table, "" where the home town is not registered; counts by category, who is in two counts in both."""

    key: str
    name: str
    total: int
    official: int
    expert: int
    business: int


def towns(user, period: Period) -> list[Town]:
    """In the order of the code table, 未登记 last."""
    by_category = {value: Count("pk", filter=Q(categories__contains=[value])) for value in Person.Category.values}
    rows = people(user, period).order_by().values("town").annotate(total=Count("pk"), **by_category)
    found = {row.pop("town") or "": row for row in rows}
    return [Town(key, name_of(key) or "未登记", **found[key]) for key in sorted(found, key=lambda key: (key == "", key))]


@dataclass(frozen=True)
class Chain:
    """supply: tagged people; need, settled: of the present round. pk None: needs that belong to no chain."""

    pk: int | None
    name: str
    supply: int
    need: int
    settled: int

    @property
    def level(self) -> str:
        """The words of the legend: people for each need."""
        if not self.need:
            return "本轮无需求"
        ratio = self.supply / self.need
        return next(words for least, words in LEVELS if ratio >= least)


LEVELS = ((8, "8人以上"), (4, "4–8人"), (2, "2–4人"), (0, "不足2人，缺口较大"))


def chains(user, period: Period) -> list[Chain]:
    """In the order of the chain table, at the end the needs without a chain. A person may carry several chains."""
    tags = people(user, period).order_by().values_list(Func("chain_ids", function="unnest"))
    supply = Counter(row[0] for row in tags)
    asked = _by_chain(of_round(user, period))
    done = _by_chain(settled_needs(user, period))
    used = set(supply) | set(asked) | set(done)
    known = [chain for chain in IndustryChain.objects.all() if chain.disabled_on is None or chain.pk in used]
    rows = [Chain(chain.pk, chain.name, supply[chain.pk], asked[chain.pk], done[chain.pk]) for chain in known]
    return [*rows, Chain(None, "未归链", 0, asked[None], done[None])]


def _by_chain(needs) -> Counter:
    return Counter(dict(needs.select_related(None).order_by().values_list("chain").annotate(Count("pk"))))


@dataclass(frozen=True)
class Employers:
    """Needs of the round by kind of employer."""

    kind: str
    employers: int
    needs: int
    urgent: int
    settled: int


def employers(user, period: Period) -> list[Employers]:
    rows = (
        of_round(user, period)
        .select_related(None)
        .order_by()
        .values("enterprise__kind")
        .annotate(
            employers=Count("enterprise", distinct=True),
            needs=Count("pk"),
            urgent=Count("pk", filter=Q(is_urgent=True)),
            settled=Count("pk", filter=Q(state=Need.State.SETTLED) & period.by("settled_on")),
        )
    )
    found = {row.pop("enterprise__kind"): row for row in rows}
    labels = dict(Enterprise.Kind.choices) | {"": "未登记"}
    return [Employers(label, **found[kind]) for kind, label in labels.items() if kind in found]


PLACES = {"stations.leads": "unit__name", "stations.tips": "unit__name", "stations.projects": "station__name"}
STATION_FIGURES = tuple(PLACES)


@dataclass(frozen=True)
class Station:
    """place "" holds what was reported without one, “期初” the county's openings."""

    place: str
    numbers: tuple


def stations(user, period: Period) -> list[Station]:
    """One row per place of leads, tips and projects; the columns add up to the three figures."""
    found: dict[str, Counter] = {}
    for column, key in enumerate(STATION_FIGURES):
        figure = find(key)
        number = Sum(figure.column) if figure.column else Count("pk")
        rows = figure.rows(user, period).order_by().values_list(PLACES[key]).annotate(number=number)
        for place, value in rows:
            found.setdefault((place or "未分站").removesuffix("工作站"), Counter())[column] += value
    for opening in Opening.objects.filter(period.by("as_of"), figure__in=STATION_FIGURES).exclude(value=0):
        found.setdefault("期初", Counter())[STATION_FIGURES.index(opening.figure)] += opening.value
    order = sorted(found, key=lambda place: (place in ("未分站", "期初"), -found[place][0], place))
    return [Station(place, tuple(plain(found[place][column]) for column in range(3))) for place in order]
