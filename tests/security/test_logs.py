"""The two logs as the audit administrator reads them: in Chinese, without anybody's data."""

import pytest

from people.registry.models import Person
from tests.factories import make_need, make_person, make_user

pytestmark = pytest.mark.django_db


def test_refusals_reveals_and_failures_say_what_they_were_about(as_user, client):
    person, clerk = make_person(phones=["19900000417"]), as_user(make_user())
    clerk.get("/audit/")
    clerk.get("/people/999999/")
    clerk.post(f"/people/{person.pk}/reveal/", {"field": "phones", "reason": "通知参会"})
    client.post("/accounts/login/", {"username": "lihong", "password": "wrong"})
    page = as_user(make_user("audit_admin")).get("/audit/").content.decode()
    for words in (
        "/audit/（没有权限）",
        "/people/999999/（不存在或不在范围内）",
        f"人才{person.pk}",
        "电话",
        "通知参会",
        "用户名lihong",
    ):
        assert words in page, words
    assert "19900000417" not in page and "张明远" not in page


def test_changes_name_the_fields_and_hide_the_values(as_user):
    person, need = make_person(employer="某大学"), make_need()
    Person.objects.filter(pk=person.pk).update(employer="某研究院", position="所长")
    need.title = "改性工程师"
    need.save()
    page = as_user(make_user("audit_admin")).get("/audit/changes/").content.decode()
    assert "工作单位、职务" in page and "employer" not in page
    assert "某研究院" not in page and "改性工程师" not in page


def test_a_signed_link_never_stands_in_the_log():
    """Whoever reads the log must not be able to open the page."""
    import logging

    from talentbase.web.logs import JsonFormatter

    token = "MTI:1wKp5R:ZqFhS0yX3o7n-8Ww_Qd2mN4rT6vB1cE5gH9jK0lP"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (f"/replies/form/{token}/",), None)
    written = JsonFormatter().format(record)
    assert token not in written and "/replies/form/***/" in written
    plain = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/people/12/history/",), None)
    assert "/people/12/history/" in JsonFormatter().format(plain)
