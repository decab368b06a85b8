"""Names that usual software loses: surnames with several sounds, 吕, characters beyond the usual tables. From entry to print."""

import io

import openpyxl
import pytest
from docx import Document

from people.registry.models import Person
from tests.factories import make_person, make_user, office

pytestmark = pytest.mark.django_db
# surname: (the sound it is sorted by, every sound somebody may type)
SURNAMES = {
    "单": ("shan", ("shan", "dan", "chan")),
    "解": ("xie", ("xie", "jie")),
    "仇": ("qiu", ("qiu", "chou")),
    "曾": ("zeng", ("zeng", "ceng")),
    "查": ("zha", ("zha", "cha")),
    "区": ("ou", ("ou", "qu")),
    "任": ("ren", ("ren",)),
    "朴": ("piao", ("piao", "pu")),
    "尉迟": ("yuchi", ("yuchi", "weichi")),
    "盖": ("ge", ("ge", "gai")),
    "覃": ("qin", ("qin", "tan")),
    "乐": ("yue", ("yue", "le")),
    "翟": ("zhai", ("zhai", "di")),
    "员": ("yun", ("yun", "yuan")),
    "吕": ("lv", ("lv", "lü", "lu")),
}
RARE = ("𬭛喆珺", "李𬀩", "㛃某", "王𠅤")


@pytest.mark.parametrize(("surname", "sounds"), [(name, sounds) for name, (_, sounds) in SURNAMES.items()])
def test_found_by_every_sound_in_full_and_with_the_next_initial(surname, sounds):
    person = make_person(f"{surname}伟明")
    make_person("郝文")
    for sound in sounds:
        for text in (f"{sound}weiming", f"{sound} w", f"{sound}wm", sound):
            assert person in Person.objects.search(text), text
    assert person in Person.objects.search(f"{surname}伟") and person not in Person.objects.search("haowen")


def test_sorted_by_the_sound_of_the_surname(as_user):
    for surname in SURNAMES:
        make_person(f"{surname}伟明")
    right = sorted(SURNAMES, key=lambda surname: SURNAMES[surname][0])
    assert [p.name.removesuffix("伟明") for p in Person.objects.order_by("pinyin")] == right
    page = as_user(make_user()).get("/people/?order=name").content.decode()
    places = [page.index(f">{surname}伟明<") for surname in right]
    assert places == sorted(places)


@pytest.mark.parametrize("name", RARE)
def test_rare_characters_from_entry_to_print(as_user, name):
    clerk = as_user(make_user(unit=office()))
    form = {"name": name, "categories": ["expert"], "populations": ["away"], "basis": "duty", "claim_unit": office().pk}
    answer = clerk.post("/people/add/", form | {"phone-TOTAL_FORMS": "0", "phone-INITIAL_FORMS": "0"})
    person = Person.objects.get()
    assert answer.status_code == 302 and person.name == name and list(Person.objects.search(name)) == [person]
    assert (
        name in clerk.get(f"/people/?q={name}").content.decode()
        and name in clerk.get(f"/people/{person.pk}/").content.decode()
    )
    sheet = clerk.post(f"/people/export/?q={name}", {"reason": "核对", "roster": "whole", "kind": "xlsx"})
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(sheet.content)).active.iter_rows() for cell in row]
    assert name in cells
    csv = clerk.post(f"/people/export/?q={name}", {"reason": "核对", "roster": "whole", "kind": "csv"})
    assert name in csv.content.decode("utf-8-sig")
    paper = clerk.post(f"/people/{person.pk}/papers/", {"paper": "register", "reason": "核对"})
    boxes = [cell.text for table in Document(io.BytesIO(paper.content)).tables for row in table.rows for cell in row.cells]
    assert name in boxes
