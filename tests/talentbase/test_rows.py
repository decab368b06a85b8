"""What is written by the thousand arrives as it is, new or changed, whatever stands in it."""

import pytest
from django.db import DataError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.registry.models import Person
from talentbase.pg.rows import PIECE, copies, insert_many, update_rows
from talentbase.pg.search import vector
from tests.factories import township

pytestmark = pytest.mark.django_db
ODD = [
    "",
    " ",
    '"',
    "''",
    "\\",
    "\\N",
    "\\.",
    "NULL",
    ",",
    "\r",
    "\r\n",
    "\n",
    "a\rb",
    "{}",
    '{"a"}',
    "一\\二'三\"四\n五",
    "\t",
    "𠮷",
]


def person(name: str, remark: str = "", **fields) -> Person:
    return Person(name=name, remark=remark, search=vector({"a"}), **{"categories": ["expert"], **fields})


def remarks() -> list[str]:
    return list(Person.objects.order_by("pk").values_list("remark", flat=True))


def test_arrays_dates_bytes_and_words_arrive(db):
    day = timezone.localdate()
    whole = person(
        "单雄", "甲", categories=["expert", "business"], modes=['全"职', "柔\\性", ",", '","', ""], programs=[], unit_ids=[township().pk],
        id_number_cipher=b"\x00\x01\xff", last_contact=day, town_id="towns.410923102",
    )  # fmt: skip
    whole.search = vector({"单雄", "shanxiong"})
    insert_many([whole, person("仇英", categories=[])])
    stored = Person.objects.get(pk=whole.pk)
    assert (stored.categories, stored.modes, stored.programs) == (["expert", "business"], whole.modes, [])
    assert (bytes(stored.id_number_cipher), stored.last_contact, stored.town.name) == (b"\x00\x01\xff", day, "元村镇")
    assert abs(stored.changed_at - whole.changed_at).total_seconds() < 0.01
    assert list(Person.objects.search("shanx")) == [stored]
    empty = Person.objects.get(name="仇英")
    assert (empty.categories, empty.id_number_cipher, empty.last_contact, empty.town) == ([], None, None, None)


def test_copies_of_a_blank_are_objects_of_their_own():
    blank = copies(person("", modes=["全职"], town_id="towns.410923102"))
    first, second = blank(name="单雄", birth="1968-05"), blank(name="仇英")
    first.modes.append("兼职")
    first.town_id = None
    assert (first.name, first.birth, first.categories, first._state.adding) == ("单雄", "1968-05", ["expert"], True)
    assert (second.name, second.birth, second.modes, second.town.name) == ("仇英", "", ["全职"], "元村镇")
    assert first._state is not second._state and blank().modes == ["全职"]
    first.save()
    assert Person.objects.get().modes == ["全职", "兼职"]


def test_what_all_rows_share_arrives_and_is_not_cut(db):
    day, codes, seal = timezone.localdate(), ['全"职', "柔\\性", ""], b"\x00\xff"
    same = {
        "modes": codes,
        "last_contact": day,
        "id_number_cipher": seal,
        "town_id": "towns.410923102",
        "phone_is_secret": True,
    }
    people = [person(f"甲{number}", "同%s一句", **same) for number in range(3)]
    insert_many(people)
    for stored in Person.objects.all():
        assert (stored.modes, stored.last_contact, bytes(stored.id_number_cipher)) == (codes, day, seal)
        assert (stored.town.name, stored.phone_is_secret, stored.remark) == ("元村镇", True, "同%s一句")
    for each in people:
        each.town_id, each.last_contact, each.modes, each.phone_is_secret = None, None, [], False
    update_rows(people)
    stored = Person.objects.filter(town=None, last_contact=None, modes=[], phone_is_secret=False)
    assert stored.count() == 3
    long = "长" * 61
    with pytest.raises(DataError):
        insert_many([person(long), person(long)])


def test_odd_texts_arrive_and_are_changed(db):
    people = [person(f"甲{number}", text) for number, text in enumerate(ODD)]
    insert_many(people)
    assert remarks() == ODD
    for each, text in zip(people, reversed(ODD), strict=True):
        each.remark = text
    update_rows(people)
    assert remarks() == ODD[::-1]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=5))
def test_any_text_arrives(texts):
    Person.objects.all().delete()
    insert_many([person("甲", text) for text in texts])
    assert remarks() == texts


def test_nothing_is_left_behind_and_pieces_follow_one_another(db):
    people = [person(f"甲{number}") for number in range(PIECE + 1)]
    insert_many(people)
    assert Person.objects.count() == PIECE + 1 and len({each.pk for each in people}) == PIECE + 1
    insert_many([])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = 'given_rows'")
        assert cursor.fetchone() == (0,)
