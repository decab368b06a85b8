"""Values of the import schema (kinds demand and tech_demand) -> fields of Need and of its employer. No database."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from demand.enterprises.columns import SEPARATOR
from demand.enterprises.models import Enterprise
from demand.needs.models import Need
from talentbase.registers.recipe import fitting

KINDS = {"demand": Need.Kind.POST, "tech_demand": Need.Kind.TECH}
DEGREES = {"博士": 5, "硕士": 4, "本科": 3, "大专": 2, "中专": 1, "高中": 1}  # 不限 asks for nothing
PLAIN = {  # schema key -> Need field
    "job": "title",
    "need_title": "title",
    "job_kind": "job_kind",
    "need_type": "job_kind",
    "description": "description",
    "headcount_min": "headcount_min",
    "headcount_max": "headcount_max",
    "headcount_text": "headcount_text",
    "age_min": "age_min",
    "age_max": "age_max",
    "tech_field": "tech_field",
    "target": "target",
    "deadline": "deadline",
    "date_text": "deadline_text",
    "contact": "contact",
    "other": "other",
    "remark": "remark",
}
MONEY = {
    "salary_min_wan_year": "salary_min_wan",
    "salary_max_wan_year": "salary_max_wan",
    "budget_wan": "budget_wan",
    "budget_max_wan": "budget_max_wan",
}
PAIRS = (
    ("headcount_min", "headcount_max"),
    ("age_min", "age_max"),
    ("salary_min_wan", "salary_max_wan"),
    ("budget_wan", "budget_max_wan"),
)
TOGETHER = (  # cells that are read into one another stay or change together
    ("headcount_min", "headcount_max", "headcount_text"),
    ("age_min", "age_max"),
    ("salary_min_wan_year", "salary_max_wan_year", "salary_text", "salary_note"),
    ("budget_wan", "budget_max_wan", "budget_text"),
    ("deadline", "date_text"),
    ("title_level_min", "title_min"),
    ("mode", "coop_mode"),
)
OTHERS = {"degree_min": "edu_min", "modes": "mode", "phone": "phones", "is_urgent": "urgent", "salary_text": "salary_text"}
EMPLOYER = {"enterprise": "name", "uscc": "uscc", "org_type": "org_type", "industry": "industry", "contact": "contact"}


@dataclass
class Record:
    """What one row says. fields: Need attributes; employer: Enterprise attributes, `name` among them.

    chain: code of the industry chain the row names, "" where it names none that is known.
    """

    kind: str
    fields: dict[str, Any]
    employer: dict[str, Any] = field(default_factory=dict)
    chain: str = ""


def schema_key(field: str) -> str:
    """Need field -> the keys of the import schema whose cells it comes from, joined by +."""
    named = {name: key for key, name in (*PLAIN.items(), *MONEY.items())}
    key = OTHERS.get(field) or named.get(field, field)
    return "+".join(next((group for group in TOGETHER if key in group), (key,)))


def record_of(kind: str, values: dict[str, Any], book) -> Record:
    """kind: demand | tech_demand; book: the code book in force. Unknown keys are left alone, an empty value is absent."""
    fields = {name: values[key] for key, name in PLAIN.items() if values.get(key) not in (None, "")}
    fields |= {name: _money(values[key], name) for key, name in MONEY.items() if values.get(key) is not None}
    fields |= _conditions(values, book)
    if modes := values.get("mode") or values.get("coop_mode"):
        fields["modes"] = [mode[:20] for mode in modes]
    if pay_words := _joined(values, "salary_text", "budget_text", "salary_note"):
        fields["salary_text"] = pay_words
    _complete_pairs(fields)
    if phones := values.get("phones"):
        fields["phone"] = _phones(phones, Need)
    if values.get("urgent"):
        fields["is_urgent"] = True
    _keep_long_title(fields)
    chain = book.chain(values.get("chain") or "")
    return Record(KINDS[kind], fitting(Need, fields), _employer(values, chain), chain.code if chain else "")


def _money(value, name: str) -> Decimal | None:
    """Two places; an amount no column can hold is no amount."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    column = Need._meta.get_field(name)
    return amount if amount < 10 ** (column.max_digits - column.decimal_places) else None


def _complete_pairs(fields: dict) -> None:
    """Both bounds come from one cell: where it gives one, the other is open, whatever an earlier sheet said."""
    for low, high in PAIRS:
        if low in fields or high in fields:
            bounds = fields.setdefault(low), fields.setdefault(high)
            if None not in bounds:
                fields[low], fields[high] = sorted(bounds)
    if any(fields.get(name) is not None for pair in PAIRS[2:] for name in pair):
        fields.setdefault("salary_text", "")


def _conditions(values, book) -> dict:
    found = {}
    if degree := DEGREES.get(values.get("edu_min")):
        found["degree_min"] = degree
    if majors := values.get("majors"):
        found["majors"] = [major[:60] for major in majors]
    if level := values.get("title_level_min"):
        found["title_level_min"] = level
    elif title := book.get("titles", values.get("title_min") or ""):
        found["title_level_min"] = title_level(title.extra.get("level", ""))
        words = [values.get("other"), f"职称要求：{title.name}及以上"]
        found["other"] = "\n".join(filter(None, words))
    return found


def title_level(text: str) -> str:
    """The level of a title in the code table (正高级, 助理级 …) as one of the four levels."""
    if text.startswith(("助理", "员级")):
        return Need.TitleLevel.JUNIOR
    return next((level for level in Need.TitleLevel.values if text.startswith(level)), "")


def _joined(values, *keys: str) -> str:
    return "；".join(dict.fromkeys(values[key] for key in keys if values.get(key)))


def _phones(numbers: list[str], model) -> str:
    """As many whole numbers as the column holds."""
    room = model._meta.get_field("phone").max_length
    kept = list(numbers)
    while len(SEPARATOR.join(kept)) > room:
        kept.pop()
    return SEPARATOR.join(kept)


def _keep_long_title(fields: dict) -> None:
    """A title that is a whole paragraph stays whole in the description."""
    title = fields.get("title", "")
    if len(title) > Need._meta.get_field("title").max_length:
        fields["description"] = "\n".join(filter(None, (title, fields.get("description"))))


def _employer(values, chain) -> dict:
    fields = {name: values[key] for key, name in EMPLOYER.items() if values.get(key)}
    if phones := values.get("phones"):
        fields["phone"] = _phones(phones, Enterprise)
    if values.get("chain") and not chain and not fields.get("industry"):
        fields["industry"] = values["chain"]
    return fitting(Enterprise, fields)
