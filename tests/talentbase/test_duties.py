"""填报任务: who tells which number by which day, what is missing this month, the words to ask; the paper behind a number."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from talentbase.figures import duties
from talentbase.figures.models import Duty, Reported
from talentbase.todo.due import due_for
from tests.factories import make_unit, make_user, office

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


def told(unit, day, figure="bureaus.patents", **fields) -> Reported:
    return Reported.objects.create(figure=figure, unit=unit, value=3, happened_on=day, evidence="某月报表", **fields)


@pytest.fixture
def bureau():
    return make_unit("某市场监管局")


class TestMonth:
    def test_what_is_told_late_and_still_in_time(self, bureau):
        for figure, day in (("bureaus.patents", 15), ("bureaus.loans_wan", 15), ("bureaus.high_tech", 25)):
            Duty.objects.create(figure=figure, unit=bureau, due_day=day)
        told(bureau, dt.date(2026, 11, 3))
        told(bureau, dt.date(2026, 10, 3), "bureaus.loans_wan")
        told(office(), dt.date(2026, 11, 3), "bureaus.loans_wan")
        rows = {row.duty.figure: (row.is_told, row.is_late, row.last) for row in duties.of_month(TODAY)}
        assert rows == {
            "bureaus.patents": (True, False, dt.date(2026, 11, 3)), "bureaus.loans_wan": (False, True, dt.date(2026, 10, 3)),
            "bureaus.high_tech": (False, False, None),
        }  # fmt: skip
        assert [duty.figure for duty in duties.missing(TODAY)] == ["bureaus.loans_wan"]

    def test_one_message_for_a_unit(self, bureau):
        for figure in ("bureaus.patents", "bureaus.loans_wan"):
            Duty.objects.create(figure=figure, unit=bureau, due_day=25)
        ((unit, words),) = duties.reminders(duties.of_month(TODAY), TODAY)
        assert unit == "某市场监管局" and "11月的人才贷（万元）、授权专利（件）还没有收到，请于11月25日前报来" in words

    def test_the_database_is_asked_for_all_at_once(self, bureau, django_assert_num_queries):
        for figure in ("bureaus.patents", "bureaus.loans_wan", "bureaus.high_tech"):
            Duty.objects.create(figure=figure, unit=bureau)
        with django_assert_num_queries(2):
            duties.of_month(TODAY)


class TestPages:
    def test_from_the_duty_to_the_number(self, as_user, bureau):
        user = make_user()
        client = as_user(user)
        given = {"figure": "bureaus.patents", "unit": bureau.pk, "due_day": "1"}
        assert client.post("/figures/reported/", given).status_code == 302
        twice = client.post("/figures/reported/", given)
        assert twice.status_code == 422 and "已登记" in twice.content.decode()
        assert "催报某市场监管局" in client.get("/figures/reported/").content.decode()
        assert [(due.what, due.whom) for due in due_for(user)] == [("催报", "某市场监管局的授权专利")]
        paper = SimpleUploadedFile("来函.pdf", b"%PDF-1.7 x")
        sent = {"figure": "bureaus.patents", "value": "3", "happened_on": timezone.localdate().isoformat(), "unit": bureau.pk,
                "evidence": "来函", "given": paper}  # fmt: skip
        assert client.post("/figures/reported/add/", sent).status_code == 302
        assert not due_for(user) and "已报" in client.get("/figures/reported/").content.decode()
        item = Reported.objects.get()
        assert f"/figures/reported/{item.pk}/file/" in client.get("/figures/bureaus.patents/").content.decode()
        assert client.get(f"/figures/reported/{item.pk}/file/").content == b"%PDF-1.7 x"
        client.post("/figures/reported/", {"drop": Duty.objects.get().pk})
        assert not Duty.objects.exists() and Reported.objects.exists()

    def test_a_page_that_is_no_paper_is_refused_and_the_rest_stays(self, as_user, bureau):
        sent = {"figure": "bureaus.patents", "value": "3", "happened_on": "2026-11-01", "unit": bureau.pk, "evidence": "来函",
                "given": SimpleUploadedFile("a.pdf", b"<html>")}  # fmt: skip
        answer = as_user(make_user()).post("/figures/reported/add/", sent)
        assert (
            answer.status_code == 422
            and "内容不是pdf文件" in answer.content.decode()
            and 'value="来函"' in answer.content.decode()
        )

    @pytest.mark.parametrize("wrong", [{"due_day": "31"}, {"figure": "people.total"}, {"unit": ""}])
    def test_what_is_wrong(self, as_user, bureau, wrong):
        given = {"figure": "bureaus.patents", "unit": bureau.pk, "due_day": "25", **wrong}
        assert as_user(make_user()).post("/figures/reported/", given).status_code == 422 and not Duty.objects.exists()

    def test_leaders_read_the_paper_and_nothing_more(self, as_user, bureau):
        leader = as_user(make_user("leader"))
        assert leader.get("/figures/reported/").status_code == 403
        assert leader.get(f"/figures/reported/{told(bureau, TODAY).pk}/file/").status_code == 404
