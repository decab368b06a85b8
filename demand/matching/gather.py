"""Rows of people and needs -> plain facts for the engine, in a few queries for the whole table.

Chains, nodes and disciplines go by name, since the sentences quote them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from demand.matching.engine import NeedFacts, PersonFacts, Refusal, Weights
from demand.matching.models import Step, WeightSet
from demand.needs.models import Need
from people.registry.models import Person, PersonTag
from talentbase.accounts.models import Unit
from talentbase.codes.book import current_book, name_of

COLUMNS = (
    "id", "name", "field", "employer", "position", "title_id", "title_text", "title_level", "discipline_id", "major",
    "degree_rank", "birth", "politics_id", "location_id", "location_country", "categories", "is_serving_official",
    "is_university_leader", "retired_on", "status", "restriction", "consent", "modes", "last_contact", "last_confirmed",
    "is_excluded_from_matching", "populations", "expert__achievements",
)  # fmt: skip
POPULATIONS = {Person.Population.INTRODUCED: "引进", Person.Population.AWAY: "在外", Person.Population.OUTSIDE: "库外"}
KINDS = {Need.Kind.POST: "岗位", Need.Kind.TECH: "技术"}
ABROAD = "000000"  # no division of GB/T 2260 begins with 0
OFFICIALS_WAIT_YEARS = 3  # 公务员法（2018）第一百零七条, for those who held a leading post


def people_facts(*, on: date, ids: Iterable[int] | None = None) -> list[PersonFacts]:
    """Everybody who is not archived, or those of `ids`; the engine itself leaves out who must not be proposed."""
    people = Person.objects.present()
    people = people if ids is None else people.filter(pk__in=list(ids))
    tags, refusals, places = _tags(ids), _refusals(), Places()
    return [_person(row, tags[row["id"]], refusals[row["id"]], places, on) for row in people.order_by("pk").values(*COLUMNS)]


def _person(row: dict, tags: list[tuple[str, str]], refusals: list[Refusal], places: "Places", on: date) -> PersonFacts:
    year, _, month = row["birth"][:7].partition("-")
    location, province, city = places.of(row["location_id"], row["location_country"])
    return PersonFacts(
        key=row["id"],
        name=row["name"],
        field=row["field"],
        keywords=tuple(filter(None, [row["expert__achievements"]])),
        employer=row["employer"],
        position=row["position"],
        title_name=name_of(row["title_id"]) or row["title_text"],
        disciplines=_disciplines(row["discipline_id"], row["major"]),
        chains=tuple(chain for chain, _ in tags),
        chain_nodes=tuple(node for _, node in tags if node),
        degree_rank=row["degree_rank"],
        title_level=row["title_level"] or None,
        birth_year=int(year) if year else None,
        birth_month=int(month) if month else None,
        politics=name_of(row["politics_id"]),
        location_code=location,
        province=province,
        city=city,
        station=places.station(province, city),
        categories=tuple(Person.Category(category).label for category in row["categories"]),
        is_serving_official=row["is_serving_official"],
        is_university_leader=row["is_university_leader"],
        retired_within_three_years=_has_just_retired(row, on),
        contact_restriction=restriction(row["status"], row["restriction"]),
        consent=Person.Consent(row["consent"]).label if row["consent"] else None,
        modes=tuple(row["modes"]),
        last_contact=row["last_contact"],
        last_confirmed=row["last_confirmed"],
        refusals=tuple(refusals),
        excluded=row["is_excluded_from_matching"],
        population=_population(row["populations"]),
    )


def _population(populations: list[str]) -> str:
    """Who works here by now counts as such; who is in the register at all is not among those outside of it."""
    return next(words for population, words in POPULATIONS.items() if population in populations)


def restriction(status: str, restricted: str) -> str | None:
    """Why somebody must not be approached: 已故, 失联, 本人不愿联系, 不宜联系; None where nothing forbids it."""
    if status in (Person.Status.DECEASED, Person.Status.LOST):
        return Person.Status(status).label
    return Person.Restriction(restricted).label if restricted else None


def _has_just_retired(row: dict, on: date) -> bool:
    limit = f"{on.year - OFFICIALS_WAIT_YEARS}{on:-%m-%d}"
    retired = row["retired_on"]
    return bool(retired) and Person.Category.OFFICIAL in row["categories"] and retired >= limit[: len(retired)]


def _disciplines(registered: str | None, major: str) -> tuple[str, ...]:
    """“43040 高分子材料”; a major that is itself the name of a discipline counts as well."""
    found = {registered.partition(".")[2]: name_of(registered)} if registered else {}
    if major and (studied := current_book().find("disciplines", major)):
        found.setdefault(studied.code, studied.name)
    return tuple(f"{code} {name}" for code, name in found.items())


def _tags(ids: Iterable[int] | None) -> dict[int, list[tuple[str, str]]]:
    tags = PersonTag.objects.all() if ids is None else PersonTag.objects.filter(person__in=list(ids))
    found = defaultdict(list)
    for person, chain, node in tags.order_by("pk").values_list("person_id", "chain__name", "node__name"):
        found[person].append((chain, node or ""))
    return found


def _refusals() -> dict[int, list[Refusal]]:
    """Refusals that stand: nobody has resumed the proposal and the person has not agreed since."""
    steps = Step.objects.filter(act__in=[Step.Act.DECLINE, Step.Act.RESUME, Step.Act.AGREE]).order_by("on", "pk")
    latest = {}
    for match, person, need, act, reason, on in steps.values_list(
        "match_id", "match__person_id", "match__need_id", "act", "reason", "on"
    ):
        latest[match] = (person, Refusal(need, reason, on)) if act == Step.Act.DECLINE else None
    found = defaultdict(list)
    for person, refusal in filter(None, latest.values()):
        found[person].append(refusal)
    return found


class Places:
    """Codes and names of places of work, and the talent stations by the place they are named after."""

    def __init__(self):
        self.book = current_book()
        stations = Unit.objects.active().filter(kind=Unit.Kind.STATION).values_list("name", flat=True)
        self.stations = {name.removesuffix("工作站"): name for name in stations}

    def of(self, location: str | None, country: str) -> tuple[str, str, str]:
        """(GB/T 2260 code, province, city); a foreign country stands for the city."""
        if not location:
            return (ABROAD, "", country) if country else ("", "", "")
        code = location.partition(".")[2]
        city = "" if code.endswith("0000") else self.book.name("prefectures", f"{code[:4]}00")
        return code, self.book.name("provinces", f"{code[:2]}0000"), city

    def station(self, province: str, city: str) -> str:
        names = (place.removesuffix("市").removesuffix("省") for place in (city, province))
        return next((self.stations[name] for name in names if name in self.stations), "")


def need_facts(needs: QuerySet[Need]) -> list[NeedFacts]:
    """The work is done in the county itself."""
    return [_need(need) for need in needs.select_related("enterprise", "chain", "node")]


def _need(need: Need) -> NeedFacts:
    texts = (need.description, need.tech_field, need.target)
    return NeedFacts(
        key=need.pk,
        title=need.title,
        description="；".join(filter(None, texts)),
        kind=KINDS[need.kind],
        enterprise=need.enterprise.name,
        industry=need.enterprise.industry,
        chain=need.chain.name if need.chain_id else "",
        chain_node=need.node.name if need.node_id else "",
        discipline=next(iter(_disciplines(need.discipline_id, "")), ""),
        degree_min=need.degree_min,
        degree_hard=need.degree_is_hard,
        title_min=need.title_level_min or None,
        title_hard=need.title_is_hard,
        age_max=need.age_max,
        age_hard=need.age_is_hard,
        majors=tuple(need.majors),
        modes=tuple(need.modes),
        location_code=settings.TALENTBASE_COUNTY_CODE,
        headcount=need.headcount_max or need.headcount_min,
        urgent=need.is_urgent,
    )


def engine_weights(weights: WeightSet) -> Weights:
    return Weights(
        field=weights.field,
        taxonomy=weights.chain,
        qualification=weights.degree,
        willingness=weights.will,
        region=weights.place,
    )
