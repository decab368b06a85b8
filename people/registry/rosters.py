"""The forms in which a list of people goes out: what stands on the screen, and the named 名册 that offices ask for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import timezone

from people.registry.columns import COLUMNS, gender, home, place, rank_words, study, with_words, work
from people.registry.export import CELLS, EXPORTED, SENSITIVE, row_of
from people.registry.models import Person
from talentbase.sheets.column import Column

Cell = Callable[[Person, bool], Any]  # (person of `with_everything`, numbers in full)


@dataclass(frozen=True)
class Roster:
    """columns: (label, width in characters, cell); None = every field, which can be read back. by_place: cities together."""

    name: str
    label: str
    columns: tuple[tuple[str, int, Cell], ...] | None = None
    by_place: bool = False
    numbered: bool = True

    @property
    def heads(self) -> list[Column]:
        if self.columns is None:
            return list(EXPORTED)
        first = [Column("order", "序号", width=6)] if self.numbered else []
        return [*first, *(Column(f"c{n}", label, width=width) for n, (label, width, _) in enumerate(self.columns))]

    def rows(self, people: Iterable[Person], *, full: bool) -> Iterator[list[Any]]:
        for number, person in enumerate(people, 1):
            if self.columns is None:
                yield row_of(person, full=full)
            else:
                yield [*([number] if self.numbered else []), *(cell(person, full) for _, _, cell in self.columns)]

    def in_order(self, people):
        """people: a queryset in the order of the list."""
        return people.order_by("location_province", "location_id", "pinyin", "pk") if self.by_place else people


def _plain(read: Callable[[Person], Any]) -> Cell:
    return lambda person, full: read(person)


def _month(person: Person) -> str:
    return person.birth[:7].replace("-", ".")


def _school(person: Person) -> str:
    return f"{person.school}{person.school_department}{person.major}"


NAME = ("姓名", 10, _plain(lambda p: p.name))
GENDER = ("性别", 6, _plain(gender))
BIRTH = ("出生年月", 10, _plain(_month))
HOME = ("籍贯（村）", 18, _plain(home))
STUDY = ("学历学位", 14, _plain(study))
SCHOOL = ("毕业院校及专业", 26, _plain(_school))
WORK = ("工作单位及职务", 36, _plain(work))
RANK = ("职级/职称", 16, _plain(rank_words))
PLACE = ("工作地", 12, _plain(place))
FIELD = ("研究领域", 22, _plain(lambda p: p.field))
PROGRAMS = ("人才称号", 18, _plain(CELLS["programs"]))
PHONE = ("联系电话", 16, SENSITIVE["phones"])
WECHAT = ("微信", 16, _plain(lambda p: p.wechat))
EMAIL = ("邮箱", 22, _plain(lambda p: p.email))
FAMILY = ("家乡亲属", 12, SENSITIVE["family_contact"])
FAMILY_PHONE = ("亲属电话", 16, SENSITIVE["family_phones"])
REMARK = ("备注", 16, lambda person, full: "")

ROSTERS = (
    Roster("whole", "全部字段一览表（改好可再导入）"),
    Roster("screen", "屏幕上的列"),  # its columns are the user's
    Roster("single", "单页名单", (NAME, GENDER, BIRTH, WORK, RANK, PHONE, REMARK)),
    Roster("experts", "高层次人才统计表", (NAME, GENDER, BIRTH, HOME, STUDY, SCHOOL, WORK, RANK, FIELD, PROGRAMS, PHONE)),
    Roster("contacts", "通讯录", (NAME, WORK, PLACE, PHONE, WECHAT, EMAIL, FAMILY, FAMILY_PHONE)),
    Roster(
        "meeting", "座谈会名单（按城市）", (PLACE, NAME, GENDER, WORK, RANK, PHONE, ("签到", 12, REMARK[2])), by_place=True
    ),
    Roster("seats", "席签用姓名单位", (NAME, WORK), numbered=False),
)
BY_NAME = {roster.name: roster for roster in ROSTERS}
# columns of the screen whose cells are links and marks there
_AS_TEXT: dict[str, Cell] = {
    "name": NAME[2],
    "phone": SENSITIVE["phones"],
    "confirmed": _plain(lambda p: f"{p.last_confirmed:%Y.%m.%d}" if p.last_confirmed else ""),
}
WIDEST, PIXELS = 40, 8
CHUNK = 500


def on_screen(keys: Iterable[str]) -> Roster:
    """keys: of the columns as the user has them."""
    columns = {column.key: column for column in COLUMNS}
    shown = tuple((columns[key].label, _width(columns[key]), _text(key, columns[key].cell)) for key in keys)
    return Roster("screen", BY_NAME["screen"].label, shown)


def _text(key: str, cell: Callable[[Person], Any]) -> Cell:
    return _AS_TEXT.get(key) or _plain(cell)


def _width(column) -> int:
    """Characters for the pixels of the screen; what takes the rest there is wide here."""
    pixels = "".join(sign for sign in column.width.partition("px")[0] if sign.isdigit())
    return max(8, int(pixels) // PIXELS) if pixels else WIDEST


def prepared(people: Iterable[Person], roster: Roster, keys: Iterable[str]) -> Iterator[Person]:
    """People with the names that columns of the screen need."""
    found = iter(people)
    while some := list(islice(found, CHUNK)):
        yield from with_words(some, set(keys)) if roster.name == "screen" else some


def file_title(roster: Roster) -> str:
    label = roster.label.partition("（")[0]
    return "在外人才名单" if roster.name in ("whole", "screen") else label


def log_words(roster: Roster, *, full: bool) -> str:
    """What the access log calls it: 名单（遮盖）, 通讯录（不遮盖）."""
    name = "名单" if roster.name in ("whole", "screen") else file_title(roster)
    return f"{name}（{'不遮盖' if full else '遮盖'}）"


def today() -> str:
    return f"{timezone.localdate():%Y%m%d}"
