"""Points of one station in one half-year: out of its rows, or given by people; settled ones as they were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from workstations.assessment.counting import Half, Numbers, address, count
from workstations.assessment.models import Assessment, Criterion

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Line:
    """number: what was counted, None for what people judge; points None: not judged yet; url: the rows behind the number."""

    name: str
    maximum: int
    number: int | None
    target: int | None
    points: Decimal | None
    note: str = ""
    url: str = ""
    criterion: int | None = None

    def plain(self) -> dict:
        return {
            "name": self.name, "maximum": self.maximum, "number": self.number, "target": self.target, "points": str(self.points),
            "note": self.note, "url": self.url,
        }  # fmt: skip


def criteria() -> list[Criterion]:
    """Those of the county, in their order."""
    return list(Criterion.objects.all())


def points_for(criterion: Criterion, number: int) -> Decimal:
    """In proportion to the target, full from it on, to a tenth."""
    share = min(Decimal(number) / criterion.target, Decimal(1))
    return (criterion.maximum * share).quantize(TENTH, ROUND_HALF_UP)


def lines_of(assessment: Assessment, criteria: Sequence[Criterion], numbers: Numbers | None = None) -> list[Line]:
    """numbers: of the station, where they were counted for many stations at once."""
    if assessment.settled_on:
        return [Line(**{**kept, "points": Decimal(kept["points"])}) for kept in assessment.lines]
    half, station = Half(assessment.year, assessment.half), assessment.station
    numbers = count([station], half)[station.pk] if numbers is None else numbers
    judged = {each.criterion_id: each for each in assessment.judgements.all()}
    found = []
    for each in criteria:
        if each.measure:
            number = numbers[each.measure]
            points, url = points_for(each, number), address(station, each.measure, half)
            found.append(Line(each.name, each.maximum, number, each.target, points, "", url, each.pk))
        else:
            given = judged.get(each.pk)
            points, note = (given.points, given.note) if given else (None, "")
            found.append(Line(each.name, each.maximum, None, None, points, note, "", each.pk))
    return found


def total(lines: Sequence[Line]) -> Decimal:
    """What is not judged yet counts nothing."""
    return sum((line.points for line in lines if line.points is not None), Decimal(0))
