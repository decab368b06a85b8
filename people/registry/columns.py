"""The list's columns: what stands in each cell."""

import datetime as dt
from collections.abc import Callable

from django.db import connection
from django.utils import timezone
from django.utils.safestring import SafeString

from people.registry.models import Contact, Person
from talentbase.accounts.models import Unit
from talentbase.codes.book import chain_names, current_book, name_of
from talentbase.text.phones import mask_phone
from talentbase.web.lists import ListColumn, link

MUNICIPALITIES = ("11", "12", "31", "50")
DEGREE_SHORT = {"2": "博士", "3": "硕士", "4": "学士"}


def study(person: Person) -> str:
    """研究生/博士: education and degree as cadre tables write them."""
    degree = DEGREE_SHORT.get((person.degree_id or "").partition(".")[2][:1], "")
    return "/".join(part for part in (name_of(person.education_id), degree) if part)


def rank_words(person: Person) -> str:
    """职级/职称: the title, else its text, else rank or level of an official."""
    return name_of(person.title_id) or person.title_text or name_of(person.civil_rank_id) or name_of(person.job_level_id)


def place(person: Person) -> str:
    """Short place: 上海浦东, 郑州; 国外 by country."""
    if not person.location_id:
        return person.location_country
    short = name_of(person.location_id)
    return short.removesuffix("市").removesuffix("省").removesuffix("新区").removesuffix("区") if len(short) > 2 else short


def city(person: Person) -> str:
    """Where people can be called together: 上海, 郑州, 国外 by country."""
    code = (person.location_id or "").partition(".")[2]
    if not code:
        return person.location_country
    level = ("provinces", f"{code[:2]}0000") if code[:2] in MUNICIPALITIES else ("prefectures", f"{code[:4]}00")
    row = current_book().get(*level)  # none for a county that its province governs itself (济源)
    name = row.name if row else name_of(person.location_id)
    return name.removesuffix("市").removesuffix("省")


# format_html is for few; these are written a hundred times a page
def _name(person: Person) -> SafeString:
    address = f"{person.get_absolute_url()}{getattr(person, 'place', '')}"
    mark = '<span class="tag blue mini">重点</span>' if person.is_key_contact else ""
    return SafeString(f"{link(address, person.name)}{mark}")


def _phone(person: Person) -> SafeString | str:
    if person.phone_is_secret:
        return "保密"
    return mask_phone(person.own_phone) if person.own_phone else SafeString('<span class="weak">未登记</span>')


def _confirmed(person: Person) -> SafeString | str:
    last = person.last_confirmed
    day = f"{last.year}.{last.month:02}" if last else "未核实"  # %Y.%m takes ten times as long
    if (
        person.is_key_contact and person.contact_due and person.contact_due < dt.date.today()
    ):  # the process keeps our time zone
        return SafeString(f'<span class="red">{day} 超期</span>')
    return day if last else SafeString(f'<span class="weak">{day}</span>')


def gender(person: Person) -> str:
    return name_of(person.gender_id)[:1]


def work(person: Person) -> str:
    return f"{person.employer}{person.position}"


def home(person: Person) -> str:
    return person.hometown or name_of(person.town_id)


FIRST_PHONES = """
SELECT DISTINCT ON (person_id) person_id, phone FROM registry_contact
WHERE person_id = ANY(%s) AND whose = %s AND NOT is_dead AND phone <> '' ORDER BY person_id, "order", id
"""


