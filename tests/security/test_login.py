"""Log-in: lock-out, equal answers, fresh session, limits, no open redirect, headers."""

import time

import pytest
from django.conf import settings

from talentbase.accounts.login import REFUSED
from talentbase.accounts.models import User
from talentbase.audit.models import Access
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def attempt(client, username, password, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_a_clerk_logs_in_and_out(client):
    make_user(username="lihong")
    assert attempt(client, "lihong", PASSWORD).headers["Location"] == "/"
    assert client.get("/people/").status_code == 200
    answer = client.post("/accounts/logout/")
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert client.get("/people/").status_code == 302


def test_five_failures_lock_even_the_right_password_until_somebody_unlocks(client, as_user):
    user = make_user(username="lihong")
    for _ in range(settings.LOGIN_FAILURES_PER_USER):
        attempt(client, "lihong", "wrong")
    answer = attempt(client, "lihong", PASSWORD)
    assert answer.status_code == 422 and REFUSED in answer.content.decode()
    assert Access.objects.filter(kind="login_failed").count() == 6
    guard = as_user(make_user("security_admin"))
    unlock = f"/accounts/grants/{user.pk}/unlock/"
    page = guard.get("/accounts/grants/").content.decode()
    assert page.count("解除锁定") == 1 and unlock in page
    guard.post(unlock)
    assert "解除锁定</button>" not in guard.get("/accounts/grants/").content.decode()
    assert attempt(client, "lihong", PASSWORD).headers["Location"] == "/"


def test_a_forged_forwarded_address_does_not_reset_the_count(client):
    make_user(username="lihong")
    for number in range(settings.LOGIN_FAILURES_PER_USER):
        client.post(LOGIN, {"username": "lihong", "password": "wrong"}, headers={"x-forwarded-for": f"10.0.0.{number}"})
    assert attempt(client, "lihong", PASSWORD).status_code == 422


def test_unknown_disabled_and_wrong_get_the_same_answer(client):
    make_user(username="stopped", is_active=False)
    make_user(username="lihong")
    answers = {
        attempt(client, *pair).content.decode().replace(pair[0], "")
        for pair in (("nobody", "x"), ("stopped", PASSWORD), ("lihong", "x"))
    }
    texts = {REFUSED in answer for answer in answers}
    assert texts == {True}


def test_the_session_key_changes_at_log_in(client):
    make_user(username="lihong")
    client.get(LOGIN)
    session = client.session
    session["mark"] = 1
    session.save()
    before = session.session_key
    attempt(client, "lihong", PASSWORD)
    assert client.session.session_key != before


def test_an_idle_session_ends(as_user):
    client = as_user(make_user())
    client.get("/people/")
    session = client.session
    session["last_seen"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert client.get("/people/").headers["Location"].startswith(LOGIN)


def test_a_disabled_user_is_out_at_the_next_request(as_user):
    user = make_user()
    client = as_user(user)
    assert client.get("/people/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("target", ["//evil.example/", "https:evil.example", "/\\evil.example", "https://evil.example/"])
def test_next_leads_only_to_this_house(client, target):
    make_user(username="lihong")
    assert attempt(client, "lihong", PASSWORD, next=target).headers["Location"] == "/"


def test_the_first_password_must_be_changed(as_user):
    client = as_user(make_user(must_change_password=True))
    assert client.get("/people/").headers["Location"] == "/accounts/password/"
    passwords = {"old_password": PASSWORD, "new_password1": "Xin-Mi-Ma-77", "new_password2": "Xin-Mi-Ma-77"}
    assert client.post("/accounts/password/", passwords).headers["Location"] == "/"
    assert client.get("/people/").status_code == 200


def test_pages_are_not_kept_and_carry_the_policy(as_user):
    answer = as_user(make_user()).get("/people/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY" and answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_post_without_token_is_refused():
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    assert client.post("/accounts/logout/").status_code == 403


def test_a_new_account_is_closed_until_its_role_is_given(as_user):
    office = make_user().unit_id
    system, security = as_user(make_user("system_admin")), as_user(make_user("security_admin"))
    form = {"username": "xinren", "full_name": "新人", "unit": office, "first_password": "Chu-Shi-2026"}
    assert system.post("/accounts/users/add/", form | {"role": "county_manager", "is_active": "on"}).status_code == 302
    user = User.objects.get(username="xinren")
    assert not user.is_active and user.role == "clerk" and user.must_change_password
    security.post(f"/accounts/grants/{user.pk}/", {"role": "reviewer", "is_active": "on"})
    user.refresh_from_db()
    assert user.is_active and user.role == "reviewer"


def test_nobody_gives_rights_to_himself(as_user):
    user = make_user("security_admin")
    assert as_user(user).post(f"/accounts/grants/{user.pk}/", {"role": "county_manager", "is_active": "on"}).status_code == 404
