"""手工排序: the picked people moved up and down, then numbered one after the other; the list can be read in that order."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse

from people.registry.list_views import LISTS, listing_of, picks_of, visible
from people.registry.models import Person
from talentbase.audit.actor import set_local
from talentbase.listings.models import BulkAct
from talentbase.web.requests import query_of, whole_number
from talentbase.web.views import Door

MOST = 200
HIGHEST = 1_000_000


@transaction.atomic
def number(ids: list[int], first: int, *, by) -> BulkAct | None:
    """排序号 from `first` on, in the order of `ids`. None where everybody has his number already."""
    people = {person.pk: person for person in Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}
    wanted = [(people[pk], first + place) for place, pk in enumerate(pk for pk in ids if pk in people)]
    changed = [person for person, given in wanted if person.list_number != given]
    if not changed:
        return None
    done = BulkAct.objects.create(register="people", words=f"排序号：从{first}起", number=len(changed), made_by=by)
    set_local({"batch": done.mark})
    for person, given in wanted:
        person.list_number = given
    Person.objects.bulk_update(changed, ["list_number"])
    return done


class Numbering(Door):
    """POST only, from the list: `pick`s or `all` of the `query`; then `row`s in their order and `first`."""

    right = "people.edit"

    def post(self, request):
        query = query_of(request.POST.get("query", ""))
        if "row" in request.POST:
            return self.save(request, query)
        people = self.picked(request, query)
        numbers = [person.list_number for person in people if person.list_number is not None]
        return self.show(request, query, people, first=min(numbers, default=1))

    @staticmethod
    def picked(request, query) -> list[Person]:
        """In the order of the list they were ticked in."""
        listing, filters = listing_of(request, query)
        picked = {} if "all" in request.POST else {"pk__in": picks_of(request.POST)}
        return list(listing.in_order(filters.qs.filter(**picked)).defer("search")[: MOST + 1])

    def save(self, request, query):
        ids = [pk for text in request.POST.getlist("row") if (pk := whole_number(text))][:MOST]
        first = whole_number(request.POST.get("first", ""))
        known = {person.pk: person for person in visible(request).filter(pk__in=ids)}
        people = [known[pk] for pk in dict.fromkeys(ids) if pk in known]
        if first is None or first > HIGHEST:
            return self.show(request, query, people, first=request.POST.get("first", ""), problem="请填写从几号起，例如1。")
        done = number([person.pk for person in people], first, by=request.user)
        words = f"已编号{done.number}人，可在“批量修改记录”中撤销。" if done else "排序号与原来相同，没有改动。"
        messages.success(request, words)
        query["order"] = "number"
        return redirect(f"{self.back(query)}?{query.urlencode()}")

    @staticmethod
    def back(query) -> str:
        listing = LISTS.get(query.get("population", ""), LISTS[Person.Population.AWAY])
        return reverse(listing.list_url)

    def show(self, request, query, people, *, first, problem: str = ""):
        context = {"people": people, "first": first, "problem": problem, "query": query.urlencode(), "most": MOST}
        context |= {"is_too_many": len(people) > MOST, "back": f"{self.back(query)}?{query.urlencode()}"}
        return render(request, "registry/numbering.html", context, status=422 if problem else 200)
