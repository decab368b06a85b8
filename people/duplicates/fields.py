"""What of two records is compared, line by line, and what becomes of it when they are merged."""

from collections.abc import Iterator
from dataclasses import dataclass

from people.registry.models import Person
from people.registry.ways import WAYS, in_part
from talentbase.codes.book import name_of
from talentbase.web.templatetags.ui import dots

FIRST, SECOND, BOTH = "first", "second", "both"


@dataclass(frozen=True)
class Line:
    """columns: attributes that travel together, the first that is filled is the value; joins: both texts may be kept."""

    label: str
    columns: tuple[str, ...]
    joins: bool = False

    @property
    def name(self) -> str:
        return self.columns[0]

    def is_blank(self, person: Person) -> bool:
        return not any(getattr(person, column) for column in self.columns)

    def words(self, person: Person) -> str:
        return "　".join(dict.fromkeys(filter(None, (_words(person, column) for column in self.columns))))


LINES = (
    Line("姓名", ("name",)),
    Line("曾用名", ("former_name",)),
    Line("外文姓名", ("name_latin",)),
    Line("性别", ("gender_id",)),
    Line("出生年月", ("birth", "birth_is_estimate")),
    Line("民族", ("nation_id",)),
    Line("政治面貌", ("politics_id",)),
    Line("入党时间", ("party_date", "party_text")),
    Line("参加工作时间", ("work_since",)),
    Line("籍贯", ("hometown", "town_id")),
    Line("与本县关系", ("tie_kind",)),
    Line("学历", ("education_id",)),
    Line("学位", ("degree_id",)),
    Line("毕业院校", ("school", "school_department")),
    Line("所学专业", ("major",)),
    Line("工作单位", ("employer",)),
    Line("职务", ("position",)),
    Line("职称", ("title_id", "title_text")),
    Line("职务层次", ("job_level_id",)),
    Line("职级", ("civil_rank_id",)),
    Line("研究领域", ("field",), joins=True),
    Line("学科", ("discipline_id",)),
    Line("工作地", ("location_id", "location_province", "location_country")),
    Line("邮箱", ("email",)),
    Line("微信", ("wechat",)),
    Line("家庭住址", ("family_address",)),
    Line("合作意愿", ("consent",)),
    Line("合作意向", ("intent",), joins=True),
    Line("状态", ("status",)),
    Line("退休时间", ("retired_on",)),
    Line("推荐人", ("recommender",)),
    Line("入库来源", ("source",)),
    Line("处理依据", ("basis", "basis_evidence")),
    Line("成果及荣誉", ("honors",), joins=True),
    Line("简历", ("resume",), joins=True),
    Line("备注", ("remark",), joins=True),
)
UNSEEN = ("location_province", "birth_is_estimate")
UNITED = ("populations", "categories", "programs", "modes", "labels")
TRUE_OF_EITHER = (
    "is_key_contact",
    "phone_is_secret",
    "is_serving_official",
    "is_university_leader",
    "is_excluded_from_matching",
)
STRICTEST = ("", Person.Restriction.UNWILLING, Person.Restriction.CLOSED)


def _words(person: Person, column: str) -> str:
    value = getattr(person, column)
    if column in UNSEEN or not value:
        return ""
    if column in WAYS:
        return in_part(value)
    field = Person._meta.get_field(column)
    if field.is_relation:
        return name_of(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return dots(value) if column in ("birth", "party_date", "work_since", "retired_on") else str(value)


def settled(kept: Person, gone: Person) -> None:
    """What nobody has to choose: lists are united, a warning of either holds, the earliest entry, the latest contact."""
    for column in UNITED:
        setattr(kept, column, sorted({*getattr(kept, column), *getattr(gone, column)}))
    for column in TRUE_OF_EITHER:
        setattr(kept, column, getattr(kept, column) or getattr(gone, column))
    kept.restriction = max(kept.restriction, gone.restriction, key=STRICTEST.index)
    kept.entered_on = min(kept.entered_on, gone.entered_on)
    kept.last_confirmed = max(filter(None, (kept.last_confirmed, gone.last_confirmed)), default=None)
    kept.contact_due = min(filter(None, (kept.contact_due, gone.contact_due)), default=None)
    if gone.last_contact and (kept.last_contact is None or gone.last_contact > kept.last_contact):
        kept.last_contact, kept.last_contact_note = gone.last_contact, gone.last_contact_note


def take(line: Line, kept: Person, gone: Person, *, both: bool) -> bool:
    """The line of `gone` goes over to `kept`, in its place or behind it. False, and nothing done, where both are too long."""
    if both and line.joins and not line.is_blank(kept):
        longest = Person._meta.get_field(line.name).max_length
        joined = f"{getattr(kept, line.name)}；{getattr(gone, line.name)}"
        if longest and len(joined) > longest:
            return False
        setattr(kept, line.name, joined)
        return True
    for column in line.columns:
        setattr(kept, column, getattr(gone, column))
        if column in WAYS:
            setattr(kept, f"{column}_confirmed_on", getattr(gone, f"{column}_confirmed_on"))
    return True


@dataclass(frozen=True)
class Compared:
    """One line of the page. choice: the side that is proposed; options: [(side, words)] where somebody must choose."""

    line: Line
    first: str
    second: str
    choice: str
    asks: bool

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second) and self.first != self.second


def compared(first: Person, second: Person, proposed: str, given: dict[str, str]) -> Iterator[Compared]:
    """Lines of which at least one record knows something. proposed: the side kept by default; given: {line: side}."""
    for line in LINES:
        words = line.words(first), line.words(second)
        if any(words):
            one = (FIRST if words[0] else SECOND) if not all(words) else ""
            better = _more_exact(*words) or proposed
            same = all(getattr(first, c) == getattr(second, c) for c in line.columns)
            yield Compared(line, *words, one or given.get(line.name, better), asks=not one and not same)


def _more_exact(first: str, second: str) -> str:
    """1993.01 says what 1993 says, and more."""
    if first != second and first and second:
        return FIRST if first.startswith(second) else SECOND if second.startswith(first) else ""
    return ""
