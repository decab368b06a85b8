"""The tables of a month, for the workbook and the annexes. Each adds up to a figure of the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from talentbase.figures.county import county_reader
from talentbase.figures.figure import read_keys
from talentbase.figures.period import Period
from talentbase.reports import splits
from talentbase.reports.models import Report
from talentbase.reports.monthly import comparison
from talentbase.sheets.column import Column


@dataclass(frozen=True)
class MonthTable:
    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple]
    note: str = ""
    align: str = ""  # a letter per column where numbers may be missing: l c r


def _columns(*labels: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(label, label, width=width) for label, width in labels)


def of_month(report: Report, period: Period) -> list[MonthTable]:
    """A locked month's first table is as locked, the splits are read as of its end."""
    reader = county_reader()
    return [
        _compared(report, period),
        _towns(splits.towns(reader, period)),
        _places(splits.places(reader, period)),
        _chains(splits.chains(reader, period)),
        _employers(splits.employers(reader, period)),
        _matching(reader, period),
    ]


def _compared(report: Report, period: Period) -> MonthTable:
    months = ((period.before().name, 10), (period.name, 10))
    columns = _columns(("指标", 18), ("单位", 8), *months, ("增减", 10), ("其中期初", 10), ("文中写法", 14))
    found = comparison(report, {})
    rows = [(row.name, row.unit, row.last, row.value, row.change, row.opening or None, row.written) for row in found]
    return MonthTable("主要指标对照表", columns, rows, align="llrrrrl")


def _towns(towns: list[splits.Town]) -> MonthTable:
    columns = _columns(("籍贯乡镇", 14), ("人数", 10), ("党政人才", 10), ("高层次人才", 12), ("经商人才", 10))
    rows = [(town.name, town.total, town.official, town.expert, town.business) for town in towns]
    sums = tuple(sum(row[column] for row in rows) for column in range(1, 5))
    note = "三类人才有交叉，兼类人员在各类中分别计数，合计人数只计一次。"
    return MonthTable("在外人才分乡镇分类别统计表", columns, [*rows, ("合计", *sums)], note)


def _places(places: list[splits.Place]) -> MonthTable:
    rows = [(place.name, place.count) for place in places]
    return MonthTable(
        "在外人才工作地统计表", _columns(("工作地", 24), ("人数", 12)), [*rows, ("合计", sum(place.count for place in places))]
    )


def _chains(chains: list[splits.Chain]) -> MonthTable:
    columns = _columns(("产业链", 18), ("在外人才", 12), ("本轮需求", 12), ("已对接", 12), ("每条需求对应人才", 20))
    rows = [(chain.name, chain.supply, chain.need, chain.settled, chain.level if chain.pk else None) for chain in chains]
    sums = tuple(sum(row[column] for row in rows) for column in range(1, 4))
    note = "一人可标注多个产业链，在外人才一栏按标注计。"
    return MonthTable("产业链供需对照表", columns, [*rows, ("合计", *sums, None)], note)


def _employers(rows_: list[splits.Employers]) -> MonthTable:
    columns = _columns(("单位类别", 18), ("用人单位数", 12), ("需求数", 10), ("其中急需", 10), ("已对接", 10))
    rows = [(row.kind, row.employers, row.needs, row.urgent, row.settled) for row in rows_]
    sums = tuple(sum(row[column] for row in rows) for column in range(1, 5))
    return MonthTable("本轮人才需求统计表", columns, [*rows, ("合计", *sums)])


FUNNEL = (
    ("needs.round", "征集入库"),
    ("matching.found", "有匹配人选"),
    ("matching.asked", "已征求意见"),
    ("matching.recommended", "已推荐"),
    ("matching.talking", "洽谈中"),
    ("matching.settled", "已对接"),
)


def _matching(reader, period: Period) -> MonthTable:
    found = read_keys([key for key, _ in FUNNEL], reader, period)
    whole = found["needs.round"].value
    rows = [(label, found[key].value, _share(found[key].value, whole)) for key, label in FUNNEL]
    note = "按需求计数：到达后一步的需求也计入前面各步。"
    return MonthTable("本轮对接进展统计表", _columns(("环节", 16), ("需求数", 12), ("占征集", 12)), rows, note)


def _share(part, whole) -> str | None:
    return f"{round(part * 100 / whole)}%" if whole and part is not None else None
