"""The list of people, what was picked of it, and the search box's suggestions."""

from copy import copy
from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property

from people.registry import tallies
from people.registry.columns import COLUMNS, USUAL, with_words
from people.registry.filters import PersonFilter
from people.registry.models import Person
from talentbase.accounts.scope import reach_of
from talentbase.audit.actor import COUNTY
from talentbase.listings.personal import PersonalList
from talentbase.web.addresses import page_address
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

LONGEST_BACK = 1500


def visible(request):
    return Person.objects.visible_to(request.user)


class PeopleList(PersonalList):
    register, list_url = "people", "registry:list"
    right = "people.view"
    template = "registry/list.html"
    filterset = PersonFilter
    every_column, usual = COLUMNS, USUAL
    title, noun, measure = "在外人才库", "在外人才", "人"
    order_note = "默认重点联系对象在前，再按最近核实　红字为超期未回访"
    orderings = {
        "pinyin": ("按姓名拼音", ("pinyin",)),
        "strokes": ("按姓氏笔画", ("strokes",)),
        "number": ("按排序号", ("list_number", "pinyin")),
    }
    search_hint = "姓名、拼音、单位、领域、电话尾号"
    population = Person.Population.AWAY

    def setup(self, request, *args, **kwargs):
        """Which population the list is of stands in its address too: bulk acts, exports and the way through it follow."""
        super().setup(request, *args, **kwargs)
        wanted = request.GET.get("population", "")
        if wanted in Person.Population.values:
            self.population = wanted
        elif self.population != Person.Population.AWAY:
            request.GET = request.GET.copy()
            request.GET["population"] = self.population

    def get_queryset(self):
        return visible(self.request).present().of_population(self.population)

    def count(self, hits, filters):
        """The whole register has its counts ready; one's own part of it, or what meets conditions, is counted."""
        if reach_of(self.request.user) == COUNTY and not any(filters.conditions()):
            return tallies.counted(self.population, filters.facets)
        return super().count(hits, filters)

    def prepare(self, records):
        return with_words(records, {column.key for column in self.columns})

    def extra(self):
        can_export, can_edit = (self.request.user.may(right) for right in ("people.export", "people.edit"))
        add = page_address("worklists:add")
        acts = (
            [("加入名单", add), ("邀请", f"{add}?purpose=invitation"), ("手工排序", page_address("registry:numbering"))]
            if can_edit
            else []
        )
        acts += [("分配联系领导", page_address("liaison:assign"))] if self.request.user.may("liaison.pair") else []
        return {
            "can_edit": can_edit,
            "bulk_acts": acts,
            "can_export": can_export,
            "bulk_export_url": page_address("registry:export") if can_export else "",
        }

    @cached_property
    def back(self) -> str:
        """What a link to a person says of the list, so that its page leads on to the next one; too long a query is left out."""
        query = self.request.GET.urlencode()
        return f"&{urlencode({'list': query})}" if 0 < len(query) < LONGEST_BACK else ""

    def row(self, record, number: int) -> dict:
        record.place = f"?n={number}{self.back}" if self.back or not self.request.GET else ""
        return super().row(record, number)

    @property
    def heading(self) -> str:
        return LISTS[self.population].title

    def bulk_url(self) -> str:
        return page_address("registry:bulk") if self.request.user.may("people.edit") else ""

    def links(self) -> list[tuple[str, str]]:
        return [("高级查询", f"{page_address('registry:query')}?{self.request.GET.urlencode()}")]

    @cached_property
    def summary(self) -> dict:
        """The people of the list in words; shown where no condition is set, so that it speaks of the whole register."""
        found = self.counted.lists["category"]
        return {
            "several": sum(number for categories, number in found.items() if len(categories) > 1),
            "categories": [
                (category.label.removesuffix("人才"), self.counted.values["category"].get(category, 0))
                for category in Person.Category
            ],
        }


class IntroducedList(PeopleList):
    register, list_url = "introduced", "registry:introduced"
    title = noun = "引进人才"
    population = Person.Population.INTRODUCED


class OutsideList(PeopleList):
    register, list_url = "outside", "registry:outside"
    title = noun = "库外专家"
    population = Person.Population.OUTSIDE
    usual = ("name", "gender", "study", "work", "rank", "place", "field", "introducer", "confirmed")


LISTS = {each.population: each for each in (PeopleList, IntroducedList, OutsideList)}


def listing_of(request, query: QueryDict) -> tuple[PeopleList, PersonFilter]:
    """The list at this address, for pages that go on with its people: (the list, its filters)."""
    request = copy(request)
    request.GET = query
    listing = PeopleList()
    listing.setup(request)
    return listing, listing.filterset(query, queryset=listing.get_queryset(), request=request)


def picks_of(data: QueryDict) -> list[int]:
    """Numbers of the ticked people: `pick`s of the list, or `picks` joined, as pages hand them on."""
    texts = [*data.getlist("pick"), *data.get("picks", "").split(",")]
    return sorted({number for text in texts if (number := whole_number(text))})


class Names(Door):
    """Options for a box in which a person is named: RC-000012 王伟. of: the name of the box."""

    right = "people.view"

    def get(self, request):
        text = request.GET.get(request.GET.get("of", ""), "").strip()
        people = visible(request).present().search(text).in_list_order()[:8] if text and "\0" not in text else []
        return render(request, "registry/_names.html", {"people": people})


class Suggest(Door):
    """Search as you type, for the search box: at most eight people, as a list part."""

    right = "people.view"

    def get(self, request):
        text = request.GET.get("q", "").strip()
        people = visible(request).present().search(text).in_list_order()[:8] if text else []
        return render(request, "registry/_suggest.html", {"people": people, "text": text})
