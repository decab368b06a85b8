"""Names of the files of a month."""

from talentbase.figures.period import Period


def file_name(period: Period, ending: str) -> str:
    return f"{period.first.year}年{period.first.month:02}月招才引智月报.{ending}"


def subtitle(period: Period) -> str:
    return f"{period.first.year}年{period.name}"
