"""Lists of who is invited: their replies, and what is printed for those who come."""

import pytest

from tests.factories import make_user
from tests.people.test_worklists import final, listed, page, people, printed, words

pytestmark = pytest.mark.django_db


def test_replies_are_counted_and_who_stays_away_gets_no_seat(as_user):
    clerk = make_user()
    worklist = listed(*people("单雄飞", "仇英", "区文"), by=clerk, purpose="invitation")
    coming, away, silent = worklist.entries.standing()
    client = as_user(clerk)
    early = client.post(f"/worklists/{worklist.pk}/replies/", {f"reply-{coming.pk}": "coming"}, follow=True)
    assert "名单定稿后才能登记回复" in early.content.decode()
    final(worklist, by=clerk)
    given = {f"reply-{coming.pk}": "coming", f"reply-{away.pk}": "away", f"reply-{silent.pk}": "maybe", "reply-x": "away"}
    told = client.post(f"/worklists/{worklist.pk}/replies/", given, follow=True).content.decode()
    assert "已登记2人的回复" in told and "参加1" in told and "不能参加1" in told and "未回复1" in told
    for kind in ("seats", "signing", "meeting"):
        found = words(printed(client, worklist, kind).content).replace("\u3000", "")
        assert "单雄飞" in found and "区文" in found and "仇英" not in found, kind
    assert "仇英" in words(printed(client, worklist, "roster").content)


def test_a_list_of_greetings_takes_no_replies(as_user):
    clerk = make_user()
    worklist = final(listed(by=clerk), by=clerk)
    entry = worklist.entries.first()
    told = as_user(clerk).post(f"/worklists/{worklist.pk}/replies/", {f"reply-{entry.pk}": "coming"}, follow=True)
    assert "只有座谈会和邀请的名单登记回复" in told.content.decode() and "未回复" not in page(as_user(clerk), worklist)


def test_the_register_invites(as_user):
    found = people("单雄飞")
    clerk = as_user(make_user())
    assert "/worklists/add/?purpose=invitation" in clerk.get("/people/").content.decode()
    shown = clerk.post("/worklists/add/?purpose=invitation", {"pick": [found[0].pk], "query": ""}).content.decode()
    assert '<option value="invitation" selected>' in shown


def test_more_than_a_list_holds_is_said_at_once(as_user, monkeypatch):
    from people.worklists import actions

    monkeypatch.setattr(actions, "MOST", 2)
    people("单雄飞", "仇英", "区文")
    answer = as_user(make_user()).post("/worklists/add/?purpose=invitation", {"all": "1", "query": ""}, follow=True)
    assert "一份名单最多2人" in answer.content.decode() and answer.redirect_chain[0][0].startswith("/people/")
