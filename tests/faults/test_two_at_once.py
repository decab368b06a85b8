"""The same file from two desks in the same second: it is imported once, and the slower desk is told of the faster one."""

import json

import pytest

from people.registry.models import Person
from talentbase.accounts.scope import acting_as
from talentbase.imports.models import Batch
from talentbase.submissions.models import Submission, Task
from tests.factories import make_user, township
from tests.faults.apart import apart
from tests.walk.sheets import many_people

COUNT, TURNS = 300, 3
DESK = """
import json
from pathlib import Path
from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import acting_as
from talentbase.imports import actions
from talentbase.imports.models import Batch
from talentbase.jobs.run import work

def together(word):
    print(word, flush=True)
    sys.stdin.readline()

path, unit = Path(sys.argv[1]), int(sys.argv[2])
with acting_as(None):
    clerk = User.objects.select_related("unit").get(username=sys.argv[3])
    unit = Unit.objects.get(pk=unit)
said = ""
try:
    together("receive")
    with acting_as(clerk):
        batch = actions.receive(path.name, path.read_bytes(), unit=unit, by=clerk)
    work(batch.job_id)
    with acting_as(clerk):
        actions.take_columns(batch, {}, by=clerk)
    together("confirm")
    with acting_as(clerk):
        job = actions.confirm(batch, by=clerk)
    work(job.pk)
except (actions.AlreadyImported, actions.NotYet) as problem:
    said = str(problem)
print(json.dumps([said]))
"""
DROP = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.submissions import actions
from talentbase.submissions.models import Task

path = Path(sys.argv[1])
with acting_as(None):
    clerk = User.objects.select_related("unit").get(username=sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
with acting_as(clerk):
    actions.drop_files(Task.objects.get(), [SimpleUploadedFile(path.name, path.read_bytes())], by=clerk)
"""


@pytest.fixture
def clerks(own_database):
    with acting_as(None):
        return [make_user("clerk", username=name) for name in ("east", "west")]


def at_once(desks, steps: int) -> list[str]:
    """Lets all desks go on at the same moment, `steps` times; what each printed last."""
    for _ in range(steps):
        assert all(desk.stdout.readline() for desk in desks), [desk.stderr.read() for desk in desks]
        for desk in desks:
            desk.stdin.write("\n")
            desk.stdin.flush()
    answers = [desk.communicate() for desk in desks]
    assert not any(desk.returncode for desk in desks), [err for _, err in answers]
    return [out for out, _ in answers]


def test_one_file_from_two_desks_is_imported_once(own_database, clerks, tmp_path):
    for turn in range(TURNS):
        sheet = many_people(tmp_path / f"{turn}.xlsx", COUNT, start=turn * COUNT + 1)
        with acting_as(None):
            unit = township().pk
        desks = [apart(DESK, own_database, sheet, unit, clerk.username) for clerk in clerks]
        said = sorted(json.loads(out.splitlines()[-1])[0] for out in at_once(desks, 2))
        assert said[0] == "" and ("正在导入" in said[1] or "已于" in said[1]), said
        with acting_as(None):
            assert Person.objects.count() == (turn + 1) * COUNT
            assert Batch.objects.applied().count() == turn + 1


def test_one_file_dropped_twice_in_one_inbox_stands_there_once(own_database, clerks, tmp_path):
    with acting_as(None):
        Task.objects.create(title="在外人才更新", due_on="2099-01-01")
    for turn in range(TURNS):
        sheet = many_people(tmp_path / f"元村镇{turn}.xlsx", 3, start=turn * 3 + 1)
        at_once([apart(DROP, own_database, sheet, clerk.username) for clerk in clerks], 1)
        with acting_as(None):
            assert Submission.objects.count() == turn + 1
