"""Register, find, edit, reveal, archive; three people in every permission test."""

import re

import pytest

from people.registry.actions import update_many
from people.registry.models import Contact, Person, Post
from people.registry.record import record_of
from talentbase.audit.models import Access, Change
from talentbase.codes.book import current_book
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db


def test_a_township_sees_only_the_people_it_claims(as_user):
    mine, theirs = make_person("李红", township("元村镇")), make_person("王建国", township("韩张镇"))
    clerk = as_user(make_user("township", township("元村镇")))
    assert clerk.get(mine.get_absolute_url()).status_code == 200
    assert clerk.get(theirs.get_absolute_url()).status_code == 404
    page = clerk.get("/people/").content.decode()
    assert "李红" in page and "王建国" not in page


def test_the_three_administrators_see_nobody(as_user):
    person = make_person()
    for role in ("system_admin", "security_admin", "audit_admin"):
        assert as_user(make_user(role)).get(person.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("text", ["zmy", "zhangming", "zhang m", "明远", "张明", "高分子", "0417", "ZMY"])
def test_a_person_is_found_by_name_sound_field_and_phone_tail(text):
    wanted = make_person("张明远", phones=["19900000417"], field="高分子材料改性")
    make_person("李红", phones=["19900000002"])
    assert list(Person.objects.search(text)) == [wanted]


def test_a_surname_of_two_readings_is_found_by_both():
    person = make_person("单雄信")
    assert list(Person.objects.search("shan")) == [person] == list(Person.objects.search("danxiong"))


def test_phones_and_id_numbers_are_masked_in_list_and_file(as_user):
    person = make_person(phones=["19900000417"], id_number="410900196805120011")
    clerk = as_user(make_user())
    for address in ("/people/", person.get_absolute_url()):
        page = clerk.get(address).content.decode()
        assert "19900000417" not in page and "410900196805120011" not in page
    assert "199****0417" in clerk.get("/people/").content.decode()


def test_a_reveal_needs_a_reason_and_leaves_one_line(as_user):
    person = make_person(phones=["19900000417"])
    clerk = as_user(make_user())
    address = f"/people/{person.pk}/reveal/"
    assert clerk.post(address, {"field": "phones", "reason": ""}).status_code == 422
    assert clerk.get(address).status_code == 405
    answer = clerk.post(address, {"field": "phones", "reason": "电话联系"})
    assert "19900000417" in answer.content.decode()
    line = Access.objects.get(kind="reveal")
    assert (line.subject_id, line.reason, line.field) == (str(person.pk), "电话联系", "phones")


def test_id_numbers_are_sealed_in_the_database():
    person = make_person(id_number="410900196805120011")
    person.refresh_from_db()
    assert b"410900196805120011" not in bytes(person.id_number_cipher)
    assert "410900196805120011" not in str(Change.objects.values_list("after", flat=True))


def test_the_log_of_a_new_person_tells_what_was_written_but_secrets_and_derived_columns():
    sealed = make_person(name="单雄", id_number="410900196805120011")
    bare = make_person(name="仇英")
    told = {pk: Change.objects.get(table="registry_person", row_id=pk, operation="I").after for pk in (sealed.pk, bare.pk)}
    assert (told[sealed.pk]["name"], told[sealed.pk]["id_number_cipher"]) == ("单雄", "***")
    assert told[bare.pk]["name"] == "仇英"
    assert not told[bare.pk].keys() & {"id_number_cipher", "email", "modes", "phone_is_secret", "retired_on"}  # blank
    assert not told[sealed.pk].keys() & {"search", "pinyin", "id_number_hash", "version"}


def test_adding_a_person_by_the_form(as_user):
    clerk = as_user(make_user("township", township()))
    answer = clerk.post("/people/add/", form_of(name="李 红", birth="1985年11月", claim_unit=township().pk))
    person = Person.objects.get()
    assert answer.headers["Location"] == person.get_absolute_url()
    assert (person.name, person.birth, person.unit_ids) == ("李红", "1985-11", [township().pk])


def test_bad_values_keep_what_was_typed(as_user):
    clerk = as_user(make_user())
    answer = clerk.post("/people/add/", form_of(name="李红", birth="1985.13", id_number="410900198702300019"))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Person.objects.exists()
    assert "1985.13" in page and "月份" in page and "410900198702300019" in page


def test_the_second_editor_is_told_and_loses_nothing(as_user):
    person = make_person(employer="某大学")
    first, second = as_user(make_user()), as_user(make_user())
    opened = form_of(name="张明远", opened_version=person.version)
    address = f"/people/{person.pk}/edit/"
    assert first.post(address, {**opened, "employer": "某研究院"}).status_code == 302
    late = second.post(address, {**opened, "employer": "某公司"})
    page = late.content.decode()
    assert late.status_code == 409 and "某研究院" in page and "某公司" in page
    person.refresh_from_db()
    assert person.employer == "某研究院"


def test_every_change_is_recorded_whoever_makes_it(as_user):
    person = make_person(employer="某大学")
    Person.objects.filter(pk=person.pk).update(employer="某研究院")
    change = Change.objects.filter(table="registry_person", operation="U").latest("id")
    assert change.before["employer"] == "某大学" and change.after["employer"] == "某研究院"
    page = as_user(make_user()).get(f"{person.get_absolute_url()}?tab=history").content.decode()
    assert "工作单位由“某大学”改为“某研究院”" in page


def test_the_history_tells_what_a_deleted_row_said_without_its_secrets(as_user):
    person = make_person(phones=["19900000417"], school="某某学院")
    person.educations.create(school="某大学", start="1988-09", education_id="education.21", major="高分子")
    person.educations.all().delete()
    person.contacts.all().delete()
    page = as_user(make_user()).get(f"{person.get_absolute_url()}?tab=history").content.decode()
    assert "删除学习经历" in page and "原为入学“1988.09”、方式“全日制”、学历“大学”、院校“某大学”、专业“高分子”" in page
    assert "原为号码归属“本人”、电话“***”" in page and "19900000417" not in page


def test_archived_people_leave_the_list_and_come_back(as_user):
    person, clerk = make_person(), as_user(make_user())
    assert clerk.post(f"/people/{person.pk}/archive/", {"reason": ""}).status_code == 422
    clerk.post(f"/people/{person.pk}/archive/", {"reason": "重复登记"})
    clerk.get(person.get_absolute_url())
    assert "张明远" not in clerk.get("/people/").content.decode()
    clerk.post(f"/people/{person.pk}/archive/", {"reason": "另一人也点了归档"})
    person.refresh_from_db()
    assert person.archived_at and person.archived_reason == "重复登记"
    clerk.post(f"/people/{person.pk}/archive/", {"restore": "1"})
    clerk.get(person.get_absolute_url())
    assert "张明远" in clerk.get("/people/").content.decode()


def test_rows_of_a_career_that_somebody_changed_meanwhile_are_not_overwritten(as_user):
    person, clerk = make_person(), as_user(make_user())
    opened = re.search(r'name="opened" value="(\w+)"', clerk.get(f"/people/{person.pk}/work/").content.decode())[1]
    rows = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0", "row-0-start": "2003.07", "row-0-employer": "某大学"}
    assert clerk.post(f"/people/{person.pk}/work/", rows | {"opened": opened}).status_code == 302
    late = clerk.post(f"/people/{person.pk}/work/", rows | {"opened": opened, "row-0-employer": "某研究院"})
    page = late.content.decode()
    assert late.status_code == 409 and "别人已改过" in page and "某研究院" in page
    assert [post.employer for post in person.posts.all()] == ["某大学"]


def test_the_printed_form_says_what_the_file_says_with_numbers_masked(as_user):
    person = make_person(phones=["19900000417"], employer="某大学", position="教授", school="某某学院", education="21")
    Post.objects.create(person=person, start="2003-07", employer="某局", position="科员")
    page = as_user(make_user()).get(person.get_absolute_url()).content.decode()
    form = page[page.index('<article class="document') : page.index("</article>")]
    for words in ("在外人才登记表", "张明远", "某大学教授", "大学", "某某学院", "2003.07–", "某局科员", "199****0417"):
        assert words in form, words
    assert "19900000417" not in page


def test_the_lines_of_a_resume_become_posts_unless_there_are_some():
    text = "1997.09--2001.07  某大学化学专业学习\n2001.07--2012.05  某研究院副所长\n2012.05--         某学院院长"
    person = make_person(resume=text)
    posts = [(post.start, post.end, post.employer + post.position) for post in person.posts.all()]
    assert posts[1:] == [("2001-07", "2012-05", "某研究院副所长"), ("2012-05", "", "某学院院长")]
    record = record_of({"resume": text + "\n2020.01--2021.01 某局"}, current_book())
    update_many([(person, record)], source=None)
    assert person.posts.count() == 3 and person.resume.endswith("某局")


def test_phone_rows_are_added_and_taken_away(as_user):
    person, clerk = make_person(phones=["19900000417"]), as_user(make_user())
    known = person.contacts.get()
    rows = {
        "phone-TOTAL_FORMS": "2", "phone-INITIAL_FORMS": "1",
        "phone-0-id": known.pk, "phone-0-whose": "own", "phone-0-phone": "19900000417", "phone-0-DELETE": "on",
        "phone-1-whose": "own", "phone-1-phone": "0393-6200051",
    }  # fmt: skip
    clerk.post(f"/people/{person.pk}/edit/", {**form_of(name="张明远", opened_version=person.version), **rows})
    assert list(Contact.objects.values_list("phone", flat=True)) == ["0393-6200051"]


def test_the_edit_page_shows_no_full_number_and_keeps_what_is_left_alone(as_user):
    person, clerk = make_person(phones=["19900000417"], family_address="某村某号"), as_user(make_user())
    address = f"/people/{person.pk}/edit/"
    page = clerk.get(address).content.decode()
    assert "199****0417" in page and "19900000417" not in page and "某村某号" not in page
    row = {
        "phone-TOTAL_FORMS": "1",
        "phone-INITIAL_FORMS": "1",
        "phone-0-id": person.contacts.get().pk,
        "phone-0-whose": "own",
    }
    clerk.post(address, {**form_of(name="张明远", opened_version=person.version), **row, "phone-0-phone": "199****0417"})
    person.refresh_from_db()
    assert person.contacts.get().phone == "19900000417" and person.family_address == "某村某号"


@pytest.mark.parametrize(
    "query",
    [
        "size=²",
        "unit=²",
        "level=a%00b",
        "chain=99999999999999999999",
        "entered=9999-12",
        "page=x",
        "order=-x",
        "batch=x",
        "q=%F0%9F%98%80",
    ],
)
def test_odd_addresses_are_no_fault(as_user, query):
    make_person()
    assert as_user(make_user()).get(f"/people/?{query}").status_code in (200, 400)


def test_a_birth_in_the_future_is_refused(as_user):
    answer = as_user(make_user()).post("/people/add/", form_of(name="李红", birth="2099.01"))
    assert answer.status_code == 422 and "晚于今天" in answer.content.decode()


def form_of(**values) -> dict:
    """The fields a browser always sends, with `values` on top."""
    from talentbase.accounts.models import Unit

    empty = {
        "phone-TOTAL_FORMS": "0",
        "phone-INITIAL_FORMS": "0",
        "categories": ["expert"],
        "basis": "duty",
        "populations": ["away"],
    }
    return {**empty, "claim_unit": Unit.objects.get(name="县专家人才服务中心").pk, **values}
