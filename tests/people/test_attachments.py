"""附件: kept with a person, had by who sees him, taken away and back, swept after a month."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from people.attachments import actions
from people.attachments.models import Attachment
from talentbase.audit.models import Access
from talentbase.files.models import StoredFile
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db


def add(client, person, name: str = "聘书.pdf", data: bytes = b"%PDF-1.7 ...", **more):
    return client.post(f"/attachments/of/{person.pk}/add/", {"file": SimpleUploadedFile(name, data), **more})


def test_a_file_is_kept_had_removed_and_had_back(as_user):
    person, clerk = make_person(), as_user(make_user())
    page = add(clerk, person, title=" 顾问 聘书 ").content.decode()
    assert "顾问 聘书" in page and "1个" in page
    attachment = Attachment.objects.get()
    answer = clerk.get(f"/attachments/{attachment.pk}/")
    assert answer.content == b"%PDF-1.7 ..." and answer.headers["Content-Type"] == "application/octet-stream"
    assert (
        "attachment" in answer.headers["Content-Disposition"]
        and Access.objects.filter(kind="export", field="附件").count() == 1
    )
    assert "还没有附件" in clerk.post(f"/attachments/{attachment.pk}/remove/").content.decode()
    assert clerk.get(f"/attachments/{attachment.pk}/").status_code == 404
    assert "顾问 聘书" in clerk.post(f"/attachments/{attachment.pk}/remove/", {"restore": "1"}).content.decode()
    assert "附件" in clerk.get(f"/people/{person.pk}/?tab=history").content.decode()


HEAVY = bytes(20 * 1024 * 1024 + 1)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.exe", b"MZ", "不能保存“.exe”"),
        ("a.html", b"<b>", "不能保存"),
        ("a.pdf", b"", "空的"),
        ("a.pdf", HEAVY, "20MB"),
    ],
    ids=["program", "page", "empty", "heavy"],
)
def test_what_cannot_be_kept_says_why(as_user, name, data, words):
    answer = add(as_user(make_user()), make_person(), name, data)
    assert answer.status_code == 422 and words in answer.content.decode() and not StoredFile.objects.exists()


def test_nothing_chosen(as_user):
    answer = as_user(make_user()).post(f"/attachments/of/{make_person().pk}/add/")
    assert answer.status_code == 422 and "请选择文件" in answer.content.decode()


def test_who_sees_the_person_sees_the_file_and_nobody_else(as_user):
    person = make_person(unit=township("元村镇"))
    person.unit_ids = [township("元村镇").pk, township("千口镇").pk]
    person.save()
    add(as_user(make_user("township", township("元村镇"))), person)
    pk = Attachment.objects.get().pk
    seen = {
        name: as_user(make_user("township", township(name))).get(f"/attachments/{pk}/").status_code
        for name in ("千口镇", "福堪镇")
    }
    assert seen == {"千口镇": 200, "福堪镇": 404}
    leader = as_user(make_user("leader"))
    assert (
        leader.get(f"/attachments/{pk}/").status_code == 200 and leader.post(f"/attachments/{pk}/remove/").status_code == 403
    )


def test_what_was_removed_goes_for_good_after_a_month(as_user):
    person, user = make_person(), make_user()
    kept, gone = (actions.add(person, f"{name}.pdf", b"%PDF", by=user) for name in ("留", "删"))
    actions.remove(gone)
    assert actions.sweep() == 0
    Attachment.objects.filter(pk=gone.pk).update(removed_at=timezone.now() - dt.timedelta(days=31))
    assert actions.sweep() == 1
    assert Attachment.objects.get() == kept and StoredFile.objects.count() == 1
