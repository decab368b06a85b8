"""While a person is being typed in: who in the register may be the same one."""

from django.db.models import Q, QuerySet
from django.shortcuts import render

from people.duplicates.evidence import THRESHOLD, Pair, Traits, judged, traits_of
from people.duplicates.scan import values_of
from people.registry.actions import clean_name
from people.registry.list_views import visible
from people.registry.models import Contact, Person
from talentbase.accounts.sealing import blind
from talentbase.audit.actor import widened
from talentbase.codes.book import name_of
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.ids import BadId, check_citizen_id
from talentbase.text.phones import read_phones
from talentbase.text.pinyin import sort_key
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

MOST = 60  # candidates looked at
SHOWN = 3
TYPED = 0


class Similar(Door):
    """POST: the form as it stands; answers with a part, empty where nobody is alike."""

    right = "people.edit"

    def post(self, request):
        typed = typed_values(request.POST)
        if not typed["name"]:
            return render(request, "duplicates/_similar.html", {})
        shown, is_hidden = alike(request, typed, whole_number(request.POST.get("person", "") or "-"))
        return render(request, "duplicates/_similar.html", {"shown": shown[:SHOWN], "is_hidden": is_hidden})


def alike(request, typed: dict, person: int | None = None) -> tuple[list[tuple[Person, Pair]], bool]:
    """([(person, pair)] within sight, the surest first; whether the user knows somebody out of sight).

    typed: as `typed_values` gives it; person: who is being edited.
    """
    with widened():
        records = values_of(candidates(typed, person))
    traits = {TYPED: traits_of(typed)} | {pk: traits_of(values) for pk, values in records.items()}
    found = [pair for pk in records if (pair := judged(pk, TYPED, traits)).score >= THRESHOLD]
    found.sort(key=lambda pair: -pair.score)
    seen = {each.pk: each for each in visible(request).filter(pk__in=[pair.first for pair in found])}
    is_hidden = any(pair.first not in seen and is_known_to(traits[TYPED], traits[pair.first]) for pair in found)
    return [(seen[pair.first], pair) for pair in found if pair.first in seen], is_hidden


def is_known_to(typed: Traits, held: Traits) -> bool:
    """Of somebody out of sight only he is told who types his ID number, or his name with his phone: nothing to be guessed."""
    if typed.id_number:
        return typed.id_number == held.id_number
    return bool(typed.names & held.names and typed.phones & held.phones)


def typed_values(data) -> dict:
    """The fields of the form in the keys of talent-import/1; what cannot be read yet is left out."""
    phones = [number for name in data if name.endswith("-phone") for number in _phones(data[name])]
    return {
        "name": clean_name(data.get("name", "").replace("\0", ""))[:60],
        "former_name": data.get("former_name", ""),
        "gender": data.get("gender", ""),
        "birth_ym": _birth(data.get("birth", "")),
        "hometown": data.get("hometown", "") or name_of(data.get("town", "")),
        "employer": data.get("employer", ""),
        "school": data.get("school", ""),
        "education": data.get("education", ""),
        "title": data.get("title", ""),
        "phones": phones,
        "id_number": _id_number(data.get("id_number", "")),
    }


def candidates(typed: dict, person: int | None) -> QuerySet[Person]:
    """Everybody of that sound, with one of the phones, or with the ID number; but `person`, who is being edited."""
    alike = Q(pinyin=sort_key(typed["name"])[:120]) | Q(former_name=typed["name"])
    if typed["phones"]:
        with_phone = Contact.objects.filter(normal__in=typed["phones"], whose=Contact.Whose.OWN)
        alike |= Q(pk__in=with_phone.values("person"))
    if typed["id_number"]:
        alike |= Q(id_number_hash=typed["id_number"])
    ids = Person.objects.present().filter(alike).exclude(pk=person).values_list("pk", flat=True)[:MOST]
    return Person.objects.filter(pk__in=list(ids))


def _phones(text: str) -> list[str]:
    return [number.replace("-", "") for number in read_phones(text).numbers] if "*" not in text else []


def _birth(text: str) -> str:
    try:
        return parse_date(text).date.iso() if text else ""
    except BadDate:
        return ""


def _id_number(text: str) -> str:
    try:
        return blind(check_citizen_id(text).number) if text else ""
    except BadId:
        return ""
