"""The workbench: two records side by side, merge them or say that they are two people; and merges to be taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from people.duplicates import actions
from people.duplicates.children import plan
from people.duplicates.evidence import judged, traits_of
from people.duplicates.fields import BOTH, FIRST, LINES, SECOND, compared
from people.duplicates.listing import GRADES, TONES, grade_of, next_open
from people.duplicates.models import Merge, Pair
from people.duplicates.scan import values_of
from people.registry.list_views import visible
from people.registry.models import Contact, Person
from talentbase.accounts.sealing import unseal
from talentbase.audit.models import UNDO_FOR
from talentbase.jobs import run
from talentbase.text.ids import mask_id
from talentbase.text.phones import mask_phone
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

LATEST = 200
SHOWN = 5


def pairs_of(request):
    return Pair.objects.visible_to(request.user).select_related("first", "second", "decided_by")


class PairPage(Door):
    right = "people.edit"

    def get(self, request, pk):
        return self.show(request, get_object_or_404(pairs_of(request), pk=pk))

    @staticmethod
    def show(request, pair: Pair, problem: str = "", status: int = 200):
        """What was chosen stands again after a refusal."""
        keep = request.POST.get("keep") if request.POST.get("keep") in (FIRST, SECOND) else fuller(pair)
        kept, gone = (pair.first, pair.second) if keep == FIRST else (pair.second, pair.first)
        records = values_of(Person.objects.filter(pk__in=[pair.first_id, pair.second_id]))
        found = judged(pair.first_id, pair.second_id, {pk: traits_of(values) for pk, values in records.items()})
        grade = grade_of(found.score)
        context = {
            "pair": pair,
            "sides": [_side(FIRST, pair.first), _side(SECOND, pair.second)],
            "keep": keep,
            "evidence": found.evidence,
            "grade": (GRADES[grade], TONES[grade]),
            "lines": list(compared(pair.first, pair.second, keep, request.POST)),
            "moving": [kind for kind in plan(kept, gone) if kind.going],
            "gone": gone,
            "merge": Merge.objects.standing().filter(kept__in=(kept, gone), gone__in=(kept, gone)).first(),
            "is_open": pair.state == Pair.State.OPEN and not (kept.archived_at or gone.archived_at),
            "problem": problem,
        }
        return render(request, "duplicates/pair.html", context, status=status)


def fuller(pair: Pair) -> str:
    """The side whose record says more; the older one where they are equal."""
    known = [sum(not line.is_blank(person) for line in LINES) for person in (pair.first, pair.second)]
    return FIRST if known[0] >= known[1] else SECOND


def _side(side: str, person: Person) -> dict:
    contacts = [contact for contact in person.contacts.all() if contact.phone]
    return {
        "side": side,
        "person": person,
        "own": [mask_phone(c.phone) for c in contacts if c.whose == Contact.Whose.OWN],
        "family": [f"{c.holder} {mask_phone(c.phone)}" for c in contacts if c.whose == Contact.Whose.FAMILY],
        "id_number": mask_id(unseal(person.id_number_cipher)) if person.id_number_cipher else "",
        "units": [claim.unit.name for claim in person.claims.select_related("unit")],
        "studies": list(person.educations.all())[:SHOWN],
        "posts": list(person.posts.all())[:SHOWN],
    }


class PairAct(Door):
    """One POST that decides; then the next pair."""

    right = "people.edit"

    def post(self, request, pk):
        pair = get_object_or_404(pairs_of(request), pk=pk)
        try:
            told = self.act(request, pair)
        except actions.Refused as refused:
            return PairPage.show(request, get_object_or_404(pairs_of(request), pk=pk), str(refused), status=409)
        messages.success(request, told)
        return redirect(next_open(request.user, pair) or "duplicates:list")

    def act(self, request, pair: Pair) -> str:
        raise NotImplementedError


class MergePair(PairAct):
    def act(self, request, pair):
        data = request.POST
        choices = {line.name: data[line.name] for line in LINES if data.get(line.name) in (FIRST, SECOND, BOTH)}
        versions = tuple(whole_number(data.get(f"version-{side}", "")) or 0 for side in (FIRST, SECOND))
        keep = SECOND if data.get("keep") == SECOND else FIRST
        done = actions.merge(pair, keep, choices, versions=versions, by=request.user)
        return f"已合并：{done}。{UNDO_FOR.days}天内可以在“合并记录”中撤销。"


class DifferentPair(PairAct):
    def act(self, request, pair):
        actions.differ(pair, request.POST.get("note", ""), by=request.user)
        return f"已确认：{pair}不是同一人，以后不再提示。"


class ReopenPair(Door):
    right = "people.edit"

    def post(self, request, pk):
        pair = get_object_or_404(pairs_of(request), pk=pk)
        try:
            actions.reopen(pair)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{pair}已改回待核对。")
        return redirect(pair)


class Propose(Door):
    """Two records of which somebody says that they are one person, by their numbers."""

    right = "people.edit"

    def get(self, request):
        return self.show(request, request.GET.get("first", ""))

    def post(self, request):
        texts = [request.POST.get(name, "").strip() for name in (FIRST, SECOND)]
        people = [self.found(request, text) for text in texts]
        if None in people:
            wrong = texts[people.index(None)]
            return self.show(request, *texts, problem=f"没有找到档案“{wrong}”，请填写档案编号，如RC-000012。", status=422)
        try:
            return redirect(actions.propose(*people))
        except actions.Refused as refused:
            return self.show(request, *texts, problem=str(refused), status=422)

    @staticmethod
    def found(request, text: str) -> Person | None:
        return visible(request).present().numbered(text)

    @staticmethod
    def show(request, first: str = "", second: str = "", *, problem: str = "", status: int = 200):
        context = {"first": first, "second": second, "problem": problem}
        return render(request, "duplicates/propose.html", context, status=status)


class ScanNow(Door):
    right = "people.edit"

    def post(self, request):
        return redirect("jobs:progress", run.start("duplicates.scan", "查找疑似重复", by=request.user).pk)


class Merges(Door):
    right = "people.edit"

    def get(self, request):
        merges = Merge.objects.visible_to(request.user).select_related("kept", "gone", "made_by").order_by("-pk")[:LATEST]
        return render(request, "duplicates/merges.html", {"merges": merges, "days": UNDO_FOR.days})


class MergeUndo(Door):
    right = "people.edit"

    def post(self, request, pk):
        done = get_object_or_404(Merge.objects.visible_to(request.user), pk=pk)
        try:
            stayed = actions.take_back(done)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            more = f"，其中{len(stayed)}份档案合并后又修改过，修改的内容保留" if stayed else ""
            messages.success(request, f"已撤销合并，恢复为两份档案{more}。")
        return redirect("duplicates:merges")


class OfPerson(Door):
    """The panel on 一人一档: pairs that wait, and merges this record took part in."""

    right = "people.edit"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        pairs = Pair.objects.visible_to(request.user).standing().open().of_person(person).select_related("first", "second")
        merges = Merge.objects.visible_to(request.user).standing().of_person(person).select_related("kept", "gone")
        context = {"person": person, "pairs": pairs.in_list_order(), "merges": merges}
        return render(request, "duplicates/_of_person.html", context)
