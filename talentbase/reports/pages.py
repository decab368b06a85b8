"""Pieces of text as a page shows them: the number with its rows, its opening and what it was last month."""

from talentbase.figures.figure import find
from talentbase.figures.period import Period
from talentbase.reports.models import Report
from talentbase.reports.monthly import COMPARED, ROUNDED
from talentbase.reports.words import number_words


def urls_of(keys, user, period: Period) -> dict[str, str]:
    return {key: found.url(user, period) for key in keys if (found := find(key))}


def shown_pieces(pieces: list[dict], figures: dict[str, dict], urls: dict[str, str], last_month: str = "") -> list[dict]:
    """figures: {key: as a Report keeps them}. Adds url, title, opening (its words) and changed to each number."""
    return [
        _number(piece, figures[piece["key"]], urls, last_month) if piece.get("key") in figures else piece for piece in pieces
    ]


def _number(piece: dict, kept: dict, urls: dict[str, str], last_month: str) -> dict:
    key, value, last = kept["key"], kept["value"], kept.get("last")
    opening = f"期初{number_words(kept['opening'])}{kept['unit']}，依据：{kept['evidence']}" if kept["opening"] else ""
    shown = {**piece, "url": urls.get(key, ""), "opening": opening, "changed": False, "title": ""}
    if last is None or value is None:
        return shown
    was, unit = number_words(last), kept["unit"]
    if number_words(last, key in ROUNDED) != piece["text"]:
        return shown | {"changed": True, "title": f"{last_month}：{was}{unit}"}
    same = f"{number_words(value)}{unit}，{last_month}{was}{unit}，取整后相同"
    return shown | {"title": same} if last != value else shown


def shown_paragraphs(report: Report, user, period: Period) -> list[dict]:
    """[{"head", "pieces"}] of the month's page."""
    figures = {each["key"]: each for each in report.figures}
    urls = urls_of(figures, user, period)
    compared = {key: each if key in COMPARED else each | {"last": None} for key, each in figures.items()}
    last_month = period.before().name
    return [part | {"pieces": shown_pieces(part["pieces"], compared, urls, last_month)} for part in report.sentences]
