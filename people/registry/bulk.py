"""One change to many people: what it would change, doing it, taking it back within a month.

The audit log remembers what everybody was before; somebody whose record was edited since keeps the edit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from people.registry.models import Person, PersonTag
from people.registry.undo import rebuild
from talentbase.audit.actor import set_local
from talentbase.codes.book import chain_names, current_book, key_of, name_of
from talentbase.codes.models import IndustryChain
from talentbase.imports import undo
from talentbase.listings.models import BulkAct
from talentbase.text.dates import BadDate, parse_date
from talentbase.web.requests import whole_number

MOST = 5000
NEVER_EMPTY = {"categories": "人才类别", "populations": "人员范围"}
NONE = "clear"  # stands for an emptied field in the form
YES_NO = (("1", "是"), ("0", "否"))
Choices = Callable[[], list[tuple[str, str]]]


class Refused(Exception):
    """Says what is wrong and what to do."""


@dataclass(frozen=True)
class Act:
    """field: the Person attribute it sets; read: the form's text -> the value, raises Refused; choices: [(value, words)] to pick from.

    is_list: the value is added to an array, or with `takes_away` removed from it.
    """

    name: str
    label: str
    field: str
    read: Callable[[str], object]
    choices: Choices | None = None
    hint: str = ""
    asks: bool = True
    is_list: bool = False
    takes_away: bool = False

    def value_for(self, person: Person, value):
        """What the field holds afterwards."""
        if not self.is_list:
            return value
        held = getattr(person, self.field)
        return [each for each in held if each != value] if self.takes_away else sorted({*held, value})

    def names(self) -> dict[str, str]:
        """{value: words}, of chains the disabled ones too; asks the database, so once for many people."""
        if self.field == "chain_ids":
            return chain_names()
        return dict(self.choices()) if self.choices else {}

    def words(self, value, names: dict[str, str]) -> str:
        """The value as people read it. names: of `names`."""
        if self.is_list:
            return "、".join(names.get(str(each), str(each)) for each in value) or "空"
        if isinstance(value, bool):
            return "是" if value else "否"
        if hasattr(value, "strftime"):
            return f"{value:%Y.%m.%d}"
        if value in ("", None):
            return "空"
        return name_of(value) if self.field == "town_id" else names.get(value, value)


@dataclass(frozen=True)
class Change:
    person: Person
    was: str
    now: str


def _choice(options: Iterable[tuple[str, str]], *, clearable: bool = True) -> tuple[Callable[[str], str], Choices]:
    listed = [(str(value), str(label)) for value, label in options]

    def read(text: str) -> str:
        if text == NONE and clearable:
            return ""
        if text not in dict(listed):
            raise Refused("请选择要改成的内容。")
        return text

    return read, lambda: [*listed, *([(NONE, "清空")] if clearable else [])]


def _chain(text: str) -> int:
    chain = IndustryChain.objects.active().filter(pk=whole_number(text) or 0).first()
    if chain is None:
        raise Refused("请选择产业链。")
    return chain.pk


def _towns() -> list[tuple[str, str]]:
    return [*((key_of("towns", row.code), row.name) for row in current_book().rows("towns")), (NONE, "清空")]


def _town(text: str) -> str | None:
    if text not in dict(_towns()):
        raise Refused("请选择乡镇。")
    return None if text == NONE else text


def _open_chains() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in IndustryChain.objects.active().values_list("pk", "name")]


def _text(label: str, longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        text = " ".join(text.replace("\0", "").split())
        if not text or len(text) > longest:
            raise Refused(f"请填写{label}，最多{longest}个字。")
        return text

    return read


def _day(text: str):
    try:
        return parse_date(text).date.earliest()
    except (BadDate, ValueError):
        raise Refused("日期没有看懂，请写成2026.06.30。") from None


def _enumerated(name: str, label: str, choices) -> Act:
    read, listed = _choice(choices)
    return Act(name, label, name, read, listed)


POPULATION, POPULATIONS = _choice(Person.Population.choices, clearable=False)
CATEGORY, CATEGORIES = _choice(Person.Category.choices, clearable=False)
YES, YES_OR_NO = _choice(YES_NO, clearable=False)
ACTS = (
    Act("confirm", "登记核实（今天）", "last_confirmed", lambda text: timezone.localdate(), asks=False),
    _enumerated("status", "状态", Person.Status.choices),
    Act("population", "增加人员范围", "populations", POPULATION, POPULATIONS, is_list=True),
    Act("no_population", "去掉人员范围", "populations", POPULATION, POPULATIONS, is_list=True, takes_away=True),
    _enumerated("consent", "合作意愿", Person.Consent.choices),
    _enumerated("restriction", "联系限制", Person.Restriction.choices),
    Act("key", "重点联系对象", "is_key_contact", lambda text: YES(text) == "1", YES_OR_NO),
    Act("due", "下次联系", "contact_due", _day, hint="例如2026.06.30"),
    Act("category", "增加人才类别", "categories", CATEGORY, CATEGORIES, is_list=True),
    Act("no_category", "去掉人才类别", "categories", CATEGORY, CATEGORIES, is_list=True, takes_away=True),
    Act("chain", "标注产业链", "chain_ids", _chain, _open_chains, is_list=True),
    Act("town", "籍贯乡镇", "town_id", _town, _towns),
    Act("label", "增加标签", "labels", _text("标签", 20), is_list=True),
    Act("no_label", "去掉标签", "labels", _text("标签", 20), is_list=True, takes_away=True),
    Act("recommender", "推荐人", "recommender", _text("推荐人", 60)),
    Act("source", "入库来源", "source", _text("入库来源", 60)),
    Act("archive", "归档", "archived_reason", _text("归档原因", 120), hint="归档原因"),
)
BY_NAME = {act.name: act for act in ACTS}


def plan(act: Act, value, people: Iterable[Person]) -> list[Change]:
    """Whom it would change; everybody else has the value already. Raises Refused where somebody would be left without."""
    changes, names = [], act.names()
    for person in people:
        held, coming = getattr(person, act.field), act.value_for(person, value)
        if act.field in NEVER_EMPTY and not coming:
            raise Refused(f"{person.name}只有这一个{NEVER_EMPTY[act.field]}，不能去掉。请先增加另一个，或不选该人。")
        if act.name == "due" and not person.is_key_contact:
            continue  # only 重点联系对象 carry due dates
        if held != coming and not (act.name == "archive" and person.archived_at):
            more = "，下次联系一并清空" if act.name == "key" and not coming and person.contact_due else ""
            changes.append(Change(person, act.words(held, names), act.words(coming, names) + more))
    return changes


@transaction.atomic
def change(act: Act, value, ids: list[int], *, expected: int, by) -> BulkAct | None:
    """Do it, everybody or nobody. None where by now it would change another number of people than was shown."""
    people = list(Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    changes = plan(act, value, people)
    if len(changes) != expected:
        return None
    told = act.words([value] if act.is_list else value, act.names())
    words = f"{act.label}：{told}" if act.asks else act.label
    done = BulkAct.objects.create(register="people", words=words[:200], number=len(changes), made_by=by)
    set_local({"batch": done.mark})
    changed = [each.person for each in changes]
    if act.name == "chain":
        PersonTag.objects.bulk_create([PersonTag(person=person, chain_id=value) for person in changed], ignore_conflicts=True)
        rebuild([person.pk for person in changed])
    else:
        try:
            with transaction.atomic():
                _write(act, value, changed)
        except ProgrammingError:  # row-level security: the unit would lose sight of somebody
            raise Refused("改了以后，其中有人就不在您的管理范围内了，不能办理。") from None
        except IntegrityError:
            raise Refused("其中有人只剩“库外专家”一项而没有写明公开信息的出处，请先在其资料中登记处理依据。") from None
    return done


def _write(act: Act, value, people: list[Person]) -> None:
    """One statement for all who end with the same value."""
    groups: dict[str, tuple[object, list[int]]] = {}
    for person in people:
        coming = act.value_for(person, value)
        groups.setdefault(repr(coming), (coming, []))[1].append(person.pk)
    more = {"archived_at": timezone.now()} if act.name == "archive" else {}
    more |= {"contact_due": None} if act.name == "key" and not value else {}  # only 重点联系对象 carry due dates
    for coming, ids in groups.values():
        Person.objects.filter(pk__in=ids).update(**{act.field: coming}, **more)


@transaction.atomic
def take_back(done: BulkAct) -> BulkAct:
    """Everybody is as before, but those whose record was edited since. Raises Refused where it is too late."""
    done = BulkAct.objects.select_for_update().get(pk=done.pk)
    if not done.may_be_undone:
        raise Refused("这次批量修改已经撤销，或已超过30天，不能再撤销。")
    try:
        with transaction.atomic():
            kept = undo.take_back(done.mark, f"撤销{done.mark}")
    except IntegrityError:
        raise Refused("其中有人的身份证号已登记在另一份档案上，不能恢复。请先核对那份档案，再撤销。") from None
    done.undone_at, done.kept = timezone.now(), len(kept)
    done.save()
    return done
