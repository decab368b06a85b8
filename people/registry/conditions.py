"""What 高级查询 can ask of a person: one line a condition, and how it is asked of the database."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from people.registry.condition_kinds import NOTHING, Choice, Condition, Span, Words, any_of, blank
from people.registry.models import Contact, Education, Person, PersonTag
from talentbase.codes.book import current_book, key_of
from talentbase.codes.lookup import Code
from talentbase.codes.models import ChainNode
from talentbase.text.dates import parse_date
from talentbase.web.facets import UNKNOWN
from talentbase.web.requests import month_range, whole_number

OLDEST = 130
WHO, STUDY, WORK, TIES, RECORD = GROUPS = ("基本情况", "学历院校", "工作", "联系与意愿", "库内情况")


# ---- how single ends are read


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None or number > OLDEST:
        raise ValueError(text)
    return number


def _month(text: str) -> str:
    """1978, 1978.3, 1978年3月 -> ISO as far as it goes."""
    return parse_date(text).date.iso()


def _day(text: str) -> dt.date:
    return parse_date(text).date.earliest()


def _last_day(text: str) -> dt.date:
    date = parse_date(text).date
    return date.earliest() if date.day else month_range(f"{date.year:04d}-{date.month or 12:02d}")[1]


def _by_age(youngest, oldest) -> Q:
    """Full years by months, as `Person.age_on` counts."""
    today, found = timezone.localdate(), ~Q(birth="")
    if youngest is not None:
        found &= Q(birth__lte=f"{today.year - youngest:04d}-{today.month:02d}~")
    if oldest is not None:
        found &= Q(birth__gt=f"{today.year - oldest - 1:04d}-{today.month:02d}~")
    return found


def _between_texts(field: str):
    """For partial dates: 1978 stands before 1978-03, and within 1978."""

    def where(first, last) -> Q:
        found = ~Q(**{field: ""})
        if first is not None:
            found &= Q(**{f"{field}__gte": first})
        if last is not None:
            found &= Q(**{f"{field}__lte": f"{last}~"})
        return found

    return where


def _between_days(field: str):
    def where(first, last) -> Q:
        found = Q(**{f"{field}__isnull": False})
        if first is not None:
            found &= Q(**{f"{field}__gte": first})
        return found & Q(**{f"{field}__lte": last}) if last is not None else found

    return where


# ---- lists of values


def _coded(name: str, label: str, group: str, field: str, table: str, *, which: Callable[[Code], bool] = bool) -> Choice:
    return Choice(
        name=name,
        label=label,
        group=group,
        options=lambda: [(code.code, words) for code, words in current_book().choices(table) if which(code)],
        where=lambda value: Q(**{field: key_of(table, value)}),
        unknown=Q(**{field: None}),
    )


def _begins(name: str, label: str, group: str, field: str, table: str, length: int) -> Choice:
    """One level of a table of codes; what lies below it counts as well."""
    return Choice(
        name=name,
        label=label,
        group=group,
        options=lambda: [(code.code, words) for code, words in current_book().choices(table) if len(code.code) == length],
        where=lambda value: Q(**{f"{field}__key__startswith": key_of(table, value)}),
        unknown=Q(**{field: None}),
    )


def _of(name: str, label: str, group: str, field: str, choices, *, blank: bool = True) -> Choice:
    return Choice(
        name=name,
        label=label,
        group=group,
        options=lambda: [(value, str(words)) for value, words in choices],
        where=lambda value: Q(**{field: value}),
        unknown=Q(**{field: ""}) if blank else None,
    )


def _yes(name: str, label: str, group: str, true: Q) -> Choice:
    return Choice(
        name=name,
        label=label,
        group=group,
        options=lambda: [("1", "是"), ("0", "否")],
        where=lambda value: true if value == "1" else ~true,
    )


def _studied(value: str) -> Q:
    """The highest education or any of the study rows."""
    key = key_of("education", value)
    return Q(education=key) | Q(pk__in=Education.objects.filter(education=key).values("person"))


def _school_of_class(value: str) -> Q:
    """985 stands in the table with rank 2, the other schools of the 双一流 list with rank 1."""
    rows = (row for row in current_book().rows("universities") if value == "first" or row.rank == 2)
    names = [name for row in rows for name in (row.name, *row.aliases)]
    return Q(school__in=names) | Q(pk__in=Education.objects.filter(school__in=names).values("person"))


def _works_at(text: str) -> Q:
    """上海、郑州市金水区: the place and everything inside it."""
    return any_of(_inside(word) for word in re.split(r"[、，,;；|\s]+", text) if word)


def _inside(word: str) -> Q:
    if country := current_book().country(word):
        return Q(location_country=country)
    place = current_book().location(word)
    if place is None:
        return NOTHING
    if place.table == "provinces":
        return Q(location_province=place.code[:2])
    if place.table == "prefectures":
        return Q(location=key_of("prefectures", place.code)) | Q(location__key__startswith=f"counties.{place.code[:4]}")
    return Q(location=key_of(place.table, place.code))


@dataclass(frozen=True, kw_only=True)
class Place(Condition):
    kind = "words"
    hint: str = "如上海、郑州市金水区"

    def one(self, value: str) -> Q:
        return Q(location=None, location_country="") if value == UNKNOWN else _works_at(value)

    def fault(self, value: str) -> str:
        unknown = [word for word in re.split(r"[、，,;；|\s]+", value) if word and _inside(word) == NOTHING]
        return f"工作地“{'、'.join(unknown)}”不在行政区划表中，请写省、市或县的名称。" if unknown else super().fault(value)


HAS_PHONE = Q(pk__in=Contact.objects.filter(whose=Contact.Whose.OWN, is_dead=False).exclude(phone="").values("person"))
GAPS: dict[str, tuple[str, Q]] = {  # what a record may lack
    "phone": ("电话", ~HAS_PHONE),
    "id_number": ("身份证号", Q(id_number_hash="")),
    "birth": ("出生年月", Q(birth="")),
    "hometown": ("籍贯", Q(hometown="", town=None)),
    "education": ("学历", Q(education=None)),
    "school": ("毕业院校", Q(school="")),
    "employer": ("工作单位", Q(employer="")),
    "position": ("职务", Q(position="")),
    "title": ("职称", Q(title=None, title_text="")),
    "field": ("研究领域", Q(field="")),
    "location": ("工作地", Q(location=None, location_country="")),
    "chain": ("产业链", Q(chain_ids=[])),
    "consent": ("合作意愿", Q(consent="")),
    "email": ("邮箱", Q(email="")),
    "wechat": ("微信", Q(wechat="")),
    "resume": ("简历", Q(resume="")),
    "photo": ("照片", Q(photo=None)),
}
GAP_NAMES = [(key, label) for key, (label, _) in GAPS.items()]
MONTH, DAY, YEARS = "年月，例如1978.03", "日期，例如2026.06.30", f"0到{OLDEST}的整数"


def _months(name: str, label: str, group: str, field: str) -> Span:
    unknown = blank(field)
    return Span(
        name=name, label=label, group=group, hint=MONTH, read=_month, where=_between_texts(field), unknown=unknown
    )  # fmt: skip


def _days(name: str, label: str, group: str, field: str) -> Span:
    unknown = Q(**{f"{field}__isnull": True})
    where = _between_days(field)
    return Span(
        name=name, label=label, group=group, hint=DAY, read=_day, read_last=_last_day, where=where, unknown=unknown
    )  # fmt: skip


CONDITIONS: list[Condition] = [
    Words(name="name", label="姓名", group=WHO, fields=("name", "former_name", "name_latin")),
    _coded("gender", "性别", WHO, "gender", "genders", which=lambda code: code.code in "12"),
    Span(name="age", label="年龄", group=WHO, hint=YEARS, unit="岁", read=_number, where=_by_age, unknown=Q(birth="")),
    _months("birth", "出生年月", WHO, "birth"),
    _coded("nation", "民族", WHO, "nation", "nations"),
    _coded("politics", "政治面貌", WHO, "politics", "politics"),
    _months("party_date", "入党时间", WHO, "party_date"),
    Words(name="hometown", label="籍贯（村）", group=WHO, fields=("hometown",)),
    Words(name="tie", label="与本县关系", group=WHO, fields=("tie_kind",)),
    _of("status", "状态", WHO, "status", Person.Status.choices),
    _coded("education", "最高学历", STUDY, "education", "education", which=lambda code: len(code.code) == 2),
    Choice(
        name="studied",
        label="任一段学历",
        group=STUDY,
        options=lambda: [(code.code, words) for code, words in current_book().choices("education") if len(code.code) == 2],
        where=_studied,
    ),
    _begins("degree_name", "最高学位", STUDY, "degree", "degrees", 1),
    Choice(
        name="school_class",
        label="院校层次",
        group=STUDY,
        options=lambda: [("first", "双一流高校"), ("985", "原985高校")],
        where=_school_of_class,
    ),
    Words(name="school", label="毕业院校", group=STUDY, fields=("school", "school_department"), educations=("school",)),
    Words(name="major", label="所学专业", group=STUDY, fields=("major",), educations=("major",)),
    _begins("discipline", "学科", STUDY, "discipline", "disciplines", 3),
    Words(name="field", label="研究领域", group=STUDY, fields=("field",)),
    Words(name="employer", label="工作单位", group=WORK, fields=("employer",)),
    Words(name="position", label="职务", group=WORK, fields=("position",)),
    _coded("title", "职称", WORK, "title", "titles", which=lambda code: bool(code.extra.get("level"))),
    _months("title_since", "任职称时间", WORK, "expert__title_since"),
    _coded("job_level", "职务层次", WORK, "job_level", "job_levels"),
    _coded("civil_rank", "职级", WORK, "civil_rank", "civil_ranks"),
    _months("post_since", "任现职时间", WORK, "official__post_since"),
    _months("work_since", "参加工作时间", WORK, "work_since"),
    Place(name="place", label="工作地", group=WORK),
    Words(name="history", label="工作经历", group=WORK, fields=("resume", "employer")),
    Words(name="industry", label="所属行业", group=WORK, fields=("business__industry", "business__products")),
    Choice(
        name="program",
        label="人才称号",
        group=WORK,
        options=lambda: [(code.code, words) for code, words in current_book().choices("programs")],
        where=lambda value: Q(programs__contains=[value]),
        unknown=Q(programs=[]),
    ),
    Words(name="honors", label="成果及荣誉", group=WORK, fields=("honors",)),
    _yes("serving", "现职公务员", WORK, Q(is_serving_official=True)),
    _of("consent", "合作意愿", TIES, "consent", Person.Consent.choices),
    Words(name="intent", label="合作意向", group=TIES, fields=("intent",)),
    Choice(
        name="node",
        label="产业链环节",
        group=TIES,
        options=lambda: [(str(node.pk), str(node)) for node in ChainNode.objects.select_related("chain")],
        where=lambda value: Q(pk__in=PersonTag.objects.filter(node=value).values("person")),
    ),
    _of("restriction", "联系限制", TIES, "restriction", Person.Restriction.choices),
    Words(name="recommender", label="推荐人", group=TIES, fields=("recommender",)),
    _days("contacted", "最近联系", TIES, "last_contact"),
    _days("due", "下次联系", TIES, "contact_due"),
    _yes("reachable", "有电话", TIES, HAS_PHONE),
    Words(name="source", label="入库来源", group=RECORD, fields=("source",)),
    _days("checked", "最近核实日期", RECORD, "last_confirmed"),
    _days("registered", "入库日期", RECORD, "entered_on"),
    Choice(
        name="missing", label="缺少", group=RECORD, options=lambda: GAP_NAMES, where=lambda value: GAPS[value][1]
    ),  # fmt: skip
    Choice(name="present", label="已登记", group=RECORD, options=lambda: GAP_NAMES, where=lambda value: ~GAPS[value][1]),
    Choice(
        name="label",
        label="标签",
        group=RECORD,
        options=lambda: [(label, label) for label in Person.objects.present().labels_in_use()],
        where=lambda value: Q(labels__contains=[value]),
        unknown=Q(labels=[]),
    ),
    Words(name="remark", label="备注", group=RECORD, fields=("remark",)),
]
BY_NAME = {condition.name: condition for condition in CONDITIONS}


def add_condition(condition: Condition) -> None:
    """A room above adds what it knows of people; in `ready()`, before the list's filters are made."""
    if condition.name not in BY_NAME:
        CONDITIONS.append(condition)
        BY_NAME[condition.name] = condition
