"""一人一档: the page of one person with its tabs, panels of other rooms, the timeline, and the way through a list."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from people.registry import actions
from people.registry.columns import rank_words, study
from people.registry.completeness import gaps
from people.registry.extras import panels_for, timeline
from people.registry.forms import RevealForm, place_words
from people.registry.list_views import LISTS, listing_of, visible
from people.registry.models import Contact, Education
from people.registry.relations import relations_of
from people.registry.reverting import is_revertible
from people.registry.ways import ways_of
from talentbase.audit.history import Entry, history_of
from talentbase.codes.book import current_book, name_of
from talentbase.web.requests import query_of, whole_number
from talentbase.web.views import Door

OWN_TABS = (("basic", "基本信息"), ("study", "学习经历"), ("work", "工作经历"))
LAST_TABS = (("relations", "关系人"), ("timeline", "大事记"), ("history", "变更记录"))


class PersonPage(Door):
    """One file with its tabs; other rooms' panels are fetched by URL name."""

    right = "people.view"

    def get(self, request, pk):
        people = (
            visible(request)
            .select_related("official", "expert", "business")
            .prefetch_related("claims__unit", "tags__node__chain")
        )
        person = get_object_or_404(people, pk=pk)
        return render(request, "registry/detail.html", self.context(request, person))

    @staticmethod
    def context(request, person) -> dict:
        contacts, studies = list(person.contacts.all()), list(person.educations.all())
        panels = {panel.key: panel for panel in panels_for(request.user, person)}
        tabs = dict([*OWN_TABS, *((panel.key, panel.label) for panel in panels.values()), *LAST_TABS])
        tab = request.GET.get("tab", "")
        tab = tab if tab in tabs else "basic"
        return {
            "person": person,
            "tab": tab,
            "tabs": tabs,
            "panel": panels.get(tab),
            "way": way_through(request, person),
            "home": LISTS[person.home_list],
            "own": [contact for contact in contacts if contact.whose == Contact.Whose.OWN and contact.phone],
            "family": [contact for contact in contacts if contact.whose == Contact.Whose.FAMILY],
            "ways": ways_of(person, contacts),
            "gaps": gaps(person, contacts),
            "id_number": actions.masked_id_number(person),
            "rank": rank_words(person),
            "study": study(person),
            "place": place_words(person.location_id) if person.location_id else person.location_country,
            "programs": [current_book().name("programs", code) for code in person.programs],
            "age": person.age_on(timezone.localdate()),
            "history": _history(person) if tab == "history" else [],
            "relations": relations_of(person, visible(request).present()) if tab == "relations" else [],
            "events": timeline(person, request.user) if tab == "timeline" else [],
            "studies": studies,
            "paper_studies": paper_studies(person, studies),
            "posts": list(person.posts.all()),
            "today": timezone.localdate(),
            "can_edit": request.user.may("people.edit"),
            "can_export": request.user.may("people.export"),
            "can_reveal": request.user.may("people.reveal"),
            "reasons": RevealForm.REASONS,
        }


def _history(person) -> list[tuple[Entry, bool]]:
    """(entry, whether it can be taken back alone)."""
    entries = history_of("registry_person", person.pk, name_of)
    return [(entry, is_revertible(entry.table, entry.operation, entry.columns)) for entry in entries]


def way_through(request, person) -> dict:
    """{place, list, before, after}: the neighbours in the list the reader came from (`n`: the place in it, `list`: its address).

    Nothing but the list's address where the list has changed and another person stands at that place.
    """
    place, query = whole_number(request.GET.get("n", "")), query_of(request.GET.get("list", ""))
    if not place:
        return {"list": query.urlencode()}
    listing, filters = listing_of(request, query)
    first = max(place - 2, 0)
    around = list(listing.in_order(filters.qs).values_list("pk", flat=True)[first : place + 1])
    here = place - 1 - first
    if len(around) <= here or around[here] != person.pk:
        return {"list": query.urlencode()}
    steps = {"before": here - 1, "after": here + 1}
    links = {name: _link(around[at], place + at - here, query) for name, at in steps.items() if 0 <= at < len(around)}
    return {"list": query.urlencode(), "place": place, **links}


def _link(pk: int, place: int, query: QueryDict) -> str:
    return f"../{pk}/?{urlencode({'n': place, 'list': query.urlencode()} if query else {'n': place})}"


def paper_studies(person, studies) -> list[tuple[str, str, str]]:
    """(全日制 | 在职 | 最高, education and degree, school and major) for the printed form; of each mode the last one."""
    found = {study.mode: study for study in studies}  # by start: the last one stands
    lines = [
        (mode.label, _words(study.education_id, study.degree_id), f"{study.school}{study.department}{study.major}")
        for mode in Education.Mode
        if (study := found.get(mode))
    ]
    school = f"{person.school}{person.school_department}{person.major}"
    return lines or [("最高", _words(person.education_id, person.degree_id), school)]


def _words(*keys: str | None) -> str:
    return " ".join(name_of(key) for key in keys if key)
