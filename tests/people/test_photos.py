"""Portraits: put on the record by hand or by a form, seen by those who see the record, taken back, swept."""

import base64
import datetime as dt
import io
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from people.registry import photos
from people.registry.models import Person
from talentbase.files import store, unused
from talentbase.files.models import StoredFile
from talentbase.imports import actions, work
from talentbase.imports.models import Batch
from tests.factories import make_person, make_user, township
from tests.pictures import picture

pytestmark = pytest.mark.django_db


def upload(data: bytes, name: str = "照片.jpg") -> dict:
    return {"photo": SimpleUploadedFile(name, data, "image/jpeg")}


def test_a_clerk_puts_a_photo_on_the_record_and_takes_it_away(as_user):
    person, clerk = make_person(), as_user(make_user())
    assert clerk.get(f"/people/{person.pk}/photo/").status_code == 404
    assert clerk.post(f"/people/{person.pk}/photo/edit/", upload(picture(800, 1000))).status_code == 302
    page = clerk.get(f"/people/{person.pk}/").content.decode()
    shown = clerk.get(f"/people/{person.pk}/photo/")
    assert f"/people/{person.pk}/photo/?" in page and shown.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(shown.content)).size == (368, 460)
    assert "照片" in clerk.get(f"/people/{person.pk}/?tab=history").content.decode()
    clerk.post(f"/people/{person.pk}/photo/edit/", {"remove": "1"})
    assert clerk.get(f"/people/{person.pk}/photo/").status_code == 404


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "请选择一张照片"), (upload(b"%PDF-1.7"), "JPG或PNG"), (upload(picture(9, 9) + bytes(6_000_000)), "5MB")],
    ids=["none", "pdf", "heavy"],
)
def test_what_is_no_photo_changes_nothing(as_user, given, words):
    person, clerk = make_person(), as_user(make_user())
    photos.keep(person, picture(9, 9), unit=township())
    answer = clerk.post(f"/people/{person.pk}/photo/edit/", given)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Person.objects.get().photo_id == person.photo_id and StoredFile.objects.count() == 1


def test_who_sees_the_record_sees_the_face_and_nobody_else(as_user):
    person = make_person(unit=township("元村镇"))
    person.unit_ids = [township("元村镇").pk, township("千口镇").pk]
    person.save()
    photos.keep(person, picture(9, 9), unit=township("元村镇"))
    statuses = {
        name: as_user(make_user("township", township(name))).get(f"/people/{person.pk}/photo/").status_code
        for name in ("元村镇", "千口镇", "福堪镇")
    }
    assert statuses == {"元村镇": 200, "千口镇": 200, "福堪镇": 404}
    leader = as_user(make_user("leader"))
    assert leader.get(f"/people/{person.pk}/photo/edit/").status_code == 403


def form(name: str, photo: bytes | None) -> bytes:
    face = f"<ZhaoPian>{base64.b64encode(photo).decode()}</ZhaoPian>" if photo else ""
    return f"<Person><XingMing>{name}</XingMing><ChuShengNianYue>197803</ChuShengNianYue>{face}</Person>".encode()


def take_in(data: bytes, mode: str = Batch.Mode.OVERWRITE) -> Batch:
    by = make_user()
    batch = actions.receive("任免表.lrmx", data, unit=township(), by=by)
    work.read(mock.Mock(), batch.pk)
    actions.take_columns(batch, {}, by=by)
    actions.confirm(batch, by=by, mode=mode)
    work.apply(mock.Mock(), batch.pk)
    return Batch.objects.get(pk=batch.pk)


def test_a_form_brings_the_photo_of_its_person_once():
    take_in(form("单雄飞", picture(800, 1000)))
    person = Person.objects.get()
    kept = photos.read(person)
    assert Image.open(io.BytesIO(kept)).size == (368, 460)
    again = take_in(form("单雄飞", picture(800, 1000)) + b"\n")
    assert (again.counts["did_same"], Person.objects.get().photo_id) == (1, person.photo_id)
    fill = take_in(form("单雄飞", picture(300, 300)), mode=Batch.Mode.FILL)
    assert (fill.counts["did_same"], Person.objects.get().photo_id) == (1, person.photo_id)
    other = take_in(form("单雄飞", picture(300, 300)) + b"\n")
    assert (other.counts["did_changed"], photos.read(Person.objects.get()) != kept) == (1, True)
    actions.take_back(other, progress=mock.Mock())
    assert photos.read(Person.objects.get()) == kept


@pytest.mark.parametrize("photo", [None, b"\xff\xd8\xff cut"], ids=["none", "broken"])
def test_a_form_without_a_photo_is_taken_in_without_one(photo):
    assert take_in(form("单雄飞", photo)).counts["did_added"] == 1
    assert Person.objects.get().photo_id is None


def test_photos_that_nobody_has_are_removed_a_month_later(django_capture_on_commit_callbacks):
    kept, replaced = make_person(name="单雄飞"), make_person(name="仇英")
    photos.keep(kept, picture(9, 9), unit=township())
    photos.keep(replaced, picture(8, 8), unit=township())
    photos.remove(replaced)
    StoredFile.objects.update(made_at=timezone.now() - dt.timedelta(days=90))
    assert unused.sweep() == 0  # taken away just now: that may still be taken back
    later = timezone.now() + dt.timedelta(days=31)
    with mock.patch.object(timezone, "now", return_value=later), django_capture_on_commit_callbacks(execute=True):
        assert unused.sweep() == 1
    assert StoredFile.objects.get() == Person.objects.get(name="单雄飞").photo
    assert photos.read(kept) == store.read(StoredFile.objects.get())
