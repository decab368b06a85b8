"""The list of pairs: its conditions and columns."""

from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from people.duplicates.models import Pair
from people.registry.models import Person
from talentbase.codes.book import name_of
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag

SURE, LIKELY = 8, 4  # points: name, birth and phone or home agree; name and birth agree
GRADES = {"sure": "很可能", "likely": "较可能", "maybe": "待判断"}
TONES = {"sure": "red", "likely": "amber", "maybe": ""}
STATE_TONES = {Pair.State.OPEN: "amber", Pair.State.DIFFERENT: "", Pair.State.MERGED: "green"}


def graded() -> Case:
    return Case(
        When(score__gte=SURE, then=Value("sure")), When(score__gte=LIKELY, then=Value("likely")), default=Value("maybe")
    )


def grade_of(score: float) -> str:
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "maybe"


class PairFilter(ListFilter):
    state = ManyFilter("state", label="状态")
    grade = ManyFilter("grade", label="可能性")
    town = ManyFilter("first__town_id", label="籍贯乡镇")

    class Meta:
        model = Pair
        fields: list[str] = []

    @cached_property
    def facets(self):
        states = dict(Pair.State.choices)
        return (
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            Facet("grade", "可能性", graded(), lambda v: GRADES.get(v, v), order=tuple(GRADES), is_open=True),
            Facet("town", "籍贯乡镇", "first__town_id", name_of),
        )


def _person(person: Person) -> SafeString:
    words = "　".join(filter(None, (dots(person.birth[:7]), f"{person.employer}{person.position}")))
    return format_html('<span title="{} {}"><b>{}</b>　{}</span>', person.name, words, person.name, words)


def _grade(pair: Pair) -> SafeString:
    grade = grade_of(pair.score)
    return tag(GRADES[grade], TONES[grade])


COLUMNS = (
    ListColumn("check", "核对", lambda p: link(p.get_absolute_url(), "对照"), width(48)),
    ListColumn("grade", "可能性", _grade, width(72), order=("-score",)),
    ListColumn("first", "档案一", lambda p: _person(p.first), order=("first__pinyin",)),
    ListColumn("second", "档案二", lambda p: _person(p.second)),
    ListColumn("evidence", "依据", lambda p: "；".join(p.sentences)),
    ListColumn("found", "发现日期", lambda p: dots(p.found_on), width(88), order=("found_on",)),
    ListColumn("state", "状态", lambda p: tag(p.get_state_display(), STATE_TONES[p.state]), width(76), order=("state",)),
)


class PairList(RegisterList):
    right = "people.edit"
    template = "duplicates/list.html"
    filterset = PairFilter
    columns = COLUMNS
    noun, measure = "疑似重复", "对"
    order_note = "次序：待核对的在前，再按可能性"
    search_hint = "姓名、拼音、单位、电话尾号"

    def get_queryset(self):
        pairs = Pair.objects.visible_to(self.request.user).standing().annotate(grade=graded())
        return pairs.select_related("first", "second")

    def extra(self):
        return {"merges_url": reverse("duplicates:merges")}


def next_open(user, after: Pair) -> Pair | None:
    """The pair a clerk goes on with: the next one in the order of the list."""
    waiting = Pair.objects.visible_to(user).standing().open().exclude(pk=after.pk)
    below = waiting.filter(score__lte=after.score).exclude(score=after.score, pk__lt=after.pk)
    return below.order_by(F("score").desc(), "pk").first() or waiting.in_list_order().first()
