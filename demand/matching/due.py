"""Matches that wait for the next step: asked and not answered, agreed and not recommended."""

from datetime import timedelta

from django.urls import reverse

from demand.matching.models import Match
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import day

ANSWER_WITHIN = timedelta(days=7)
RECOMMEND_WITHIN = timedelta(days=3)


def _at(stage, user):
    matches = Match.objects.visible_to(user).at_or_past(stage).filter(need__state="open")
    return matches.select_related("person", "need__enterprise").order_by("stage_on", "pk")


def unanswered(user, today):
    return _at(Match.Stage.ASKED, user).filter(stage_on__lt=today - ANSWER_WITHIN)


def agreed(user, today):
    return _at(Match.Stage.AGREED, user)


def _page(match: Match) -> str:
    return reverse("matching:need", args=[match.need_id])


def due_answer(match: Match) -> Due:
    more = f"{match.need.title}　{day(match.stage_on)}征求，尚未答复"
    return Due("问明意见", match.person.name, _page(match), match.stage_on + ANSWER_WITHIN, more)


def due_recommendation(match: Match) -> Due:
    more = f"{match.need.enterprise.name}　{match.need.title}　{day(match.stage_on)}本人同意"
    return Due("推荐", match.person.name, _page(match), match.stage_on + RECOMMEND_WITHIN, more)


register(
    Source(unanswered, due_answer, "matching.act"),
    Source(agreed, due_recommendation, "matching.act"),
)
