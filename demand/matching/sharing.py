"""What of a person may be told to an employer: only what he or she agreed to, recorded with the consent."""

from collections.abc import Callable

from django.utils import timezone

from demand.matching.models import Match, Step
from people.registry.columns import gender, rank_words, study, work
from people.registry.models import Person

Read = Callable[[Person], str]


def _phone(person: Person) -> str:
    numbers = person.contacts.filter(whose="own", is_dead=False).exclude(phone="").values_list("phone", flat=True)
    return "" if person.phone_is_secret else next(iter(numbers), "")


def _age(person: Person) -> str:
    age = person.age_on(timezone.localdate())
    return "" if age is None else f"{age}岁"


FIELDS: dict[str, tuple[str, Read]] = {
    "name": ("姓名", lambda person: person.name),
    "gender": ("性别", gender),
    "age": ("年龄", _age),
    "study": ("学历学位", study),
    "school": ("毕业院校及专业", lambda person: f"{person.school}{person.major}"),
    "work": ("工作单位及职务", work),
    "rank": ("职级/职称", rank_words),
    "field": ("研究领域", lambda person: person.field),
    "honors": ("成果及荣誉", lambda person: person.honors),
    "phone": ("电话", _phone),
    "email": ("邮箱", lambda person: person.email),
}
USUAL = ("name", "gender", "study", "work", "rank", "field")
LABELS = [(key, label) for key, (label, _) in FIELDS.items()]
CONSENTED = (Match.Stage.AGREED, Match.Stage.RECOMMENDED, Match.Stage.TALKING, Match.Stage.SETTLED)


def agreed_fields(match: Match) -> list[str]:
    """Keys of the latest consent; [] where none stands, the name alone where nothing more was recorded."""
    if match.stage not in CONSENTED:
        return []
    consent = match.steps.filter(act=Step.Act.AGREE).order_by("-on", "-pk").first()
    return [key for key in FIELDS if key in consent.shared] or ["name"] if consent else []


def told(match: Match) -> dict[str, str]:
    """{key: text} of what the employer may read."""
    return {key: FIELDS[key][1](match.person) for key in agreed_fields(match)}
