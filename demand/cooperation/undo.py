"""People and employers with an agreement or a return stay when their import is taken back."""

from demand.cooperation.models import Participant, Project, Return
from demand.enterprises.models import Enterprise
from people.registry.models import Person
from talentbase.imports import undo

BEGUN = "已有合作项目或返乡登记，没有撤销"


def people_with_results(ids: list[int]) -> undo.Reasons:
    found = {*Participant.objects.filter(person__in=ids).values_list("person_id", flat=True)}
    return dict.fromkeys(found | {*Return.objects.filter(person__in=ids).values_list("person_id", flat=True)}, BEGUN)


def employers_with_results(ids: list[int]) -> undo.Reasons:
    found = {*Project.objects.filter(enterprise__in=ids).values_list("enterprise_id", flat=True)}
    return dict.fromkeys(found | {*Return.objects.filter(enterprise__in=ids).values_list("enterprise_id", flat=True)}, BEGUN)


undo.register(Project, lambda ids: None)
undo.register(Return, lambda ids: None)
undo.keep(Person, people_with_results)
undo.keep(Enterprise, employers_with_results)