def _first_phones(people: list[Person]) -> dict[int, str]:
    """{person id: his first number that is in use}. Plain SQL: fifty numbers in one array, not fifty placeholders."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_PHONES, [[person.pk for person in people], Contact.Whose.OWN])
        return dict(cursor.fetchall())


_loaders: dict[str, Callable[[list[Person]], None]] = {}


def add_column(column: ListColumn, load: Callable[[list[Person]], None]) -> None:
    """A room above shows what it knows. load: puts on the people of a page what the cell reads, where it is shown."""
    if column.key not in _loaders:
        COLUMNS.append(column)
        _loaders[column.key] = load


def with_words(people: list[Person], keys: set[str]) -> list[Person]:
    """Names of units and chains, read once for a page where a column shows them."""
    units = dict(Unit.objects.values_list("pk", "name")) if "unit" in keys else {}
    chains = chain_names() if "chain" in keys else {}
    phones = _first_phones(people) if "phone" in keys else {}
    for key in keys & _loaders.keys():
        _loaders[key](people)
    for person in people:
        person.unit_names = "、".join(units[pk] for pk in person.unit_ids if pk in units)
        person.own_phone = phones.get(person.pk, "")
        person.chain_names = "、".join(chains[str(pk)] for pk in person.chain_ids if chains)
    return people


def _age(person: Person) -> str:
    age = person.age_on(timezone.localdate())
    return "" if age is None else str(age)


def _day(day) -> str:
    return f"{day:%Y.%m.%d}" if day else ""


COLUMNS = [
    ListColumn("name", "姓名", _name, "96px", order=("pinyin",)),
    ListColumn("gender", "性别", gender, "37px"),
    ListColumn("birth", "出生年月", lambda p: p.birth[:7].replace("-", "."), "76px", order=("birth",)),
    ListColumn("study", "学历学位", study, "max(92px, 12vw - 90px)", order=("degree_rank",)),
    ListColumn("work", "工作单位及职务", work),
    ListColumn("rank", "职级/职称", rank_words, "max(92px, 20vw - 190px)"),
    ListColumn("place", "工作地", place, "max(66px, 12vw - 110px)", order=("location_province", "location_id")),
    ListColumn("hometown", "籍贯（村）", home, "max(108px, 20vw - 190px)", order=("town_id", "hometown")),
    ListColumn("phone", "电话", _phone, "98px"),
    ListColumn("confirmed", "最近核实", _confirmed, "94px", order=("last_confirmed",)),
    # to be chosen
    ListColumn("age", "年龄", _age, "52px", css="n", order=("-birth",)),
    ListColumn("category", "人才类别", lambda p: "、".join(p.category_labels), "112px", order=("categories",)),
    ListColumn("nation", "民族", lambda p: name_of(p.nation_id), "64px", order=("nation_id",)),
    ListColumn("politics", "政治面貌", lambda p: name_of(p.politics_id), "92px", order=("politics_id",)),
    ListColumn("school", "毕业院校", lambda p: p.school, "140px", order=("school",)),
    ListColumn("major", "所学专业", lambda p: p.major, "120px", order=("major",)),
    ListColumn("level", "职称级别", lambda p: p.title_level, "76px", order=("title_level",)),
    ListColumn("job_level", "职务层次", lambda p: name_of(p.job_level_id), "92px", order=("job_level_id",)),
    ListColumn("field", "研究领域", lambda p: p.field, "160px", order=("field",)),
    ListColumn("discipline", "学科", lambda p: name_of(p.discipline_id), "112px", order=("discipline_id",)),
    ListColumn("chain", "产业链", lambda p: p.chain_names, "120px"),
    ListColumn("consent", "合作意愿", lambda p: p.get_consent_display(), "76px", order=("consent",)),
    ListColumn("status", "状态", lambda p: p.get_status_display(), "60px", order=("status",)),
    ListColumn("email", "邮箱", lambda p: p.email, "140px", order=("email",)),
    ListColumn("unit", "报送单位", lambda p: p.unit_names, "112px"),
    ListColumn("recommender", "推荐人", lambda p: p.recommender, "76px", order=("recommender",)),
    ListColumn("source", "入库来源", lambda p: p.source, "120px", order=("source",)),
    ListColumn("contacted", "最近联系", lambda p: _day(p.last_contact), "92px", order=("last_contact",)),
    ListColumn("due", "下次联系", lambda p: _day(p.contact_due), "92px", order=("contact_due",)),
    ListColumn("entered", "入库日期", lambda p: _day(p.entered_on), "92px", order=("entered_on",)),
    ListColumn("labels", "标签", lambda p: "、".join(p.labels), "112px"),
    ListColumn(
        "number",
        "排序号",
        lambda p: "" if p.list_number is None else str(p.list_number),
        "64px",
        css="n",
        order=("list_number",),
    ),
    ListColumn("remark", "备注", lambda p: p.remark, "140px"),
]
USUAL = ("name", "gender", "birth", "study", "work", "rank", "place", "hometown", "phone", "confirmed")
