"""活动: who is invited and by which list, what they answered, who came; the sheets for the door; what is due; who sees it."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from people.events import actions
from people.events.models import Event, Guest
from people.registry.models import Person
from talentbase.figures.county import county_reader
from talentbase.figures.figure import find
from talentbase.registers.saving import Refused
from talentbase.todo.due import due_for
from tests.factories import make_person, make_user, office, township
from tests.people.test_worklists import final, listed, people, words

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def make_event(title="春节座谈会", **fields) -> Event:
    return Event.objects.create(**{"title": title, "begins_on": day(3), "unit": office(), **fields})


def sent(**fields) -> dict:
    return {"title": "家乡行", "kind": "home", "state": "planned", "begins_on": day(9).isoformat(), "unit": office().pk,
            "others": "0", **fields}  # fmt: skip


def guests(event) -> dict:
    return {guest.person.name: (guest.answer, guest.came, guest.follow_up) for guest in event.guests.select_related("person")}


class TestForm:
    def test_an_event_is_registered_and_found(self, as_user):
        clerk = as_user(make_user())
        answer = clerk.post("/events/add/", sent(place="县会议中心"))
        event = Event.objects.get()
        assert answer.url == event.get_absolute_url()
        assert "家乡行" in clerk.get("/events/?q=会议中心").content.decode()
        assert "家乡行" not in clerk.get("/events/?kind=fair").content.decode()

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"title": ""}, "活动名称没有填"),
            ({"begins_on": ""}, "请填写日期"),
            ({"ends_on": day(1).isoformat()}, "结束日期不能早于开始日期"),
            ({"state": "done"}, "还没有到日期的活动不能登记为已举办"),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(self, fields, told, as_user):
        answer = as_user(make_user()).post("/events/add/", sent(host="某商会", **fields))
        assert answer.status_code == 422 and told in answer.content.decode() and "某商会" in answer.content.decode()
        assert not Event.objects.exists()

    def test_the_same_event_is_registered_once(self, as_user):
        clerk = as_user(make_user())
        clerk.post("/events/add/", sent())
        assert "同一天的这个活动已经登记" in clerk.post("/events/add/", sent()).content.decode()
        with pytest.raises(IntegrityError), transaction.atomic():
            make_event("家乡行", begins_on=day(9))


class TestGuests:
    def test_a_list_comes_with_its_replies_and_only_once(self, as_user):
        clerk = make_user()
        worklist = final(listed(*people("单雄飞", "仇英", "区文"), by=clerk, purpose="invitation"), by=clerk)
        first, second, _ = worklist.entries.standing()
        client, event = as_user(clerk), make_event()
        client.post(f"/worklists/{worklist.pk}/replies/", {f"reply-{first.pk}": "coming", f"reply-{second.pk}": "away"})
        told = client.post(f"/events/{event.pk}/invite-list/", {"worklist": worklist.pk}, follow=True).content.decode()
        assert "已邀请3人" in told
        assert guests(event) == {first.name: ("yes", False, ""), second.name: ("no", False, ""), "区文": ("none", False, "")}
        assert (
            "已邀请0人"
            in client.post(f"/events/{event.pk}/invite-list/", {"worklist": worklist.pk}, follow=True).content.decode()
        )

    def test_who_must_not_be_contacted_is_left_out_by_name(self):
        event = make_event()
        make_person("单雄飞")
        make_person("仇英", fields={"restriction": "closed"})
        make_person("区文", fields={"status": "deceased"})
        number, out = actions.invite(event, Person.objects.all())
        assert (number, sorted(out)) == (1, ["仇英", "区文"]) and set(guests(event)) == {"单雄飞"}

    def test_one_person_is_refused_with_the_reason(self, as_user):
        event, person = make_event(), make_person("仇英", fields={"restriction": "closed"})
        answer = as_user(make_user()).post(f"/events/{event.pk}/invite/", {"person": person.number})
        assert answer.status_code == 422 and "不宜联系" in answer.content.decode() and not event.guests.exists()

    def test_a_cancelled_event_invites_nobody(self):
        make_person()
        with pytest.raises(Refused):
            actions.invite(make_event(state="cancelled"), Person.objects.all())

    def test_the_whole_table_is_saved_at_once(self, as_user):
        event = make_event(begins_on=day(0))
        found = [make_person(name) for name in ("单雄飞", "仇英")]
        actions.invite(event, Person.objects.all())
        one, two = (event.guests.get(person=person) for person in found)
        given = {
            f"was-{one.pk}": one.said,
            f"was-{two.pk}": two.said,
            f"answer-{one.pk}": "no",
            f"came-{one.pk}": "on",
            f"follow-{one.pk}": " 愿意\0回来 授课 ",
            f"answer-{two.pk}": "zzz",
        }
        told = as_user(make_user()).post(f"/events/{event.pk}/mark/", given, follow=True).content.decode()
        assert "已保存1人" in told and "单雄飞答复为不参加而已到会，答复改为参加" in told
        assert guests(event) == {"单雄飞": ("yes", True, "愿意回来 授课"), "仇英": ("none", False, "")}
        page = as_user(make_user()).get(f"/people/{found[0].pk}/?tab=timeline").content.decode()
        assert "春节座谈会到会" in page

    def test_two_clerks_at_the_door_do_not_undo_each_other(self, as_user):
        event = make_event(begins_on=day(0))
        make_person("单雄飞")
        make_person("仇英")
        actions.invite(event, Person.objects.all())
        one, two = event.guests.order_by("pk")
        opened = {f"was-{guest.pk}": guest.said for guest in (one, two)} | {
            f"answer-{guest.pk}": "none" for guest in (one, two)
        }
        client = as_user(make_user())
        assert f'name="was-{one.pk}" value="{one.said}"' in client.get(event.get_absolute_url()).content.decode()
        client.post(f"/events/{event.pk}/mark/", opened | {f"came-{one.pk}": "on"})
        client.post(f"/events/{event.pk}/mark/", opened | {f"came-{two.pk}": "on"})
        assert set(event.guests.values_list("came", flat=True)) == {True}

    def test_one_line_is_written_by_two(self, as_user):
        """The one at the door ticks, the one at the desk notes what follows; a guest who came later is not touched."""
        event, client = make_event(begins_on=day(0)), as_user(make_user())
        make_person("单雄飞")
        actions.invite(event, Person.objects.all())
        guest = event.guests.get()
        opened = {f"was-{guest.pk}": guest.said, f"answer-{guest.pk}": guest.answer}
        client.post(f"/events/{event.pk}/mark/", opened | {f"came-{guest.pk}": "on"})
        late = make_person("仇英")
        actions.invite(event, Person.objects.filter(pk=late.pk))
        event.guests.filter(person=late).update(came=True, follow_up="愿意授课")
        client.post(f"/events/{event.pk}/mark/", opened | {f"follow-{guest.pk}": "寄送资料"})
        assert guests(event) == {"单雄飞": ("yes", True, "寄送资料"), "仇英": ("none", True, "愿意授课")}

    def test_nobody_has_come_before_it_begins(self, as_user):
        event = make_event(begins_on=day(1))
        make_person("单雄飞")
        actions.invite(event, Person.objects.all())
        guest = event.guests.get()
        given = {f"was-{guest.pk}": guest.said, f"answer-{guest.pk}": "yes", f"came-{guest.pk}": "on"}
        told = as_user(make_user()).post(f"/events/{event.pk}/mark/", given, follow=True).content.decode()
        assert "还不能登记到会" in told and guests(event) == {"单雄飞": ("none", False, "")}

    def test_a_guest_is_taken_off(self, as_user):
        event = make_event()
        make_person()
        actions.invite(event, Person.objects.all())
        as_user(make_user()).post(f"/events/guests/{event.guests.get().pk}/drop/")
        assert not event.guests.exists()


class TestPaper:
    def test_who_said_no_is_on_no_sheet_at_the_door(self, as_user):
        event = make_event()
        people("单雄飞", "仇英")
        actions.invite(event, Person.objects.all())
        Guest.objects.filter(person__name="仇英").update(answer="no")
        clerk = as_user(make_user())
        sheet = load_workbook(io.BytesIO(clerk.post(f"/events/{event.pk}/sign-in/").content)).active
        cells = [str(cell.value) for row in sheet for cell in row if cell.value is not None]
        assert "单雄飞" in cells and "仇英" not in cells and "春节座谈会签到表" in cells and "某大学教授" in cells
        cards = words(clerk.post(f"/events/{event.pk}/cards/").content).replace("\u3000", "")
        assert "单雄飞" in cards and "仇英" not in cards

    def test_the_list_goes_out_as_a_sheet(self, as_user):
        make_event(outcome="2个意向")
        sheet = load_workbook(io.BytesIO(as_user(make_user()).post("/events/export/").content)).active
        cells = [cell.value for row in sheet for cell in row]
        assert "春节座谈会" in cells and "2个意向" in cells


def test_what_is_due_and_counted():
    clerk, person = make_user(), make_person()
    past, soon = make_event("恳谈会", begins_on=day(-2)), make_event()
    make_event("大讲堂", begins_on=day(30))
    make_event("招聘会", begins_on=day(-1), state="cancelled")
    actions.invite(soon, Person.objects.filter(pk=person.pk))
    due = {each.whom: each.what for each in due_for(clerk) if each.url.startswith("/events/")}
    assert due == {past.title: "登记到会和成效", soon.title: "问明参会"}
    expected = 1 if past.begins_on.year == timezone.localdate().year else 0
    assert find("events.held").value(county_reader()) == expected


class TestWhoSeesIt:
    def test_a_township_sees_its_own(self, as_user):
        theirs, ours = make_event("镇里的座谈会", unit=township()), make_event()
        user = as_user(make_user("township", unit=township()))
        page = user.get("/events/").content.decode()
        assert theirs.title in page and ours.title not in page
        assert user.get(ours.get_absolute_url()).status_code == 404

    def test_a_leader_looks_and_changes_nothing(self, as_user):
        event, leader = make_event(), as_user(make_user("leader"))
        assert leader.get(event.get_absolute_url()).status_code == 200
        assert leader.post(f"/events/{event.pk}/mark/").status_code == 403


class TestWhatCameOfIt:
    def test_results_that_name_the_event_stand_on_its_page(self, as_user):
        from demand.cooperation.models import Project, Return

        event, client = make_event("春节座谈会", begins_on=day(-20)), as_user(make_user())
        Return.objects.create(name="单某", returned_on=day(-3), unit=office(), event="春节座谈会")
        project = Project.objects.create(name="保鲜技术", unit=office(), event="春节座谈会", signed="2026-03")
        Project.objects.create(name="别的", unit=office(), event="家乡行")
        page = client.get(f"/events/{event.pk}/?tab=results").content.decode()
        assert "单某返乡创业" in page and "保鲜技术" in page and "别的" not in page
        assert '<option value="春节座谈会">' in client.get("/cooperation/add/").content.decode()
        event.title = "2026年春节座谈会"
        event.save()
        project.refresh_from_db()
        assert project.occasion == event and project.event == "春节座谈会"

    def test_an_event_nobody_registered_is_a_name(self):
        from demand.cooperation.models import Project

        project = Project.objects.create(name="保鲜技术", unit=office(), event="某次考察")
        assert project.occasion is None and project.owed_to == "某次考察"
        event = make_event("座谈会")
        for name, linked in (("座谈会", event), ("某次考察", None), ("座谈会", event), ("", None)):
            project.event = name
            project.save(update_fields=["event"])
            assert Project.objects.get().occasion == linked

    def test_only_what_the_reader_sees(self, as_user):
        from demand.cooperation.models import Return

        event = make_event("座谈会", unit=township("元村镇"), begins_on=day(-9))
        Return.objects.create(name="哨兵", returned_on=day(-3), unit=township("韩张镇"), event="座谈会")
        reader = as_user(make_user("township", unit=township("元村镇")))
        assert "哨兵" not in reader.get(f"/events/{event.pk}/?tab=results").content.decode()
