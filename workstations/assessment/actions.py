"""Verbs on the half-year assessment. Each is one transaction."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from talentbase.registers import saving
from talentbase.registers.saving import Refused
from talentbase.web.edits import Stale
from workstations.assessment.counting import Half
from workstations.assessment.models import Assessment, Criterion, Judgement
from workstations.assessment.scoring import criteria, lines_of
from workstations.stations.models import Station


@transaction.atomic
def keep_criterion(criterion: Criterion, *, opened_version: int | None, by) -> Criterion:
    """Settled assessments keep their points. Raises Stale."""
    return saving.keep(criterion, opened_version=opened_version, by=by)


@transaction.atomic
def open_half(half: Half, *, by) -> int:
    """Every station that runs or ran in the half-year gets its assessment; how many are new. Raises Refused for one to come."""
    if half.days[0] > timezone.localdate():
        raise Refused(f"{half.words}还没有开始。")
    stations = Station.objects.exclude(state=Station.State.PREPARING).exclude(closed_on__lt=half.days[0])
    known = set(Assessment.objects.filter(year=half.year, half=half.half).values_list("station_id", flat=True))
    fresh = [Assessment(station=each, year=half.year, half=half.half) for each in stations if each.pk not in known]
    return len(Assessment.objects.bulk_create(fresh))


@transaction.atomic
def judge(
    assessment: Assessment, points: dict[int, tuple[Decimal | None, str]], comment: str, *, opened_version: int | None, by
) -> Assessment:
    """points: {criterion: (points or None, note)}. Raises Stale, Refused."""
    stored = saving.locked(assessment)
    if stored.version != opened_version:
        raise Stale(stored)
    if stored.settled_on:
        raise Refused("已定稿的考核不能再改，请先退回修改。")
    for criterion in Criterion.objects.filter(measure="", pk__in=points):
        given, note = points[criterion.pk]
        if given is not None and given > criterion.maximum:
            raise Refused(f"“{criterion}”最高{criterion.maximum}分。")
        if given is None:
            Judgement.objects.filter(assessment=stored, criterion=criterion).delete()
        else:
            Judgement.objects.update_or_create(
                assessment=stored, criterion=criterion, defaults={"points": given, "note": note[:120]}
            )
    stored.comment = comment
    stored.changed_at = timezone.now()
    stored.save()
    return stored


@transaction.atomic
def settle(assessment: Assessment, *, by) -> Assessment:
    """The points of today are kept. Raises Refused while the half-year runs or an item is not judged."""
    stored = saving.locked(assessment)
    half = Half(stored.year, stored.half)
    if stored.settled_on:
        raise Refused("这份考核已定稿。")
    if half.days[1] >= timezone.localdate():
        raise Refused(f"{half.words}还没有结束，结束以后才能定稿。")
    lines = lines_of(stored, criteria())
    if waiting := [line.name for line in lines if line.points is None]:
        raise Refused(f"还没有评定：{'、'.join(waiting)}。")
    stored.lines = [line.plain() for line in lines]
    stored.total = sum((line.points for line in lines), Decimal(0))
    stored.settled_on, stored.settled_by = timezone.localdate(), getattr(by, "full_name", "")
    stored.save()
    return stored


@transaction.atomic
def reopen(assessment: Assessment, *, by) -> Assessment:
    """Back to be mended. Raises Refused where it is not settled."""
    stored = saving.locked(assessment)
    if not stored.settled_on:
        raise Refused("这份考核还没有定稿。")
    stored.lines, stored.total, stored.settled_on, stored.settled_by = [], None, None, ""
    stored.save()
    return stored
