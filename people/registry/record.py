"""Values of the import schema (`birth_ym`, code "208", lists) -> fields of the register's models. No database."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from people.registry import resume
from people.registry.models import Contact, Person, Post
from people.registry.reading_work import split_post
from talentbase.codes.book import key_of
from talentbase.pg.rows import copies

CATEGORIES = {"党政人才": "official", "高层次人才": "expert", "经商人才": "business"}
STATUSES = {"在职": "working", "退休": "retired", "在读": "studying", "失联": "lost", "已故": "deceased", "去世": "deceased"}
CONSENTS = {"是": "yes", "否": "no", "待定": "undecided"}

PLAIN = {  # schema key -> Person field
    "name": "name",
    "name_latin": "name_latin",
    "former_name": "former_name",
    "birth_ym": "birth",
    "work_since": "work_since",
    "hometown": "hometown",
    "tie_kind": "tie_kind",
    "school": "school",
    "dept": "school_department",
    "major": "major",
    "employer": "employer",
    "position": "position",
    "title_text": "title_text",
    "field": "field",
    "location_country": "location_country",
    "email": "email",
    "wechat": "wechat",
    "family_address": "family_address",
    "resume": "resume",
    "honors": "honors",
    "intent": "intent",
    "remark": "remark",
    "phone_secret": "phone_is_secret",
}
CODED = {  # schema key -> (Person field, code table)
    "gender": ("gender_id", "genders"),
    "nation": ("nation_id", "nations"),
    "politics": ("politics_id", "politics"),
    "education": ("education_id", "education"),
    "degree": ("degree_id", "degrees"),
    "title": ("title_id", "titles"),
    "job_level": ("job_level_id", "job_levels"),
    "civil_rank": ("civil_rank_id", "civil_ranks"),
}
DERIVED_FROM = {  # Person field -> the schema key that decides it, where they are not called alike
    "categories": "category",
    "party_text": "party_date",
    "town_id": "hometown",
    "location_id": "location_code",
    "location_province": "location_code",
    "birth_is_estimate": "birth_year_est",
}
BUSINESS = ("uscc", "industry", "products", "turnover_wan", "employees")
LEVELS = {"正高级", "副高级", "中级", "初级"}
NOT_COMPARED = re.compile(r"[^\d+]")
DEGREE_RANKS = (("博士", 5), ("硕士", 4))
EDUCATION_RANKS = {"11": 4, "12": 4, "1A": 4, "1B": 4, "21": 3, "22": 3, "23": 3, "31": 2, "32": 2, "33": 2, "34": 2}
EDUCATION_RANKS |= {"35": 1, "36": 1, "37": 1, "38": 0, "39": 0}


@dataclass
class Record:
    """What one row says of one person. fields: Person attributes; the rest goes to the tables below the person."""

    fields: dict[str, Any]
    phones: list[str] = field(default_factory=list)
    family_phones: list[str] = field(default_factory=list)
    family_contact: str = ""
    id_number: str = ""
    official: dict[str, Any] = field(default_factory=dict)
    expert: dict[str, Any] = field(default_factory=dict)
    business: dict[str, Any] = field(default_factory=dict)
    chains: list[str] = field(default_factory=list)


def schema_key(field: str) -> str:
    """Person field -> key of the import schema whose cell it comes from."""
    coded = {name: key for key, (name, _) in CODED.items()}
    plain = {name: key for key, name in PLAIN.items()}
    return DERIVED_FROM.get(field) or coded.get(field) or plain.get(field, field)


def record_of(values: dict[str, Any], book) -> Record:
    """book: the code book in force. Unknown keys are left alone; an empty value is absent."""
    fields = {name: values[key] for key, name in PLAIN.items() if key in values and values[key] not in (None, "")}
    for key, (name, table) in CODED.items():
        if values.get(key):
            fields[name] = key_of(table, values[key])
    if values.get("category"):
        fields["categories"] = [CATEGORIES[values["category"]]] if values["category"] in CATEGORIES else []
    fields |= _choices(values) | _party(values) | _place(values, book) | _birth(values)
    if values.get("programs"):
        fields["programs"] = list(values["programs"])
    return Record(
        fields=fields,
        phones=list(values.get("phones") or []),
        family_phones=list(values.get("family_phones") or []),
        family_contact=values.get("family_contact") or "",
        id_number=values.get("id_number") or "",
        official={"post_since": values["post_since"]} if values.get("post_since") else {},
        expert={"title_since": values["title_since"]} if values.get("title_since") else {},
        business={key: values[key] for key in BUSINESS if values.get(key) not in (None, "")},
        chains=list(values.get("chains") or []),
    )


def _choices(values) -> dict:
    found = {}
    if values.get("consent") in CONSENTS:
        found["consent"] = CONSENTS[values["consent"]]
    if values.get("status") in STATUSES:
        found["status"] = STATUSES[values["status"]]
    return found


def _party(values) -> dict:
    """入党时间 may be a date or the name of another party; both are kept, each in its own column."""
    text = values.get("party_date") or ""
    if not text:
        return {}
    return {"party_date": text} if text[:4].isdigit() else {"party_text": text}


def _birth(values) -> dict:
    """A year reckoned from an age stands in only where no birth is written."""
    if values.get("birth_ym") or not values.get("birth_year_est"):
        return {}
    return {"birth": str(values["birth_year_est"]), "birth_is_estimate": True}


def _place(values, book) -> dict:
    """location_code "310115" -> the row of whichever region table holds it; hometown text -> township."""
    found = {}
    if code := values.get("location_code"):
        for table in ("counties", "prefectures", "provinces"):
            if book.get(table, code):
                found |= {"location_id": key_of(table, code), "location_province": code[:2]}
                break
    elif values.get("location_country"):
        found["location_province"] = "00"
    if town := book.town(values.get("hometown") or ""):
        found["town_id"] = key_of("towns", town.code)
    return found


def derive(person: Person, book) -> None:
    """Columns that repeat others for lists and matching: education rank, title level."""
    person.title_level = _title_level(person, book) if person.title_id else ""
    person.degree_rank = _degree_rank(person, book) if person.degree_id or person.education_id else None


def _title_level(person: Person, book) -> str:
    title = book.get("titles", person.title_id.partition(".")[2])
    level = title.extra.get("level", "") if title else ""
    if level.startswith(("助理", "员级")):
        return "初级"
    return next((known for known in LEVELS if level.startswith(known)), "")


def _degree_rank(person: Person, book) -> int | None:
    """博士5 硕士4 本科3 大专2 中专1; the degree where it says more than the education."""
    degree = book.get("degrees", (person.degree_id or "").partition(".")[2])
    by_degree = next((rank for word, rank in DEGREE_RANKS if degree and word in degree.name), None)
    by_education = EDUCATION_RANKS.get((person.education_id or "").partition(".")[2])
    known = [rank for rank in (by_degree, by_education) if rank is not None]
    return max(known) if known else None


def digits_of(phone: str) -> str:
    """What numbers are compared by."""
    return NOT_COMPARED.sub("", phone)


@cache
def _blank_contact():
    return copies(Contact())


def contacts_of(person: Person, record: Record) -> list[Contact]:
    """Unsaved contact rows: the person's own numbers, then the family's."""
    own, family = Contact.Whose.OWN, Contact.Whose.FAMILY
    numbers = [(own, number, "") for number in record.phones]
    numbers += [
        (family, number, record.family_contact) for number in record.family_phones or ([""] if record.family_contact else [])
    ]
    blank = _blank_contact()
    return [
        blank(person_id=person.pk, whose=whose, phone=number, normal=digits_of(number), holder=holder, order=order)
        for order, (whose, number, holder) in enumerate(numbers)
    ]


def posts_of(person: Person, record: Record) -> list[Post]:
    """Unsaved posts out of the lines of the 简历; the text itself stays whole beside them."""
    posts = []
    for line in resume.posts_of(record.fields["resume"]):
        employer, position = split_post(line.words)
        posts.append(Post(person=person, start=line.start, end=line.end, employer=employer[:120], position=position[:120]))
    return posts
