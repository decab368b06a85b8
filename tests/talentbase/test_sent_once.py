"""One opened form makes one record: double clicks, reloads and answers that got lost (trust.md 56)."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from people.benefits.models import Honour
from people.services.models import ServiceRequest, Step
from talentbase.registers import once
from talentbase.registers.models import Sent
from tests.factories import make_user, office

ADD = "/benefits/honours/add/"


def given(**fields) -> dict:
    return {
        "name": "某某大学教授",
        "kind": "award",
        "title": "归雁之星",
        "granted_on": "2026-05-01",
        "unit": office().pk,
        **fields,
    }


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_same_again_leads_to_the_first(self, as_user):
        client = as_user(make_user())
        page = client.get(ADD)
        key = page.context["once"]
        assert f'name="once" value="{key}"' in page.content.decode()
        first, second = (client.post(ADD, given(once=key)) for _ in range(2))
        assert first.url == second.url and Honour.objects.count() == 1
        assert "没有重复登记" in client.get(second.url).content.decode()

    def test_something_else_in_the_same_form_is_asked_about_and_kept(self, as_user):
        client = as_user(make_user())
        key = client.get(ADD).context["once"]
        client.post(ADD, given(once=key))
        other = client.post(ADD, given(once=key, title="另一项"))
        assert other.status_code == 409 and 'value="另一项"' in other.content.decode() and Honour.objects.count() == 1
        client.post(ADD, given(once=other.context["once"], title="另一项"))
        assert Honour.objects.count() == 2

    def test_what_was_refused_may_be_sent_again(self, as_user):
        client = as_user(make_user())
        key = client.get(ADD).context["once"]
        assert client.post(ADD, given(once=key, title="")).status_code == 422
        assert client.post(ADD, given(once=key)).status_code == 302 and Honour.objects.count() == 1

    def test_an_act_is_done_once(self, as_user):
        client = as_user(make_user())
        client.post("/services/add/", {"name": "仇某", "kind": "papers", "title": "补办", "channel": "phone", "unit": office().pk,
                                       "received_on": timezone.localdate().isoformat(), "handler": office().pk})  # fmt: skip
        one = ServiceRequest.objects.get()
        page = client.get(f"/services/{one.pk}/progress/")
        sent = {"note": "已受理", "once": page.context["once"], "record_version": page.context["record_version"]}
        for _ in range(2):
            assert client.post(f"/services/{one.pk}/progress/", sent).status_code == 302
        assert Step.objects.filter(act="progress").count() == 1

    def test_without_a_key_nothing_is_in_the_way(self, as_user):
        client = as_user(make_user())
        for key in ("", "x", str(uuid.uuid4())):
            assert client.post(ADD, given(once=key)).status_code == 302
        assert Honour.objects.count() == 3 and Sent.objects.count() == 1

    def test_old_keys_are_swept(self, as_user):
        for days in (1, 30):
            Sent.objects.create(key=uuid.uuid4(), user=1, digest="", at=timezone.now() - dt.timedelta(days=days))
        assert once.sweep() == 1 and Sent.objects.count() == 1


def test_all_at_once_is_one(own_database):
    """Real connections: the later ones wait for the first and are led to what it made."""
    from talentbase.accounts.scope import acting_as

    with acting_as(None):
        user, sent = make_user(), given(once=str(uuid.uuid4()))
    answers = []

    def post():
        try:
            client = Client()
            client.force_login(user)
            answers.append(client.post(ADD, sent))
        finally:
            connection.close()  # of this thread

    threads = [threading.Thread(target=post) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {302} and len({answer.url for answer in answers}) == 1
    with acting_as(None):
        assert Honour.objects.count() == 1
