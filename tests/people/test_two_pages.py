"""One person or list open on two pages, or one form sent twice: nothing is made twice, nothing is lost without a word."""

import uuid

import pytest
from lxml import html

from people.registry.models import Contact, Person
from people.worklists import actions
from people.worklists.models import Entry, Worklist
from tests.factories import make_person, make_user
from tests.people.test_registry import form_of
from tests.people.test_worklists import listed, names, page, people

pytestmark = pytest.mark.django_db


def opened(client, person) -> dict[str, list[str]]:
    return as_sent(client.get(f"/people/{person.pk}/edit/"))


def as_sent(answer) -> dict[str, list[str]]:
    """What a browser sends when 保存 is pressed on this page."""
    page = html.fromstring(answer.content.decode())
    form = next(form for form in page.forms if "opened_version" in form.fields)
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def test_a_change_of_phones_alone_is_not_lost_to_a_page_opened_before(as_user):
    person, client = make_person(phones=["19900000417"]), as_user(make_user())
    first, second = opened(client, person), opened(client, person)
    assert client.post(f"/people/{person.pk}/edit/", first | {"phone-0-is_dead": "on"}).status_code == 302
    late = client.post(f"/people/{person.pk}/edit/", second | {"former_name": "张明"})
    assert late.status_code == 409 and "别人保存后的电话" in late.content.decode()
    again = client.post(f"/people/{person.pk}/edit/", as_sent(late))
    person.refresh_from_db()
    assert again.status_code == 302 and person.former_name == "张明" and Contact.objects.get().is_dead


def test_a_number_typed_on_a_page_that_grew_old_stays(as_user):
    person, client = make_person(phones=["19900000417"]), as_user(make_user())
    second = opened(client, person)
    client.post(f"/people/{person.pk}/edit/", opened(client, person) | {"former_name": "张明"})
    late = client.post(f"/people/{person.pk}/edit/", second | {"phone-0-holder": "本人秘书"})
    page = late.content.decode()
    assert late.status_code == 409 and "别人已保存过" in page and "本人秘书" in page and "别人保存后的电话" not in page


def test_a_phone_that_somebody_took_away_meanwhile_is_told(as_user):
    person, client = make_person(phones=["19900000417"]), as_user(make_user())
    first, second = opened(client, person), opened(client, person)
    client.post(f"/people/{person.pk}/edit/", first | {"phone-0-DELETE": "on"})
    late = client.post(f"/people/{person.pk}/edit/", second | {"former_name": "张明"})
    page = late.content.decode()
    assert late.status_code == 409 and "别人已保存过" in page and "别人保存后的电话" in page and 'value="张明"' in page


def test_saving_without_a_change_of_phones_makes_one_version(as_user):
    person, client = make_person(phones=["19900000417", "0393-6200051"]), as_user(make_user())
    client.post(f"/people/{person.pk}/edit/", opened(client, person) | {"former_name": "张明"})
    assert Person.objects.get().version == person.version + 1
    assert list(Contact.objects.values_list("order", flat=True).order_by("order")) == [0, 1]


