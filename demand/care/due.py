"""Problems of firms that nobody has settled for a month; firms and people with a 专员 stay when their import is taken back."""

import datetime as dt

from demand.care.models import FirmPair, FirmVisit, Officer
from demand.enterprises.models import Enterprise
from people.registry.models import Person
from talentbase.imports import undo
from talentbase.todo.due import Due, Source, register

WITHIN = dt.timedelta(days=30)
LOOKED_AFTER = "已有领导联系或服务专员，没有撤销"


def unsettled(user, today):
    found = FirmVisit.objects.visible_to(user).unsettled().filter(visited_on__lte=today - WITHIN)
    return found.select_related("enterprise").order_by("visited_on", "pk")


def due_problem(visit: FirmVisit) -> Due:
    return Due("答复企业问题", visit.enterprise.name, visit.get_absolute_url(), visit.visited_on + WITHIN, visit.problem[:60])


def firms(ids: list[int]) -> undo.Reasons:
    found = {*FirmPair.objects.filter(enterprise__in=ids).values_list("enterprise_id", flat=True)}
    found |= {*FirmVisit.objects.filter(enterprise__in=ids).values_list("enterprise_id", flat=True)}
    return dict.fromkeys(
        found | {*Officer.objects.filter(enterprise__in=ids).values_list("enterprise_id", flat=True)}, LOOKED_AFTER
    )


def people(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Officer.objects.filter(person__in=ids).values_list("person_id", flat=True), LOOKED_AFTER)


register(Source(unsettled, due_problem, "needs.edit"))
undo.keep(Enterprise, firms)
undo.keep(Person, people)
