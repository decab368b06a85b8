"""人才窗口: a request has a number and a promised day, is handed to a unit, answered, closed with a rating, or done again."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from people.services import actions
from people.services.models import ServiceRequest, Step
from people.services.rules import WITHIN, promised
from people.services.views import shares
from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Access
from talentbase.figures.figure import find
from talentbase.figures.models import Opening
from talentbase.text.workdays import after_workdays
from talentbase.todo.due import due_for
from tests.factories import make_person, make_unit, make_user, office, township

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def make_request(**fields) -> ServiceRequest:
    values = {"name": "单雄飞", "title": "子女转学", "kind": "school", "unit": office(), "received_on": day(0), **fields}
    return actions.keep(ServiceRequest(**values), opened_version=None, by=None)


def sent(**fields) -> dict:
    return {"name": "仇某", "kind": "papers", "title": "补办社保卡", "channel": "phone", "unit": office().pk,
            "received_on": day(0).isoformat(), **fields}  # fmt: skip


class TestLife:
    def test_from_the_phone_to_a_content_answer(self, as_user):
        bureau = make_unit("某人社局")
        desk, unit = as_user(make_user(full_name="陈某")), as_user(make_user("department", unit=bureau))
        person = make_person("仇英")
        answer = desk.post("/services/add/", sent(person="仇英", name="", phone="19900000417"))
        request = ServiceRequest.objects.get()
        assert answer.url == request.get_absolute_url() and request.number == f"FW-{day(0).year}-0001"
        assert request.due_on == after_workdays(day(0), WITHIN["papers"])
        assert unit.get(request.get_absolute_url()).status_code == 404
        assert desk.post(f"/services/{request.pk}/assign/", {"handler": bureau.pk}).status_code == 302
        assert unit.post(f"/services/{request.pk}/progress/", {"note": "已受理"}).status_code == 302
        refused = unit.post(f"/services/{request.pk}/assign/", {"handler": office().pk})
        assert refused.status_code == 422 and "由人才窗口登记" in refused.content.decode()
        assert unit.post(f"/services/{request.pk}/answer/", {"note": "已补办"}).status_code == 302
        assert desk.post(f"/services/{request.pk}/close/", {"rating": "3", "note": "很快"}).status_code == 302
        request.refresh_from_db()
        assert (request.state, request.rating, request.closed_on) == ("closed", 3, day(0))
        page = desk.get(request.get_absolute_url()).content.decode()
        assert "已补办" in page and "19900000417" not in page and "199****0417" in page
        assert "证照办理：补办社保卡（已办结）" in desk.get(f"/people/{person.pk}/?tab=timeline").content.decode()

    def test_reopened_it_runs_again(self):
        request, by = make_request(received_on=day(-60), due_on=day(-30), handler=office()), make_user()
        for act, note in (("answer", "已办"), ("close", "")):
            actions.take(request, act, note=note, rating=1 if act == "close" else None, by=by)
        actions.take(request, "reopen", note="孩子没能入学", by=by)
        request.refresh_from_db()
        assert (request.state, request.closed_on, request.rating, request.reopened) == ("under_way", None, None, 1)
        assert request.due_on == promised("school", day(0))

    def test_a_longer_time_needs_a_reason_and_a_later_day(self):
        request, by = make_request(), make_user()
        for given, words in (({"note": ""}, "请写明情况"), ({"note": "等文件"}, "新的时限应晚于原时限"),
                             ({"note": "等文件", "due_on": day(-3)}, "新的时限应晚于原时限")):  # fmt: skip
            with pytest.raises(actions.Refused, match=words):
                actions.take(request, "extend", by=by, **given)
        later = request.due_on + dt.timedelta(days=10)
        actions.take(request, "extend", note="等上级文件", due_on=later, by=by)
        request.refresh_from_db()
        assert request.due_on == later and "等上级文件" in Step.objects.get().note

    @pytest.mark.parametrize(
        ("act", "words"), [("close", "不能登记“办结”"), ("reopen", "不能登记“重办”"), ("assign", "请选择承办单位")]
    )
    def test_nothing_out_of_order(self, act, words):
        with pytest.raises(actions.Refused, match=words):
            actions.take(make_request(), act, note="x", by=make_user())

    def test_numbers_follow_one_another_by_year(self):
        assert [make_request().number[-4:] for _ in range(2)] == ["0001", "0002"]
        assert make_request(received_on=dt.date(2025, 3, 1)).number == "FW-2025-0001"


class TestList:
    def test_shares_and_what_is_late(self, as_user):
        by = make_user()
        for rating in (3, 2, 1, None):
            request = make_request(handler=office())
            actions.take(request, "answer", note="已办", by=by)
            actions.take(request, "close", rating=rating, by=by)
        make_request(received_on=day(-90), due_on=day(-5))
        found = shares(by)
        assert (found["done_share"], found["content_share"], found["rated"], found["late"]) == ("80%", "67%", 3, 1)
        page = as_user(by).get("/services/?overdue=1").content.decode()
        assert "超期5天" in page and "办结率80%" in page
        assert [(due.what, due.mark) for due in due_for(by)] == [("交办", "超期")]

    def test_figures_count_from_the_opening_on(self, as_user):
        by = make_user()
        for closed in (0, -400):
            request = make_request(handler=office(), received_on=day(closed), due_on=day(closed + 30))
            actions.take(request, "answer", note="已办", on=day(closed), by=by)
            actions.take(request, "close", on=day(closed), by=by)
        Opening.objects.create(figure="services.done", value=142, as_of=day(-365), evidence="旧台账")
        make_request()
        assert find("services.done").value(by) == 143 and find("services.open").value(by) == 1
        month = f"{day(0):%Y-%m}"
        client = as_user(by)
        assert client.get(f"/services/?closed={month}").context["total"] == 1
        assert client.get(f"/services/?closed={day(0).year}").context["total"] == 1
        assert client.get("/services/?closed=abcd").context["total"] == 0

    def test_the_sheet(self, as_user):
        make_request(phone="19900000417")
        sheet = as_user(make_user()).post("/services/export/?kind=school").content
        cells = str(list(load_workbook(io.BytesIO(sheet)).active.iter_rows(values_only=True)))
        assert "子女转学" in cells and "199****0417" in cells and "19900000417" not in cells


@pytest.mark.parametrize(
    ("given", "words"),
    [({"title": ""}, "事项没有填"), ({"name": ""}, "请填写申请人"), ({"received_on": "2999-01-01"}, "不能晚于今天"),
     ({"due_on": "2020-01-01"}, "不能早于受理日期"), ({"phone": "12"}, "号码"), ({"unit": ""}, "请选择受理单位")],
)  # fmt: skip
def test_what_is_wrong_is_said(as_user, given, words):
    answer = as_user(make_user()).post("/services/add/", sent(content="原话保留") | given)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "原话保留" in page and not ServiceRequest.objects.exists()


def test_scope_and_the_database(as_user):
    request = make_request(title="哨兵事项")
    client = as_user(make_user("township", unit=township("元村镇")))
    assert (
        "哨兵事项" not in client.get("/services/").content.decode()
        and client.post("/services/add/", sent()).status_code == 403
    )
    with acting_as(make_user("township", unit=township("元村镇"))):
        assert not ServiceRequest.objects.exists()
    for wrong in ({"state": "closed"}, {"title": ""}, {"due_on": day(-9)}, {"rating": 3}):
        with acting_as(None), pytest.raises(IntegrityError), transaction.atomic():
            ServiceRequest.objects.filter(pk=request.pk).update(**wrong)


class TestSteps:
    def test_content_may_be_told_after_the_close(self, as_user):
        client, one = as_user(make_user()), make_request(handler=office())
        actions.take(one, "answer", by=None, note="已办好")
        actions.take(one, "close", by=None)
        assert "请选择满意度" in client.post(f"/services/{one.pk}/rate/", {}).content.decode()
        assert client.post(f"/services/{one.pk}/rate/", {"rating": "3", "note": "很快"}).status_code == 302
        one.refresh_from_db()
        assert (one.state, one.rating, one.rating_words) == ("closed", 3, "很快")

    def test_whom_it_was_given_to_stands_in_the_steps(self):
        one = make_request()
        actions.take(one, "assign", by=None, handler=make_unit("某人社局"))
        actions.take(one, "assign", by=None, handler=make_unit("某教体局"), note="转办")
        assert list(one.steps.order_by("pk").values_list("note", flat=True)) == ["由某人社局承办", "由某教体局承办，转办"]

    def test_done_again_it_has_no_answer_yet(self):
        one = make_request(handler=office())
        actions.take(one, "answer", by=None, note="已办好转学")
        actions.take(one, "reopen", by=None, note="没有办好")
        one.refresh_from_db()
        assert (one.state, one.answer) == ("under_way", "") and one.steps.filter(note="已办好转学").exists()

    def test_taken_up_again_without_anybody_it_waits_to_be_given(self):
        one = make_request()
        actions.take(one, "cancel", by=None, note="误登")
        actions.take(one, "reopen", by=None, note="又来问")
        one.refresh_from_db()
        assert one.state == "new"
        one.handler = office()
        actions.keep(one, opened_version=one.version, by=None)
        assert ServiceRequest.objects.get().state == "under_way"

    def test_what_waits_for_whom(self):
        bureau = make_unit("某人社局")
        desk, unit = make_user(), make_user("department", unit=bureau)
        fresh, given, answered = (make_request(title=title) for title in ("新来", "交办", "答复"))
        for one in (given, answered):
            actions.take(one, "assign", by=None, handler=bureau)
        actions.take(answered, "answer", by=None, note="已办好")
        assert [due.whom for due in due_for(desk)] == ["新来"]
        assert [due.whom for due in due_for(unit)] == ["交办"]

    def test_numbers_go_on_after_9999(self):
        ServiceRequest.objects.filter(pk=make_request().pk).update(number=f"FW-{day(0).year}-9999")
        assert make_request().number.endswith("-10000") and make_request().number.endswith("-10001")


class TestNumbers:
    def test_masked_everywhere_and_shown_after_a_reason(self, as_user):
        client, one = as_user(make_user()), make_request(phone="19900000417")
        for page in (f"/services/{one.pk}/", f"/services/{one.pk}/edit/", f"/services/{one.pk}/phone/"):
            assert "19900000417" not in client.get(page).content.decode()
        assert "请写明查看电话的原因" in client.post(f"/services/{one.pk}/phone/", {}).content.decode()
        assert not Access.objects.filter(kind="reveal").exists()
        assert "19900000417" in client.post(f"/services/{one.pk}/phone/", {"reason": "回访"}).content.decode()
        assert Access.objects.get(kind="reveal").reason == "回访"
        assert as_user(make_user("leader")).get(f"/services/{one.pk}/phone/").status_code == 403

    def test_saved_without_retyping_it_stays(self, as_user):
        client, one = as_user(make_user()), make_request(phone="19900000417")
        form = client.get(f"/services/{one.pk}/edit/").context["form"]
        given = sent(phone=form["phone"].value(), title="改了", opened_version=one.version, due_on=one.due_on.isoformat())
        assert client.post(f"/services/{one.pk}/edit/", given).status_code == 302
        one.refresh_from_db()
        assert (one.phone, one.title) == ("19900000417", "改了")
        client.post(f"/services/{one.pk}/edit/", given | {"phone": "19900000555", "opened_version": one.version})
        history = client.get(f"/services/{one.pk}/?tab=history").content.decode()
        one.refresh_from_db()
        assert one.phone == "19900000555" and "19900000417" not in history and "19900000555" not in history

    def test_who_is_in_the_register_has_his_own(self, as_user):
        make_person("仇英", phones=["19900000666"])
        as_user(make_user()).post("/services/add/", sent(person="仇英", name=""))
        assert ServiceRequest.objects.get().phone == "19900000666"
