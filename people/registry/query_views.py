"""高级查询: a page of conditions that writes the address of the list."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from people.registry.condition_kinds import SPAN, Choice, Condition, Span
from people.registry.conditions import BY_NAME, CONDITIONS, GROUPS
from talentbase.web.facets import UNKNOWN
from talentbase.web.requests import LONGEST_ADDRESS
from talentbase.web.views import Door

UNKNOWN_WORD = "未登记"
FEW = 6  # so many choices stand beside each other; more are picked from a list
UNTOUCHED = ("csrfmiddlewaretoken", "page")


class Query(Door):
    right = "people.view"

    def get(self, request):
        return self.show(request, request.GET, {})

    def post(self, request):
        kept = [pair for pair in _pairs(request.POST) if pair[0] not in UNTOUCHED and not _is_ours(pair[0])]
        asked = [(condition.name, value) for condition in CONDITIONS for value in _typed(condition, request.POST)]
        faults = {name: fault for name, value in asked if value != UNKNOWN and (fault := BY_NAME[name].fault(value))}
        target = f"{reverse('registry:list')}?{urlencode([*kept, *asked])}"
        if len(target) > LONGEST_ADDRESS:
            faults["too_long"] = "条件合起来太长，请减少几个词。"
        if faults:
            answers = QueryDict(urlencode([*kept, *asked]))
            return self.show(request, answers, faults, status=422)
        return redirect(target)

    @staticmethod
    def show(request, answers: QueryDict, faults: dict[str, str], status: int = 200):
        groups = [
            (group, [_field(condition, answers, faults) for condition in CONDITIONS if condition.group == group])
            for group in GROUPS
        ]
        kept = [pair for pair in _pairs(answers) if pair[0] not in UNTOUCHED and pair[0] not in BY_NAME]
        context = {"groups": groups, "kept": kept, "faults": faults}
        return render(request, "registry/query.html", context, status=status)


def _pairs(answers: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in answers.lists() for value in values if value]


def _is_ours(name: str) -> bool:
    return name.partition("__")[0] in BY_NAME


def _typed(condition: Condition, data: QueryDict) -> list[str]:
    """The values of a condition as the page sends them."""
    if isinstance(condition, Choice):
        return [value for value in data.getlist(condition.name) if value]
    if isinstance(condition, Span):
        first, last = (data.get(f"{condition.name}__{end}", "").strip() for end in ("from", "to"))
        if UNKNOWN_WORD in (first, last):
            return [UNKNOWN]
        return [f"{first}{SPAN}{last}"] if first or last else []
    text = data.get(condition.name, "").strip()
    return [UNKNOWN if text == UNKNOWN_WORD else text] if text else []


def _field(condition: Condition, answers: QueryDict, faults: dict[str, str]) -> dict:
    values = [value for value in answers.getlist(condition.name) if value]
    field = {"condition": condition, "problem": faults.get(condition.name, "")}
    if isinstance(condition, Choice):
        options = condition.listed()
        return field | {"is_list": len(options) > FEW, "options": [(v, label, v in values) for v, label in options]}
    shown = [UNKNOWN_WORD if value == UNKNOWN else value for value in values]
    if isinstance(condition, Span):
        first, between, last = (shown[0] if shown else "").partition(SPAN)
        return field | {"first": first, "last": last if between else ""}
    return field | {"text": "、".join(shown)}
