"""博士团分会 with members and posts; 周刊 with the list of those it went to."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from people.branches import actions as branches
from people.branches.models import Branch, Member
from people.newsletters import actions as newsletters
from people.newsletters.models import Delivery, Issue
from people.registry.models import Person
from people.worklists.models import Entry, Worklist
from talentbase.accounts.scope import acting_as
from talentbase.registers.saving import Refused
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def make_branch(name="南乐博士团上海分团", **fields) -> Branch:
    return Branch.objects.create(**{"name": name, "city": "上海", "unit": office(), "founded_on": day(-400), **fields})


def make_issue(number=1, **fields) -> Issue:
    values = {"series": "博士周刊", "number": number, "published_on": day(-3), "unit": office(), **fields}
    return Issue.objects.create(**values)


def worklist(*people) -> Worklist:
    made = Worklist.objects.create(title="上海博士", purpose="meeting", unit=office(), made_by=make_user())
    Entry.objects.bulk_create(Entry(worklist=made, person=person, name=person.name) for person in people)
    return made


class TestBranches:
    def test_from_founding_to_the_roster(self, as_user):
        client, person = as_user(make_user()), make_person("单雄飞", employer="某大学", position="教授")
        given = {
            "name": "南乐博士团上海分团",
            "kind": "doctors",
            "city": "上海",
            "unit": office().pk,
            "founded_on": day(-9).isoformat(),
        }
        assert client.post("/branches/add/", given).status_code == 302
        branch = Branch.objects.get()
        assert "已有同名的组织" in client.post("/branches/add/", given).content.decode()
        joined = client.post(
            f"/branches/{branch.pk}/join/", {"person": "单雄飞", "post": "1head", "since": day(-5).isoformat()}
        )
        assert joined.status_code == 302 and Member.objects.get().person == person
        page = client.get(branch.get_absolute_url()).content.decode()
        assert "单雄飞" in page and "会长（团长）" in page
        cells = str(list(load_workbook(io.BytesIO(client.post(f"/branches/{branch.pk}/roster/").content)).active.values))
        assert "单雄飞" in cells and "某大学教授" in cells
        assert "上海分团会长" in client.get(f"/people/{person.pk}/?tab=timeline").content.decode()
        exported = load_workbook(io.BytesIO(client.post("/branches/export/").content)).active.values
        assert any("南乐博士团上海分团" in row for row in exported)

    def test_a_branch_has_one_head(self):
        branch = make_branch()
        branches.join(branch, make_person("单雄飞"), post="1head", since=None, by=None)
        with pytest.raises(Refused, match="已有会长"):
            branches.join(branch, make_person("仇英"), post="1head", since=None, by=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            Member.objects.create(branch=branch, person=make_person("区文"), post="1head")

    def test_another_post_is_the_same_membership(self):
        branch, person = make_branch(), make_person("单雄飞")
        branches.join(branch, person, post="5member", since=day(-9), by=None)
        branches.join(branch, person, post="4council", since=day(0), by=None)
        member = Member.objects.get()
        assert (member.post, member.since) == ("4council", day(-9))

    def test_a_list_joins_at_once_and_once(self):
        branch, people = make_branch(), [make_person(name) for name in ("单雄飞", "仇英", "区文")]
        branches.join(branch, people[0], post="2deputy", since=None, by=None)
        made = worklist(*people[:2])
        assert [branches.join_list(branch, made, Person.objects.all(), by=None) for _ in range(2)] == [1, 0]
        assert set(branch.members.values_list("person__name", "post")) == {("单雄飞", "2deputy"), ("仇英", "5member")}

    def test_who_left_may_come_again(self, as_user):
        branch, person = make_branch(), make_person("单雄飞")
        member = branches.join(branch, person, post="5member", since=day(-9), by=None)
        client = as_user(make_user())
        assert client.post(f"/branches/members/{member.pk}/leave/", {"on": day(1).isoformat()}).status_code == 422
        assert client.post(f"/branches/members/{member.pk}/leave/", {"on": day(-1).isoformat()}).status_code == 302
        branches.join(branch, person, post="5member", since=day(0), by=None)
        assert branch.members.count() == 2 and branch.members.standing().count() == 1
        Branch.objects.update(closed_on=day(0))
        with pytest.raises(Refused, match="停止活动"):
            branches.join(branch, make_person("仇英"), post="5member", since=None, by=None)

    def test_scope(self, as_user):
        branch = make_branch(unit=township("元村镇"))
        branches.join(branch, make_person("哨兵人", township("韩张镇")), post="5member", since=None, by=None)
        own = as_user(make_user("township", unit=township("元村镇")))
        assert "哨兵人" not in own.get(branch.get_absolute_url()).content.decode()
        other = as_user(make_user("township", unit=township("韩张镇")))
        assert other.get(branch.get_absolute_url()).status_code == 404
        with acting_as(make_user("township", unit=township("韩张镇"))):
            assert not Branch.objects.exists() and not Member.objects.exists()


class TestNewsletters:
    def test_an_issue_and_to_whom_it_went(self, as_user):
        client = as_user(make_user())
        given = {"series": "博士周刊", "number": "1", "published_on": day(-2).isoformat(), "unit": office().pk,
                 "given": SimpleUploadedFile("第1期.pdf", b"%PDF-1.7 x")}  # fmt: skip
        assert client.post("/newsletters/add/", given).status_code == 302
        issue = Issue.objects.get()
        assert client.get(f"/newsletters/{issue.pk}/file/").content == b"%PDF-1.7 x"
        assert client.get("/newsletters/add/").context["form"].initial["number"] == 2
        people = [make_person("单雄飞"), make_person("仇英", fields={"status": "lost"}), make_person("区文")]
        list_ = worklist(*people)
        told = client.post(f"/newsletters/{issue.pk}/address-list/", {"worklist": list_.pk, "way": "post"}, follow=True)
        assert "已列入2人" in told.content.decode() and "没有列入：仇英" in told.content.decode()
        assert client.post(f"/newsletters/{issue.pk}/send/", {"on": day(1).isoformat()}).status_code == 422
        client.post(f"/newsletters/{issue.pk}/send/", {"on": day(-1).isoformat()})
        assert set(issue.deliveries.values_list("sent_on", flat=True)) == {day(-1)}
        one = issue.deliveries.get(person=people[0])
        client.post(f"/newsletters/deliveries/{one.pk}/came-back/")
        one.refresh_from_db()
        assert one.is_returned and "退回1份" in client.get(issue.get_absolute_url()).content.decode()
        assert "寄送博士周刊，共1期" in client.get(f"/people/{people[2].pk}/?tab=timeline").content.decode()

    def test_like_the_last_without_those_it_came_back_from(self):
        first, people = make_issue(), [make_person(name) for name in ("单雄飞", "仇英", "区文")]
        for person, way in zip(people, ("post", "wechat", "post"), strict=True):
            newsletters.address(first, Person.objects.filter(pk=person.pk), way, by=None)
        newsletters.send(first, day(-2), by=None)
        newsletters.came_back(first.deliveries.get(person=people[2]), by=None)
        second = make_issue(2)
        assert newsletters.like_last(second, Person.objects.all(), by=None) == (2, [])
        assert set(second.deliveries.values_list("person__name", "way")) == {("单雄飞", "post"), ("仇英", "wechat")}
        with pytest.raises(Refused, match="没有更早的一期"):
            newsletters.like_last(make_issue(1, series="家乡来信"), Person.objects.all(), by=None)

    def test_what_was_sent_is_not_taken_off(self):
        issue, person = make_issue(), make_person("单雄飞")
        newsletters.address(issue, Person.objects.filter(pk=person.pk), "post", by=None)
        delivery = issue.deliveries.get()
        with pytest.raises(Refused, match="还没有寄出"):
            newsletters.came_back(delivery, by=None)
        newsletters.send(issue, day(0), by=None)
        with pytest.raises(Refused, match="已寄出的不能移除"):
            newsletters.drop(delivery, by=None)

    @pytest.mark.parametrize(
        ("fields", "words"),
        [({"series": ""}, "刊名没有填"), ({"number": "0"}, "期号从1开始"), ({"number": "7"}, "这一期已经登记"),
         ({"given": SimpleUploadedFile("a.exe", b"MZ")}, "不能保存“.exe”文件")],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, as_user, fields, words):
        make_issue(7)
        given = {"series": "博士周刊", "number": "8", "published_on": day(-2).isoformat(), "unit": office().pk, **fields}
        answer = as_user(make_user()).post("/newsletters/add/", given)
        assert answer.status_code == 422 and words in answer.content.decode()

    def test_scope_and_readers(self, as_user):
        issue = make_issue(unit=township("元村镇"))
        newsletters.address(issue, Person.objects.filter(pk=make_person("哨兵人", township("韩张镇")).pk), "post", by=None)
        own = as_user(make_user("township", unit=township("元村镇")))
        assert "哨兵人" not in own.get(issue.get_absolute_url()).content.decode()
        leader = as_user(make_user("leader"))
        assert "登记一期" not in leader.get("/newsletters/").content.decode()
        assert leader.post(f"/newsletters/{issue.pk}/send/", {"on": day(0).isoformat()}).status_code == 403
        with acting_as(make_user("township", unit=township("韩张镇"))):
            assert not Issue.objects.exists() and not Delivery.objects.exists()
