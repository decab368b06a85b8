"""用人单位: firms of the fifteen chains, schools, hospitals and laboratories, each with the unit that looks after it."""

import random
from dataclasses import dataclass

from talentbase.demo.invent import words
from talentbase.demo.invent.draft import Values
from talentbase.demo.invent.names import Namer
from talentbase.demo.invent.phones import Exchange, credit_code
from talentbase.demo.invent.shares import apportion, expand, stream, weighted
from talentbase.demo.invent.totals import EMPLOYERS, NEEDS, TOWNS
from talentbase.text.folding import fold

PREFIXES = ("南乐某", "濮阳某", "河南某", "某")
FORMS = ("有限公司", "有限公司", "科技有限公司", "股份有限公司", "实业有限公司", "集团有限公司", "制造有限公司")
KINDS = {"leading": 12, "scale": 42, "small": 44, "other": 2}
USCC_SHARE = 0.6
ORG_TYPES = {"民营企业": 86, "国有企业": 4, "股份制企业": 7, "外资企业": 3}
CONTACT_POSTS = ("人力资源部经理", "办公室主任", "行政专员", "总经理助理", "人事主管", "副总经理")
ZONE, INDUSTRY = "县先进制造业开发区", "县工业和信息化局"
STREETS = ("产业集聚区", "工业路", "人民路", "兴业路", "富民街")
STAFF = {"leading": (200, 1200), "scale": (60, 400), "small": (5, 60), "other": (5, 40)}


@dataclass(slots=True)
class Employer:
    """values: columns of Enterprise; chain and node are codes, unit the name of the responsible unit."""

    values: Values
    chain: str
    node: str
    unit: str


def invent_employers(seed: int, needs: int) -> list[Employer]:
    """As many as `needs` needs call for (320 for 900); public institutions and laboratories first,
    then at least one firm of every chain.
    """
    rng = stream(seed, "employers")
    namer, exchange = Namer(rng), Exchange(rng)
    employers = [_institution(rng, row) for row in words.rows("institutions")]
    shares = {row["chain"]: int(row["share"]) for row in words.rows("employers")}
    firms = max(0, min(EMPLOYERS, EMPLOYERS * needs // NEEDS) - len(employers) - len(shares))
    chains = sorted([*shares, *expand(apportion(firms, shares))])
    taken = {fold(employer.values["name"]) for employer in employers}
    for row in (row for chain in chains for row in words.rows("employers") if row["chain"] == chain):
        employers.append(_firm(rng, row, taken))
    for employer in employers:
        employer.values["folded_name"] = fold(employer.values["name"])
        employer.values["contact"] = f"{namer.surname()}{rng.choice(('经理', '主任', '女士', '先生'))}"
        employer.values["phone"] = exchange.employer()
    return employers


def _institution(rng: random.Random, row: dict) -> Employer:
    values = {"name": row["name"], "kind": row["kind"], "org_type": "事业单位", "town_id": "towns.410923100"}
    values |= {"employees": rng.randrange(30, 600), "contact_post": CONTACT_POSTS[1], "address": "南乐县城关镇"}
    if rng.random() < USCC_SHARE:
        values["uscc"] = credit_code(rng, "12")
    return Employer(values, row["chain"], "", row["unit"])


def _firm(rng: random.Random, row: dict, taken: set[str]) -> Employer:
    kind, town = weighted(rng, KINDS), weighted(rng, {town: people for town, (people, _) in TOWNS.items()})
    product = rng.choice(row["words"].split("|"))
    town_name = words.town_names()[town]
    values = {
        "name": _free_name(rng, product, taken),
        "kind": kind,
        "org_type": weighted(rng, ORG_TYPES),
        "industry": row["industry"],
        "town_id": f"towns.{town}",
        "address": f"南乐县{town_name}{rng.choice(STREETS)}{rng.randrange(1, 200)}号",
        "contact_post": rng.choice(CONTACT_POSTS),
        "products": words.trade(row["chain"])["products"] if rng.random() < 0.6 else "",
        "employees": rng.randrange(*STAFF[kind]) if rng.random() < 0.8 else None,
    }
    if rng.random() < USCC_SHARE:
        values["uscc"] = credit_code(rng)
    unit = town_name if kind in ("small", "other") else ZONE if rng.random() < 0.5 else INDUSTRY
    nodes = [row["node"] for row in words.by_chain("posts")[row["chain"]]]
    return Employer(values, row["chain"], rng.choice(nodes) if rng.random() < 0.5 else "", unit)


def _free_name(rng: random.Random, product: str, taken: set[str]) -> str:
    """A name nobody has yet; tried often enough, a number of the workshop makes the difference."""
    for attempt in range(60):
        name = f"{rng.choice(PREFIXES)}{product}{rng.choice(FORMS)}"
        if attempt > 40:
            name = name.replace("某", f"某{rng.choice('东西南北中')}区", 1)
        if fold(name) not in taken:
            break
    taken.add(fold(name))
    return name
