"""What stands on the first page of each kind of user. Every total comes from the figures, every split adds up to one."""

from collections import Counter

from django.urls import reverse

from demand.needs.figures import round_at
from talentbase.accounts.scope import reach_of
from talentbase.dashboard import cards
from talentbase.dashboard.recent import DAYS, recent
from talentbase.figures.figure import find, read
from talentbase.figures.period import Period
from talentbase.reports import splits, tables, words
from talentbase.reports.monthly import day_words, kept, station_names
from talentbase.reports.pages import shown_pieces
from talentbase.reports.progress import half_year, progress
from talentbase.todo.due import due_for, waiting

SHOWN_DUES = 8


def board(user, period: Period) -> dict:
    """The context of the page; what the user has no right to is left out."""
    is_county = reach_of(user).scope == "county"
    plans, template = (cards.COUNTY, words.OVERALL) if is_county else (cards.UNIT, words.UNIT)
    keys = [*cards.keys_of(plans), *words.keys_in(template), "people.tagged", *(key for key, _ in tables.FUNNEL)]
    wanted = [found for key in dict.fromkeys(keys) if (found := find(key)) and user.may(found.right)]
    measured = read(wanted, user, period)
    dues = due_for(user, SHOWN_DUES)
    return {
        "period": period,
        "before": period.before(),
        "is_county": is_county,
        "pieces": _sentence(template, measured, user, period),
        "cards": cards.cards(plans, measured),
        "dues": dues[:SHOWN_DUES],
        "waiting": waiting(user) if dues else 0,
        "news": recent(user),
        "news_days": DAYS,
        **_progress(user, period),
        **_places(user, period),
        **(_chains(user, period, measured) if user.may("needs.view") else {"towns": splits.towns(user, period)}),
        **(_matching(user, period, measured) if user.may("matching.view") else {}),
        **({"stations": _stations(user, period)} if is_county else {}),
    }


def _sentence(template: str, measured: dict, user, period: Period) -> list[dict]:
    names = {"day": day_words(period), "unit": user.unit.name, "stations": station_names() if "{stations}" in template else ""}
    pieces = words.fill(template, {key: each.value for key, each in measured.items()}, **names)
    figures = {key: kept(each) for key, each in measured.items()}
    return shown_pieces(pieces, figures, {key: each.url for key, each in measured.items()})


def _progress(user, period: Period) -> dict:
    townships = progress(user, period)
    states = Counter(township.words for township in townships)
    return {
        "townships": townships,
        "sent": states["已报"] + states["有错"],
        "faulty": states["有错"],
        "partly": states["部分"],
        "missing": states["未报"],
        "half_year": half_year(period.as_of)[2],
    }


def _places(user, period: Period) -> dict:
    people = reverse("registry:list")
    found = splits.places(user, period)
    rows = [{"place": place, "url": f"{people}?province={place.code or '-'}"} for place in found]
    known = [row for row in rows if row["place"].code]
    return {
        "places": rows,
        "place_data": [{"short": r["place"].short, "count": r["place"].count, "url": r["url"]} for r in known],
        "place_known": sum(row["place"].count for row in known),
        "place_unknown": found[-1].count,
    }


def _chains(user, period: Period, measured: dict) -> dict:
    people, needs, round_ = reverse("registry:list"), reverse("needs:list"), round_at(period)
    found = splits.chains(user, period)
    rows = [
        {"chain": chain, "url": f"{people}?chain={chain.pk}", "needs_url": f"{needs}?chain={chain.pk}&round={round_.pk}"}
        for chain in found[:-1]
        if round_
    ]
    data = [
        {"name": c.name, "supply": c.supply, "need": c.need, "matched": c.settled, "url": f"{people}?chain={c.pk}"}
        for c in found[:-1]
    ]
    tagged, total = measured["people.tagged"], measured["people.total"].value
    return {
        "chains": rows,
        "unchained": found[-1],
        "chain_data": data,
        "has_needs": any(chain["need"] for chain in data),
        "tagged": tagged,
        "tagged_share": round(tagged.value * 100 / total) if total else 0,
        "chain_sums": (sum(c.need for c in found), sum(c.settled for c in found)),
    }


def _matching(user, period: Period, measured: dict) -> dict:
    whole = measured["needs.round"].value
    steps = [
        {"label": label, "measured": measured[key], "share": round(measured[key].value * 100 / whole) if whole else 0}
        for key, label in tables.FUNNEL
    ]
    return {"funnel": steps, "round": round_at(period), "employers": sum(r.employers for r in splits.employers(user, period))}


def _stations(user, period: Period) -> dict:
    """sums: (figure, sum of its column)."""
    rows = splits.stations(user, period)
    sums = [(key, sum(row.numbers[column] for row in rows)) for column, key in enumerate(splits.STATION_FIGURES)]
    return {"rows": rows, "sums": sums}
