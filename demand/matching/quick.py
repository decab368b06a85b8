"""速配: a few spoken lines -> people in seconds. Nothing is stored until somebody saves the need."""

import re

from django import forms
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from demand.matching.engine import Corpus, Matcher, NeedFacts
from demand.matching.engine import Hit as Found
from demand.matching.gather import engine_weights, people_facts
from demand.matching.hits import Hit, by_shelf, missing_items, with_relations
from demand.matching.lexicon import tokeniser
from demand.matching.models import Match
from demand.matching.rescore import current_weights
from demand.matching.store import GRADES, SHELVES, lines_of
from demand.needs.models import Need
from demand.needs.spoken import LONGEST, MODES, Spoken, read_spoken
from people.registry.models import Person
from talentbase.codes.book import current_book
from talentbase.web.views import Door

TOP = 5
ASKED_FOR = 3  # of what is missing most
BETWEEN = "；"
PAY = re.compile(r"万|元|薪|工资|待遇|面谈|面议")
NO_DEGREE = [("", "不限")]


class QuickForm(forms.Form):
    """text: as spoken. The rest is filled from it, and may be corrected; `read` is the text it was filled from."""

    text = forms.CharField(
        label="需求（口述、短信、通话记录都可以）", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        error_messages={"required": "请先写几句需求，例如“要一位做聚乳酸改性的博士，柔性的也行”。"},
    )  # fmt: skip
    read = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST)
    degree_min = forms.TypedChoiceField(
        label="学历", choices=[*NO_DEGREE, *Need.Degree.choices], required=False, coerce=int, empty_value=None
    )
    degree_is_hard = forms.BooleanField(label="学历为硬性", required=False)
    title_level_min = forms.ChoiceField(label="职称", choices=[*NO_DEGREE, *Need.TitleLevel.choices], required=False)
    title_is_hard = forms.BooleanField(label="职称为硬性", required=False)
    age_max = forms.IntegerField(label="年龄上限", required=False, min_value=18, max_value=80)
    age_is_hard = forms.BooleanField(label="年龄为硬性", required=False)
    modes = forms.MultipleChoiceField(
        label="方式", choices=[(name, name) for name, _ in MODES], required=False, widget=forms.CheckboxSelectMultiple
    )
    node = forms.ChoiceField(label="产业链环节", required=False)
    pieces = forms.MultipleChoiceField(label="认出的要求", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["node"].choices = [("", "不限"), *_nodes()]
        said = self.data.get("text", "") if self.is_bound else ""
        self.fields["pieces"].choices = [(piece, piece) for piece in _pieces(said)]

    def conditions(self) -> list[tuple]:
        """(box, its tick) in the order of the page."""
        hard = {"degree_min": "degree_is_hard", "title_level_min": "title_is_hard", "age_max": "age_is_hard"}
        return [
            (self[name], self[hard[name]] if name in hard else None) for name in ("degree_min", "title_level_min", "age_max")
        ]


def _nodes() -> list[tuple[str, str]]:
    book = current_book()
    return [(node.code, f"{book.name('chains', node.parent)}·{node.name}") for node in book.rows("chain_nodes")]


def _pieces(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(piece.split()) for piece in read_spoken(text).matter.split(BETWEEN))) if text else []


def understood(text: str) -> dict:
    """What the form is filled with: the spoken conditions and the chain node that the words speak of."""
    spoken: Spoken = read_spoken(text)
    proposed = current_book().propose_chain(text)
    node = next((each.code.code for each in proposed if each.code.table == "chain_nodes"), "")
    names = ("degree_min", "degree_is_hard", "title_level_min", "title_is_hard", "age_max", "age_is_hard")
    values = {name: getattr(spoken, name) for name in names}
    return values | {"modes": list(spoken.modes), "node": node, "text": text, "read": text, "pieces": _pieces(text)}


def unsaid(asked: dict) -> list[str]:
    """What one should ask when calling back."""
    spoken = read_spoken(asked["text"])
    said = {"学历": asked["degree_min"], "职称": asked["title_level_min"], "年龄": asked["age_max"], "方式": asked["modes"]}
    said |= {"人数": spoken.headcount, "待遇": PAY.search(asked["text"])}
    return [name for name, value in said.items() if not value]


