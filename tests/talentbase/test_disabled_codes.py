"""A code that is disabled is offered no more; records that hold it lose nothing: not by being shown, sought or saved again."""

import pytest
from django.utils import timezone
from lxml import html

from demand.care.models import FirmPair
from people.liaison.models import Office
from people.registry.models import Person
from talentbase.codes.book import current_book, forget_book
from talentbase.codes.models import ChainNode, Code, IndustryChain
from tests.factories import make_enterprise, make_need, make_person, make_unit, make_user, office
from tests.people.test_export import MANY_WORDS, export, page_of, take_in
from tests.talentbase.test_imports import read_in
from tests.talentbase.test_undo import sheet_of
from workstations.leads.models import Lead
from workstations.tips.models import Tip

pytestmark = pytest.mark.django_db
KEYS = {
    "nation": "nations.02",
    "town": "towns.410923102",
    "education": "education.11",
    "degree": "degrees.201",
    "title": "titles.011",
    "discipline": "disciplines.110",
    "location": "counties.310115",
}


@pytest.fixture(autouse=True)
def _fresh_book():
    yield
    forget_book()


def disable(*rows) -> None:
    """As the page of code tables does."""
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(disabled_on=timezone.localdate())
    forget_book()


def save_again(client, address: str, **typed):
    """Open a form, type something, save: what a browser sends, taken from the page itself."""
    page = client.get(address)
    assert page.status_code == 200
    form = next(form for form in html.fromstring(page.content.decode()).forms if "opened_version" in form.fields)
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    answer = client.post(address, sent | typed)
    assert answer.status_code == 302, answer.content.decode()
    return page.content.decode()


def person_with_codes() -> tuple[Person, IndustryChain]:
    program, chain = Code.objects.of("programs").first(), IndustryChain.objects.first()
    person = make_person(chains=[chain.code], fields={f"{name}_id": key for name, key in KEYS.items()})
    Person.objects.filter(pk=person.pk).update(
        programs=[program.code], location_province="31", title_level="正高级", degree_rank=5
    )
    disable(*Code.objects.filter(key__in=KEYS.values()), program, chain)
    return Person.objects.get(pk=person.pk), chain


def test_a_person_saved_again_keeps_all_disabled_codes(as_user):
    person, chain = person_with_codes()
    before = {name: getattr(person, f"{name}_id") for name in KEYS}
    told = (person.programs, person.chain_ids, person.title_level, person.degree_rank, person.location_province)
    assert all(before.values()) and all(told)
    page = save_again(as_user(make_user()), f"/people/{person.pk}/edit/", position="主任")
    after = Person.objects.get(pk=person.pk)
    assert after.position == "主任" and {name: getattr(after, f"{name}_id") for name in KEYS} == before
    assert (after.programs, after.chain_ids, after.title_level, after.degree_rank, after.location_province) == told
    assert f"{chain.name}（已停用）" in page


def test_disabled_codes_are_not_offered_to_others(as_user):
    _, chain = person_with_codes()
    client = as_user(make_user())
    for address in ("/people/add/", f"/people/{make_person('王明').pk}/edit/", "/enterprises/add/", "/needs/add/"):
        page = client.get(address).content.decode()
        assert "（已停用）" not in page and chain.name not in page, address


def test_the_list_names_and_finds_a_disabled_code(as_user):
    person, _ = person_with_codes()
    other = make_person("王明")
    client = as_user(make_user())
    name = current_book().name("towns", KEYS["town"].partition(".")[2])
    page = client.get("/people/").content.decode()
    assert name in page and KEYS["town"].partition(".")[2] not in html.fromstring(page).text_content()
    found = client.get(f"/people/?title={KEYS['title'].partition('.')[2]}").content.decode()
    assert person.name in found and other.name not in found and "（已停用）" in found
    assert current_book().find("towns", name) is None


@pytest.mark.parametrize("kind", ["enterprise", "need", "lead", "tip"])
def test_other_records_keep_their_codes(as_user, kind):
    node = ChainNode.objects.select_related("chain").first()
    town, discipline, education = (Code.objects.get(key=KEYS[name]) for name in ("town", "discipline", "education"))
    station = make_unit("某驻外工作站", kind="station")
    made, address, typed = {
        "enterprise": lambda: (make_enterprise(chain=node.chain, node=node, town=town), "enterprises", {"remark": "某"}),
        "need": lambda: (make_need(chain=node.chain, node=node, discipline=discipline), "needs", {"remark": "某"}),
        "lead": lambda: (Lead.objects.create(project="某项目", unit=station, chain=node.chain), "leads", {"remark": "某"}),
        "tip": lambda: (Tip.objects.create(name="李红", unit=station, education=education), "tips", {"remark": "某"}),
    }[kind]()
    held = ("chain_id", "node_id", "town_id", "discipline_id", "education_id")
    before = {name: getattr(made, name) for name in held if getattr(made, name, None)}
    assert before
    disable(node, node.chain, town, discipline, education)
    save_again(as_user(make_user()), f"/{address}/{made.pk}/edit/", **typed)
    after = type(made).objects.get(pk=made.pk)
    assert after.remark == "某" and {name: getattr(after, name) for name in before} == before


def test_a_pair_of_an_abolished_office_is_still_ended(as_user):
    office = Office.objects.create(post="副县长", order=3)
    pair = FirmPair.objects.create(office=office, enterprise=make_enterprise(), since="2026-01-05")
    Office.objects.filter(pk=office.pk).update(abolished_on=timezone.localdate())
    save_again(as_user(make_user()), f"/care/{pair.pk}/edit/", until="2026-06-30")
    assert FirmPair.objects.get(pk=pair.pk).office_id == office.pk


def test_an_export_with_disabled_codes_comes_back_unchanged(as_user):
    person, user = make_person("张明远", phones=["19900000417"], **MANY_WORDS), make_user()
    keys = [person.education_id, person.degree_id, person.title_id, person.location_id, person.town_id, person.nation_id]
    disable(*Code.objects.filter(key__in=keys), *Code.objects.filter(table="programs", code__in=person.programs))
    before = Person.objects.filter(pk=person.pk).values().get()
    batch = take_in(page_of(export(as_user(user), full="on")), user)
    row = batch.rows.get()
    assert (row.state, row.outcome, row.duplicate["changes"], row.errors) == ("good", "same", [], []), (
        row.duplicate,
        row.errors,
    )
    assert Person.objects.filter(pk=person.pk).values().get() == before


def test_a_sheet_that_names_a_disabled_town_is_told(tmp_path):
    disable(Code.objects.get(key=KEYS["town"]))
    path = sheet_of(tmp_path / "人.xlsx", ["姓名", "籍贯"], ["李清", "元村镇某村"], ["赵新", "韩张镇某村"])
    first, second = read_in(path, make_user(), office()).rows.order_by("row")
    assert [note["message"] for note in first.warnings if "已停用" in note["message"]] and not second.warnings


def test_a_disabled_chain_takes_its_nodes_along():
    node = ChainNode.objects.select_related("chain").get(code="L0104")
    assert any(each.code.code == node.code for each in current_book().propose_chain("聚乳酸改性"))
    disable(node.chain)
    assert node.code not in [row.code for row in current_book().rows("chain_nodes")]
    assert not any(each.code.code == node.code for each in current_book().propose_chain("聚乳酸改性"))
    assert current_book().name("chain_nodes", node.code) == node.name
