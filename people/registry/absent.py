"""Whom a unit reported last time and does not report now, and what the register does with the unit's answer."""

from people.registry.models import Person, PersonClaim
from talentbase.accounts.models import Unit
from talentbase.audit.actor import widened
from talentbase.imports.models import Batch, Row
from talentbase.submissions import absent


def find(unit: Unit, batch: Batch) -> list[tuple[int, str, str]]:
    """People the unit claimed before this batch who are none of its rows.

    A row that could not be compared (an error in it, or a repeat) stands for everybody of its name.
    """
    rows = batch.rows
    names = rows.exclude(state=Row.State.GOOD).values("values__name")
    claimed = PersonClaim.objects.filter(unit=unit, first_reported__lte=batch.reported_on).values("person")
    people = Person.objects.present().exclude(status=Person.Status.DECEASED).filter(pk__in=claimed)
    people = people.exclude(pk__in=rows.exclude(target=None).values("target")).order_by("pinyin", "pk")
    people = people.only("name", "birth", "employer", "position")
    spoken_for = {row["values__name"] for row in names}
    return [(person.pk, _words(person), person.get_absolute_url()) for person in people if person.name not in spoken_for]


def _words(person: Person) -> str:
    return "　".join(filter(None, (person.name, person.birth.replace("-", "."), f"{person.employer}{person.position}")))


def follow(record: int, answer: str, *, unit: Unit, by) -> None:
    """亡故: the status; 归属变更, 不再上报: the unit's claim ends; 漏报 changes nothing. Nobody leaves the register."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=record)
    if answer == "deceased":
        person.status = Person.Status.DECEASED
        person.save(update_fields=["status"])
    elif answer in ("moved", "ended"):
        with widened():  # a person without claims is seen by the county alone, also while the last claim ends
            PersonClaim.objects.filter(person=person, unit=unit).delete()
            person.unit_ids = [pk for pk in person.unit_ids if pk != unit.pk]
            person.save(update_fields=["unit_ids"])


absent.register("people", find, follow)
