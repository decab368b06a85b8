"""What is missing in a file, as sentences a clerk can act on."""

from django.utils import timezone

from people.registry.models import Contact, Person

WANTED = (
    ("birth", "缺出生年月"),
    ("hometown", "缺籍贯村"),
    ("education_id", "缺学历"),
    ("school", "缺毕业院校"),
    ("employer", "缺工作单位"),
    ("location_id", "缺工作地"),
)


def gaps(person: Person, contacts: list[Contact]) -> list[str]:
    """Sentences without full stop, the weightiest first; [] for a full file."""
    is_outside = person.populations == [Person.Population.OUTSIDE]  # known from public sources only
    found = [words for field, words in WANTED if not getattr(person, field) and not (is_outside and field == "hometown")]
    if Person.Category.EXPERT in person.categories and not person.field:
        found.insert(0, "缺研究领域")
    if (
        not is_outside
        and not person.phone_is_secret
        and not any(contact.phone for contact in contacts if contact.whose == "own" and not contact.is_dead)
    ):
        found.insert(0, "缺联系电话")
    if not person.last_confirmed:
        found.append("从未核实")
    else:
        months = (timezone.localdate() - person.last_confirmed).days // 30
        found += [f"上次核实已过{months}个月"] if months >= 12 else []
    return found
