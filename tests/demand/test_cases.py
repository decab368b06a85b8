"""对接档案: who looks after a match, reminders, what colleagues say, papers; outcomes with their causes; letters for many."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from demand.cases.models import Assignment, Comment, Paper
from demand.cooperation.models import Project
from demand.matching import actions
from demand.matching.models import Match, Outcome, Run
from demand.matching.rescore import current_weights
from talentbase.todo.due import due_for
from tests.factories import make_enterprise, make_need, make_person, make_unit, make_user, office, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_user(full_name="陈某")


def make_match(name="仇英", stage="agreed", title="聚乳酸改性工程师", **fields) -> Match:
    run = Run.objects.create(scope="all", until=timezone.now(), weights=current_weights())
    person = make_person(name, employer="某大学材料学院", fields={"recommender": "王某某"})
    need = fields.pop("need", None) or make_need(title, make_enterprise())
    on = None if stage == "new" else timezone.localdate() - dt.timedelta(days=3)
    return Match.objects.create(need=need, person=person, run=run, shelf="1", stage=stage, stage_on=on, **fields)


class TestCase:
    def test_it_is_assigned_and_its_owner_reminded(self, as_user, clerk):
        match, today = make_match("asked", stage="talking"), timezone.localdate()
        client = as_user(clerk)
        given = {"owner": clerk.pk, "remind_on": today.isoformat(), "note": "问来访时间"}
        assert client.post(f"/matches/cases/{match.pk}/assign/", given).status_code == 302
        assert [(due.what, due.more) for due in due_for(clerk)] == [("跟进", "问来访时间")]
        assert not due_for(make_user()) and "问来访时间" in client.get(f"/matches/cases/{match.pk}/").content.decode()
        nobody = client.post(f"/matches/cases/{match.pk}/assign/", given | {"owner": ""})
        assert nobody.status_code == 422 and "须先指定承办人" in nobody.content.decode()
        Match.objects.update(stage="settled")
        assert not due_for(clerk) and Assignment.objects.count() == 1

    def test_only_those_who_act_can_be_named(self, as_user, clerk):
        match, leader = make_match(), make_user("leader")
        assert as_user(clerk).post(f"/matches/cases/{match.pk}/assign/", {"owner": leader.pk}).status_code == 422

    def test_what_colleagues_say(self, as_user, clerk):
        match, client = make_match(), as_user(clerk)
        client.post(f"/matches/cases/{match.pk}/say/", {"text": "孩子明年高考，暑假再谈"})
        page = client.get(f"/matches/cases/{match.pk}/").content.decode()
        assert "孩子明年高考，暑假再谈" in page and "陈某" in page
        for text in ("", "  ", "多" * 501):
            assert client.post(f"/matches/cases/{match.pk}/say/", {"text": text}).status_code == 422
        assert Comment.objects.count() == 1

    def test_a_paper_stands_in_the_file_too(self, as_user, clerk):
        match, client = make_match(), as_user(clerk)
        file = SimpleUploadedFile("意向书.pdf", b"%PDF-1.4")
        assert client.post(f"/matches/cases/{match.pk}/attach/", {"file": file}).status_code == 302
        assert "意向书" in client.get(f"/matches/cases/{match.pk}/").content.decode()
        assert "意向书" in client.get(f"/attachments/of/{match.person_id}/").content.decode()
        assert (
            client.post(f"/matches/cases/{match.pk}/attach/", {"file": SimpleUploadedFile("x.exe", b"MZ")}).status_code == 422
        )
        assert client.post(f"/matches/cases/{match.pk}/attach/").status_code == 422 and Paper.objects.count() == 1

    def test_who_does_not_see_both_sides_sees_nothing(self, as_user):
        match = make_match()
        client = as_user(make_user("township", unit=township("元村镇")))
        assert client.get(f"/matches/cases/{match.pk}/").status_code in (403, 404)
        assert as_user(make_user("leader")).get(f"/matches/cases/{match.pk}/").status_code == 200
        assert as_user(make_user("leader")).post(f"/matches/cases/{match.pk}/say/", {"text": "看"}).status_code == 403

    def test_a_merge_keeps_what_somebody_wrote(self, clerk):
        from people.duplicates import actions as duplicates
        from people.registry.models import Person

        match = make_match("单雄飞", stage="new")
        Comment.objects.create(match=match, text="先别联系", by_name="陈某")
        twin = make_person("单雄飞", employer="乙公司")
        pair = duplicates.propose(twin, match.person)
        versions = tuple(Person.objects.get(pk=pk).version for pk in (pair.first_id, pair.second_id))
        duplicates.merge(pair, "first" if pair.first_id == twin.pk else "second", {}, versions=versions, by=clerk)
        assert Comment.objects.get().match.person == twin


class TestOutcome:
    def settle(self, client, match, **fields):
        given = {"on": timezone.localdate().isoformat(), "way": "flexible", "recommender": "王某某", **fields}
        return client.post(f"/matches/{match.pk}/settle/", given)

    def test_a_success_says_in_which_way_and_through_whom(self, as_user, clerk):
        station = make_unit("某地工作站", kind="station")
        match, client = make_match(stage="talking"), as_user(clerk)
        form = client.get(f"/matches/{match.pk}/settle/").content.decode()
        assert "王某某" in form and "促成工作站" in form
        assert self.settle(client, match, way="").status_code == 422
        assert self.settle(client, match, station=station.pk, event="春节家乡行").status_code == 302
        outcome = Outcome.objects.get()
        assert (outcome.way, outcome.owed_to) == ("flexible", "某地工作站；春节家乡行；王某某牵线")
        page = client.get(f"/matches/cases/outcomes/?station={station.pk}&year={timezone.localdate().year}").content.decode()
        assert "仇英" in page and "春节家乡行" in page
        assert client.get("/matches/cases/outcomes/?way=startup").context["total"] == 0
        sheet = client.post("/matches/cases/outcomes/export/?q=仇英").content
        assert "春节家乡行" in str(list(load_workbook(io.BytesIO(sheet)).active.iter_rows(values_only=True)))

    def test_what_follows_is_owed_to_the_same(self, as_user, clerk):
        match, client = make_match(stage="talking"), as_user(clerk)
        self.settle(client, match, event="家乡行")
        form = client.get(f"/cooperation/add/?match={match.pk}").content.decode()
        assert 'value="家乡行"' in form
        given = {
            "name": "共建实验室",
            "kind": "technical",
            "state": "running",
            "unit": office().pk,
            "signed": "2026.11",
            "event": "家乡行",
        }
        client.post(f"/cooperation/add/?match={match.pk}", given)
        assert Project.objects.get().event == "家乡行"


class TestMany:
    def test_letters_for_several_people_and_they_are_asked(self, as_user, clerk):
        need = make_need("聚乳酸改性工程师", make_enterprise())
        first, second, declined = (
            make_match(name, stage, need=need) for name, stage in (("仇英", "new"), ("解某", "new"), ("区文", "declined"))
        )
        client, address = as_user(clerk), f"/matches/need/{need.pk}/ask/"
        page = client.get(f"/matches/need/{need.pk}/").content.decode()
        assert page.count('name="match"') == 2
        letters = client.post(address, {"match": [first.pk, second.pk, declined.pk], "act": "letters"})
        text = "\n".join(p.text for p in Document(io.BytesIO(letters.content)).paragraphs)
        assert "仇英" in text and "解某" in text and "区文" not in text
        assert client.post(address, {"match": [first.pk, second.pk, declined.pk], "act": "ask"}).status_code == 302
        assert sorted(Match.objects.filter(stage="asked").values_list("person__name", flat=True)) == ["仇英", "解某"]
        assert client.post(address, {"act": "ask"}).status_code == 302
        assert Match.objects.get(pk=declined.pk).stage == "declined"

    def test_a_whole_round_at_once(self, as_user, clerk):
        from tests.factories import make_round

        round_ = make_round(2026, 2)
        need = make_need("聚乳酸改性工程师", make_enterprise(), round=round_)
        other = make_need("面包师", make_enterprise(), round=round_)
        best, weak = (
            make_match("仇英", "new", need=need, grade="high", score_low=90, score_high=90),
            make_match("解某", "new", need=need, grade="maybe", score_low=60, score_high=60),
        )
        make_match("区文", "asked", need=other, grade="high", score_low=95, score_high=95)
        client = as_user(clerk)
        page = client.get("/matches/bulk/?grade=high&most=2").content.decode()
        assert "仇英" in page and "解某" not in page and "区文" not in page
        assert "解某" in client.get("/matches/bulk/?grade=maybe&most=2").content.decode()
        assert "解某" not in client.get("/matches/bulk/?grade=maybe&most=1").content.decode()
        client.post("/matches/bulk/", {"match": [best.pk], "act": "ask"})
        best.refresh_from_db()
        weak.refresh_from_db()
        assert (best.stage, weak.stage) == ("asked", "new")

    def test_who_must_not_be_approached_gets_no_letter(self, as_user, clerk):
        match = make_match(stage="new")
        match.person.status = "deceased"
        match.person.save()
        answer = as_user(clerk).post(f"/matches/need/{match.need_id}/ask/", {"match": [match.pk], "act": "letters"})
        assert answer.status_code == 302
        actions_taken = Match.objects.get().steps.count()
        assert actions_taken == 0 and actions.may_be_approached(match.person) is False

    def test_a_need_that_was_closed_meanwhile_is_told_and_nobody_is_asked(self, as_user, clerk):
        match = make_match(stage="new")
        match.need.state = "withdrawn"
        match.need.save()
        address = f"/matches/need/{match.need_id}/ask/"
        told = as_user(clerk).post(address, {"match": [match.pk], "act": "ask"}, follow=True).content.decode()
        assert "不能再办理对接" in told and "一人也没有登记" in told
        assert Match.objects.get().stage == "new"