def test_the_same_form_sent_twice_makes_one_person(as_user):
    client, key = as_user(make_user()), str(uuid.uuid4())
    answers = [client.post("/people/add/", form_of(name="李红", once=key)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302] and answers[0].headers == answers[1].headers
    other = client.post("/people/add/", form_of(name="李明", once=key))
    assert other.status_code == 422 and "内容与现在不同" in other.content.decode() and Person.objects.count() == 1


def test_the_same_form_sent_twice_makes_one_list(as_user):
    client = as_user(make_user())
    data = {
        "picks": "",
        "step": "new",
        "title": "某名单",
        "purpose": "meeting",
        "day": "2026-12-01",
        "once": str(uuid.uuid4()),
    }
    answers = [client.post("/worklists/add/", data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302] and Worklist.objects.count() == 1


def sent_by_page(client, worklist) -> dict:
    """What a browser sends with the rows as they stand on the page."""
    form = next(form for form in html.fromstring(page(client, worklist)).forms if form.get("id") == "arrange")
    root = form.getroottree()
    boxes = root.xpath("//*[@form='arrange'][@name][not(@type='checkbox')]") + form.xpath(".//input[@name]")
    found: dict[str, list[str]] = {}
    for box in boxes:
        found.setdefault(box.get("name"), []).append(box.get("value") or "")
    return found


def test_two_pages_of_a_list_do_not_undo_each_other(as_user):
    worklist, clerk = listed(*people("单雄飞", "仇英", "区文")), as_user(make_user())
    url = worklist.get_absolute_url()
    first, second, third = worklist.entries.standing()
    mine, other = sent_by_page(clerk, worklist), sent_by_page(clerk, worklist)
    clerk.post(f"{url}arrange/", mine | {f"leader-{first.pk}": "张县长", "entry": [third.pk, first.pk, second.pk]})
    clerk.post(f"{url}arrange/", other | {f"leader-{second.pk}": "李书记"})
    assert names(worklist) == ["区文", "单雄飞", "仇英"]
    assert dict(worklist.entries.values_list("name", "leader")) == {"单雄飞": "张县长", "仇英": "李书记", "区文": ""}
    told = clerk.post(f"{url}arrange/", other | {f"leader-{first.pk}": "赵部长"}, follow=True).content.decode()
    first.refresh_from_db()
    assert first.leader == "赵部长" and "单雄飞：张县长" in told


@pytest.mark.parametrize("way", ["entries", "review"])
def test_what_was_typed_is_kept_whichever_button_is_pressed(as_user, way):
    worklist, clerk = listed(*people("单雄飞", "仇英")), as_user(make_user())
    first = worklist.entries.standing().first()
    typed = sent_by_page(clerk, worklist) | {f"leader-{first.pk}": "王部长"}
    more = {"entries": {"name": "某 教授", "post": "某研究院"}, "review": {"act": "submit"}}[way]
    clerk.post(f"{worklist.get_absolute_url()}{way}/", typed | more)
    first.refresh_from_db()
    worklist.refresh_from_db()
    assert first.leader == "王部长"
    assert worklist.entries.count() == 3 if way == "entries" else worklist.state == Worklist.State.REVIEW


def test_who_is_typed_beside_the_list_goes_along(as_user):
    worklist, clerk = listed(*people("单雄飞")), as_user(make_user())
    typed = sent_by_page(clerk, worklist) | {"name": "某 教授", "post": "某研究院", "act": "submit"}
    clerk.post(f"{worklist.get_absolute_url()}review/", typed)
    assert "某 教授" in names(worklist)


def test_sending_a_list_answers_no_doubt_that_came_later(as_user):
    (person,) = people("单雄飞")
    worklist, clerk = listed(person), as_user(make_user())
    Person.objects.filter(pk=person.pk).update(status="lost")
    entry = worklist.entries.get()
    actions.arrange(worklist, {entry.pk: {"acknowledged": "由其弟转交"}})
    Person.objects.filter(pk=person.pk).update(restriction="unwilling")
    told = clerk.post(f"{worklist.get_absolute_url()}review/", sent_by_page(clerk, worklist) | {"act": "submit"}, follow=True)
    assert "有核查提示" in told.content.decode()
    clerk.post(f"{worklist.get_absolute_url()}arrange/", sent_by_page(clerk, worklist))
    clerk.post(f"{worklist.get_absolute_url()}review/", sent_by_page(clerk, worklist) | {"act": "submit"})
    worklist.refresh_from_db()
    assert worklist.state == Worklist.State.REVIEW


def test_a_list_of_two_thousand_is_sent(as_user):
    clerk, worklist = as_user(make_user()), listed()
    many = [Entry(worklist=worklist, name=f"某{number}", place=number) for number in range(1, actions.MOST + 1)]
    Entry.objects.bulk_create(many)
    sent = sent_by_page(clerk, worklist)
    answer = clerk.post(f"{worklist.get_absolute_url()}arrange/", sent | {f"leader-{worklist.entries.first().pk}": "王部长"})
    assert answer.status_code == 302 and worklist.entries.first().leader == "王部长"
