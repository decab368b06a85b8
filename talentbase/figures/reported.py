"""Figures that other bureaus tell by phone or mail: 期初 and the rows reported since, by unit, day and evidence."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from talentbase.accounts.scope import within
from talentbase.figures.figure import Figure, Reading, figure
from talentbase.figures.models import Opening, Reported
from talentbase.figures.period import Period

# key: (name, unit, what a row of it says)
KINDS = {
    "bureaus.high_tech": ("高新技术企业", "家", "县科技部门最近一次所报的高新技术企业家数"),
    "bureaus.patents": ("授权专利", "件", "县市场监管部门所报的授权专利件数"),
    "bureaus.loans_wan": ("人才贷", "万元", "金融机构所报的人才贷发放额"),
}
LEVELS = ("bureaus.high_tech",)  # each report replaces the one before


def rows_of(key: str, user) -> QuerySet[Reported]:
    """Reports that count: what lies before the day of the opening is already part of it."""
    covered = Opening.objects.filter(figure=key, as_of__gte=OuterRef("happened_on"))
    return Reported.objects.filter(within(user, unit="unit_id"), ~Exists(covered), figure=key)


def _declare(key: str, suffix: str, reading: Reading, words: str, rows, opening: bool = False) -> None:
    name, unit, meaning = KINDS[key]
    figure(
        key=f"{key}{suffix}",
        name=f"{words}{name}",
        unit=unit,
        reading=reading,
        definition=f"{meaning}，以期初数加填报数计。" if opening else f"{meaning}。",
        column="value",
        opening=opening,
    )(rows)


def _up_to(key: str):
    return lambda user, period: rows_of(key, user).filter(period.by("happened_on"))


def _in_month(key: str):
    return lambda user, period: rows_of(key, user).filter(period.within("happened_on"))


def _in_year(key: str):
    return lambda user, period: rows_of(key, user).filter(period.within_year("happened_on"))


def _latest(key: str):
    """The newest report of each unit and place."""

    def rows(user, period: Period):
        found = rows_of(key, user).filter(period.by("happened_on"))
        same = found.filter(unit=OuterRef("unit"), place=OuterRef("place"))
        later = Q(happened_on__gt=OuterRef("happened_on")) | Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
        return found.filter(~Exists(same.filter(later)))

    return rows


for _key in KINDS:
    if _key in LEVELS:
        _declare(_key, "", Reading.NOW, "", _latest(_key))
    else:
        _declare(_key, "", Reading.TOTAL, "", _up_to(_key), opening=True)
for _key in ("bureaus.loans_wan", "bureaus.patents"):
    _declare(_key, ".month", Reading.MONTH, "本月", _in_month(_key))
_declare("bureaus.patents", ".year", Reading.YEAR, "今年", _in_year("bureaus.patents"))


def kind_of(figure_: Figure) -> str:
    """The key under which reports of this figure are entered; "" for a figure of a register."""
    return next((key for key in KINDS if figure_.key in (key, f"{key}.month", f"{key}.year")), "")
