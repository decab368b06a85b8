"""One change taken back: a value, an added row, a deleted row; not what moved on since."""

import pytest

from people.registry.models import Contact, Education, Person
from talentbase.accounts.scope import acting_as
from talentbase.accounts.sealing import seal
from talentbase.audit.models import Change
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def last(**conditions) -> Change:
    return Change.objects.filter(**conditions).order_by("-pk").first()


def revert(client, person, change) -> str:
    return client.post(f"/people/{person.pk}/revert/{change.pk}/", follow=True).content.decode()


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_value_is_as_it_was_and_found_again(as_user):
    person, clerk = make_person("单雄飞", employer="某大学"), as_user(make_user(unit=office()))
    with acting_as(None):
        Person.objects.filter(pk=person.pk).update(employer="某工厂", name="仇英")
    page = clerk.get(f"/people/{person.pk}/?tab=history").content.decode()
    assert "恢复变更前的内容" in page and "工作单位由“某大学”改为“某工厂”" in page
    assert "已恢复为变更前的内容" in revert(clerk, person, last(table="registry_person", operation="U"))
    now = fresh(person)
    assert (now.name, now.employer) == ("单雄飞", "某大学") and Person.objects.search("shan").get() == now
    assert last(table="registry_person").actor_name != ""


def test_what_moved_on_since_is_not_overwritten(as_user):
    person, clerk = make_person(employer="某大学"), as_user(make_user(unit=office()))
    for employer in ("某工厂", "某医院"):
        with acting_as(None):
            Person.objects.filter(pk=person.pk).update(employer=employer)
    first, second = Change.objects.filter(table="registry_person", operation="U").order_by("pk")
    assert "之后又修改过" in revert(clerk, person, first) and fresh(person).employer == "某医院"
    revert(clerk, person, second)
    revert(clerk, person, first)
    assert fresh(person).employer == "某大学"


def test_a_row_that_was_added_to_since_stays(as_user):
    person, clerk = make_person(), as_user(make_user(unit=office()))
    with acting_as(None):
        study = Education.objects.create(person=person, school="某大学", start="1990")
        Education.objects.filter(pk=study.pk).update(major="化学")
    added, filled = (last(table="registry_education", operation=operation) for operation in "IU")
    assert "major" not in added.after and "之后又修改过" in revert(clerk, person, added) and Education.objects.exists()
    revert(clerk, person, filled)
    revert(clerk, person, added)
    assert not Education.objects.exists()


def test_rows_added_and_deleted(as_user):
    person, clerk = make_person(phones=["0393-6200051"]), as_user(make_user(unit=office()))
    with acting_as(None):
        Education.objects.create(person=person, school="某大学", start="1990")
    added = last(table="registry_education", operation="I")
    revert(clerk, person, added)
    assert not Education.objects.exists() and "之后又修改过" in revert(clerk, person, added)
    contact = person.contacts.get()
    with acting_as(None):
        contact.delete()
    deleted = last(table="registry_contact", operation="D")
    revert(clerk, person, deleted)
    again = Contact.objects.get()
    assert (again.phone, again.normal, again.order) == ("0393-6200051", "03936200051", contact.order)
    assert Person.objects.search("0051").get() == person and "已经恢复" in revert(clerk, person, deleted)


def test_an_old_id_number_is_not_kept_and_cannot_come_back(as_user):
    person, clerk = make_person(id_number="410900199406010062"), as_user(make_user(unit=office()))
    with acting_as(None):
        Person.objects.filter(pk=person.pk).update(id_number_cipher=seal("410900199406020068"))
    assert "没有留存原文" in revert(clerk, person, last(table="registry_person", operation="U"))


def test_only_ones_own_people_and_only_their_changes(as_user):
    person, other = make_person("单雄飞", township("元村镇")), make_person("仇英", township("韩张镇"))
    with acting_as(None):
        Person.objects.filter(pk=other.pk).update(employer="某工厂")
    change = last(table="registry_person", operation="U")
    mine = as_user(make_user("township", unit=township("元村镇")))
    assert mine.post(f"/people/{other.pk}/revert/{change.pk}/").status_code == 404
    assert mine.post(f"/people/{person.pk}/revert/{change.pk}/").status_code == 404
    assert "不能单独恢复" in revert(
        as_user(make_user(unit=office())), person, last(table="registry_person", operation="I", row_id=str(person.pk))
    )
    assert as_user(make_user("leader")).post(f"/people/{other.pk}/revert/{change.pk}/").status_code == 403


def test_the_digits_of_a_phone_follow(as_user):
    person, clerk = make_person(phones=["19900000123"]), as_user(make_user(unit=office()))
    with acting_as(None):
        person.contacts.update(phone="19900000456", normal="19900000456")
    revert(clerk, person, last(table="registry_contact", operation="U"))
    contact = person.contacts.get()
    assert (contact.phone, contact.normal) == ("19900000123", "19900000123")