def facts_of(asked: dict) -> NeedFacts:
    """asked: cleaned values of the form."""
    book, spoken = current_book(), read_spoken(asked["text"])
    node = book.get("chain_nodes", asked["node"]) if asked["node"] else None
    return NeedFacts(
        key=0,
        title=next(iter(asked["pieces"]), spoken.title),
        description=BETWEEN.join(asked["pieces"]),
        chain=book.name("chains", node.parent) if node else "",
        chain_node=node.name if node else "",
        degree_min=asked["degree_min"],
        degree_hard=asked["degree_is_hard"],
        title_min=asked["title_level_min"] or None,
        title_hard=asked["title_is_hard"],
        age_max=asked["age_max"],
        age_hard=asked["age_is_hard"],
        majors=spoken.majors,
        modes=tuple(asked["modes"]),
        location_code=settings.TALENTBASE_COUNTY_CODE,
        headcount=spoken.headcount,
        urgent=spoken.is_urgent,
    )


def people_for(need: NeedFacts, user) -> tuple[dict[str, list[Hit]], list[tuple[str, int]]]:
    """({shelf: hits}, what is missing most). Rows of Match that are never saved, so that the page shows them as any other."""
    today = timezone.localdate()
    matcher = Matcher(Corpus(people_facts(on=today), tokeniser=tokeniser()), engine_weights(current_weights()), on=today)
    found = matcher.rank([need], top=TOP)[0]
    people = with_relations(Person.objects.visible_to(user)).in_bulk([hit.person_key for hit in found])
    matches = [_match(hit, people[hit.person_key], place) for place, hit in enumerate(found, 1) if hit.person_key in people]
    shelves = by_shelf(matches)
    return shelves, missing_items([*shelves[Match.Shelf.SURE], *shelves[Match.Shelf.POSSIBLE]])[:ASKED_FOR]


def _match(hit: Found, person: Person, place: int) -> Match:
    return Match(
        person=person,
        shelf=SHELVES[hit.shelf],
        grade=GRADES.get(hit.grade, Match.Grade.NONE),
        score_low=hit.score or 0,
        score_high=hit.ceiling or 0,
        reasons=lines_of(hit),
        inputs={"place": place},
    )


class Quick(Door):
    """POST: the text is not to stand in addresses and logs of the way."""

    right = "matching.view"

    def get(self, request):
        return self.show(request, QuickForm())

    def post(self, request):
        text = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]
        if text and text != request.POST.get("read", "").replace("\r\n", "\n"):
            form = QuickForm({name: value for name, value in understood(text).items() if value not in (None, False)})
        else:
            data = request.POST.copy()
            data["text"] = text
            form = QuickForm(data)
        if not form.is_valid():
            return self.show(request, form, status=422)
        shelves, missing = people_for(facts_of(form.cleaned_data), request.user)
        sure, introducers, possible, outside = (shelves[shelf] for shelf in Match.Shelf.values)
        found = {"sure": sure, "introducers": introducers, "possible": possible, "outside": outside, "missing": missing}
        kept = self.to_save(form.cleaned_data) if request.user.may("needs.edit") else []
        found |= {"kept": kept, "unsaid": unsaid(form.cleaned_data), "can_edit_people": request.user.may("people.edit")}
        return self.show(request, form, searched=True, **found)

    @staticmethod
    def to_save(asked: dict) -> list[tuple[str, str]]:
        """Hidden fields for the form of a need: everything is filled in, only the employer is still to be chosen."""
        spoken = read_spoken(asked["text"])
        values = {name: asked[name] for name in ("degree_min", "title_level_min", "age_max", "node") if asked[name]}
        values |= {name: "on" for name in ("degree_is_hard", "title_is_hard", "age_is_hard") if asked[name]}
        title = next(iter(asked["pieces"]), spoken.title)
        # what was matched is what is saved; the words as they were said stay beside it
        values |= {"title": title, "description": BETWEEN.join(asked["pieces"]), "headcount": spoken.headcount or ""}
        values |= {"remark": f"原话：{spoken.description}", "salary_text": spoken.salary_text}
        values |= {"salary_min_wan": spoken.salary_min_wan, "salary_max_wan": spoken.salary_max_wan}
        values |= {"majors": "、".join(spoken.majors)}
        values |= {"is_urgent": "on"} if spoken.is_urgent else {}
        return [
            *((name, str(value)) for name, value in values.items() if value),
            *(("modes", mode) for mode in asked["modes"]),
        ]

    @staticmethod
    def show(request, form, status: int = 200, **found):
        return render(request, "matching/quick.html", {"form": form, "today": timezone.localdate(), **found}, status=status)
