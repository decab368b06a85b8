"""Where somebody works: a row of the code tables, as exact as sheets say it, and words for an employer's region."""

import random
from dataclasses import dataclass
from functools import cache

from talentbase.codes.lookup import CodeBook

COUNTY = "410923"
CITY = "410900"
REGIONS = {"1": "华北", "2": "东北", "3": "华东", "4": "中部", "5": "西南", "6": "西北"}
SOUTH = {"44": "华南", "45": "华南", "46": "华南"}
SEATS = {"410100": 9, "410900": 5, "410500": 2, "440300": 9, "440100": 6, "320500": 8, "330200": 4, "370200": 5, "350200": 4}
CAPITAL_WEIGHT = 6
MUNICIPALITIES = ("11", "12", "31", "50")
SPECIAL = {"81": "香港", "82": "澳门", "71": "台湾"}
COUNTRIES = {"美国": 4, "日本": 3, "德国": 2, "新加坡": 2, "澳大利亚": 1, "加拿大": 1, "英国": 1}
CITY_KNOWN, COUNTY_KNOWN = 0.93, 0.37


@dataclass(frozen=True, slots=True)
class Place:
    """key: "<table>.<code>" or ""; short: 上海, 苏州; region: 华东 or "" where the province is unknown."""

    key: str = ""
    province: str = ""
    country: str = ""
    short: str = ""
    region: str = ""


@cache
def _prefectures() -> dict[str, list]:
    found: dict[str, list] = {}
    for code in CodeBook.from_files().rows("prefectures"):
        found.setdefault(code.code[:2], []).append(code)
    return found


@cache
def _counties() -> dict[str, list]:
    found: dict[str, list] = {}
    for code in CodeBook.from_files().rows("counties"):
        if code.code != COUNTY:
            found.setdefault(code.code[:2] if code.code[:2] in MUNICIPALITIES else code.code[:4], []).append(code)
    return found


def place_in(rng: random.Random, province: str, certainty: float = 1.0) -> Place:
    """province: two digits, "00" abroad, "" unknown. certainty above 1 names city and district more often."""
    if not province:
        return Place()
    if province == "00":
        country = rng.choices(list(COUNTRIES), weights=list(COUNTRIES.values()))[0]
        return Place(province="00", country=country, short=country, region="海外")
    region = SOUTH.get(province) or REGIONS.get(province[0], "港澳台")
    top = CodeBook.from_files().get("provinces", f"{province}0000")
    cities = _prefectures().get(province, [])
    if province in SPECIAL or not cities or rng.random() > CITY_KNOWN * certainty:
        return Place(f"provinces.{top.code}", province, "", SPECIAL.get(province, top.aliases[0]), region)
    city = rng.choices(cities, weights=[_weight(code.code) for code in cities])[0]
    return Place(_exact(rng, city, certainty), province, "", city.aliases[0] if city.aliases else city.name, region)


def _weight(code: str) -> int:
    return SEATS.get(code) or (CAPITAL_WEIGHT if code.endswith("0100") else 1)


def _exact(rng: random.Random, city, certainty: float) -> str:
    """The district where it is known, else the city."""
    digits = city.code[:2] if city.code[:2] in MUNICIPALITIES else city.code[:4]
    inside = _counties().get(digits, [])
    if inside and rng.random() < COUNTY_KNOWN * certainty:
        return f"counties.{rng.choice(inside).code}"
    return f"prefectures.{city.code}"


def at_home() -> Place:
    """The county itself, for 引进人才."""
    return Place(f"counties.{COUNTY}", "41", "", "南乐", "中部")
