"""No room to write: the page says so, nothing is half written, and with room again the same act succeeds.

The limit is the kernel's own on the size of a file (RLIMIT_FSIZE), so the write fails where a full disk would fail it.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Access
from talentbase.files import store
from talentbase.files.models import StoredFile
from talentbase.imports import actions
from talentbase.imports.models import Batch
from talentbase.jobs.run import work
from tests.factories import make_user, township
from tests.faults.apart import apart
from tests.walk.sheets import many_people, township_sheet

ASK = """
import resource
from django.test import Client
from django.core.files.uploadedfile import SimpleUploadedFile
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
address, path, unit, room = sys.argv[1:]
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
with acting_as(None):
    client.force_login(User.objects.get(username="clerk"))
data = open(path, "rb").read() if path else b""
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
if path:
    answer = client.post(address, {"file": SimpleUploadedFile("a.xlsx", data), "unit": unit, "kind": ""})
else:
    answer = client.get(address)
print(answer.status_code)
print(answer.content.decode(errors="replace"))
"""
WORK = """
import resource
from talentbase.jobs.run import work
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
work(int(sys.argv[1]))
"""
SENTENCE = "服务器磁盘空间不足，没有写入数据。请通知管理员清理磁盘后重试。"


@pytest.fixture
def clerk(own_database):
    with acting_as(None):
        return make_user("clerk", username="clerk")


def told(database: str, address: str, room: int, path: Path | str = "") -> tuple[int, str]:
    """(status, text) of the page where no file may grow beyond `room` bytes."""
    with acting_as(None):
        unit = township().pk
    out, err = apart(ASK, database, address, path, unit, room).communicate()
    status, _, text = out.partition("\n")
    assert status, err
    return int(status), text


def drafts() -> set[Path]:
    return {*Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir(), *Path(settings.FILES_FOLDER).glob("??/tmp*")}


def received(sheet: Path, clerk) -> Batch:
    with acting_as(clerk):
        return actions.receive(sheet.name, sheet.read_bytes(), unit=township(), by=clerk)


@pytest.mark.parametrize("room", [0, 4_000, 20_000], ids=["its copy", "half its copy", "the workbook being made"])
def test_an_annotated_return_without_room_is_told_and_comes_later(own_database, clerk, tmp_path, room):
    batch = received(many_people(tmp_path / "a.xlsx", 300), clerk)
    work(batch.job_id)
    before, address = drafts(), f"/imports/{batch.pk}/return/"
    status, text = told(own_database, address, room)
    assert status == 507 and SENTENCE in text
    assert drafts() == before
    with acting_as(None):
        assert not Access.objects.filter(kind="export").exists()
    client = Client(SERVER_NAME="localhost")
    with acting_as(None):
        client.force_login(clerk)
    assert client.get(address).content[:2] == b"PK"


def test_an_upload_without_room_leaves_nothing(own_database, clerk, tmp_path):
    before = drafts()
    status, text = told(own_database, "/imports/upload/", 3_000, township_sheet(tmp_path / "a.xlsx"))
    assert status == 507 and SENTENCE in text
    assert drafts() == before
    with acting_as(None):
        assert not Batch.objects.exists() and not StoredFile.objects.exists()


def test_a_job_without_room_says_so_and_is_done_once_there_is_room(own_database, clerk, tmp_path):
    batch = received(township_sheet(tmp_path / "a.xlsx"), clerk)
    apart(WORK, own_database, batch.job_id).communicate()
    with acting_as(clerk):
        batch.refresh_from_db()
        assert (batch.job.state, batch.job.message, batch.state) == ("failed", SENTENCE, "reading")
        assert not batch.rows.exists()
        again = actions.try_again(batch, by=clerk).job_id
    work(again)
    with acting_as(clerk):
        batch.refresh_from_db()
        assert batch.state == "columns" and batch.rows.count() == 6


def test_what_a_killed_process_left_is_swept_when_it_is_old(tmp_path, settings):
    import os
    import time

    settings.FILE_UPLOAD_TEMP_DIR, settings.FILES_FOLDER = tmp_path / "uploads", tmp_path / "files"
    (tmp_path / "uploads").mkdir()
    (tmp_path / "files" / "ab").mkdir(parents=True)
    old = [tmp_path / "uploads" / "openpyxl.old", tmp_path / "files" / "ab" / "tmpold"]
    kept = [tmp_path / "uploads" / "new", tmp_path / "files" / "ab" / "abcdef", tmp_path / "files" / "ab" / "tmpnew"]
    for path in (*old, *kept):
        path.write_bytes(b"x")
    for path in (*old, kept[1]):
        os.utime(path, (time.time() - 7 * 3600,) * 2)
    assert store.sweep_drafts() == 2
    assert [path.exists() for path in (*old, *kept)] == [False, False, True, True, True]
