"""kill -9 of a worker at ten random moments of an import of 2,700 rows: all of its rows or none, and never one twice."""

import random
import signal
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from talentbase.accounts.scope import acting_as
from talentbase.imports import actions
from talentbase.imports.models import Batch
from talentbase.jobs.models import Job
from tests.factories import make_user, township
from tests.faults.apart import apart
from tests.walk.sheets import many_people

COUNT, KILLS = 2700, 10
TABLES = {"imports.read": "imports_row", "imports.apply": "registry_person"}
WORKER = """
from talentbase.jobs.run import work
print("ready", flush=True)
work(int(sys.argv[1]))
"""


@pytest.fixture
def clerk(own_database):
    with acting_as(None):
        return make_user("clerk")


def test_an_import_killed_at_random_moments_is_whole_or_nothing(own_database, clerk, tmp_path):
    """Over reading and writing alike; the first import is left alone and shows how long each of them takes."""
    seed = time.time_ns()
    chance, spans, kills, total = random.Random(seed), {}, 0, 0
    while kills < KILLS:
        batch = receive(many_people(tmp_path / f"{total}.xlsx", COUNT, start=total + 1), clerk)
        for step, table in TABLES.items():
            job, before = (batch.job_id if step == "imports.read" else confirm(batch, clerk)), count(table)
            while state(job) != "done":
                moment = chance.uniform(0, spans[step]) if total and kills < KILLS else None
                took = run(job, own_database, moment)
                spans.setdefault(step, took)
                kills += moment is not None
                assert count(table) - before == (COUNT if state(job) == "done" else 0), (step, moment, seed)
                forget_the_dead(job)
        total += COUNT
        assert count("registry_person") == count("registry_person", "DISTINCT name") == total, seed
        assert count("audit_change", where="\"table\" = 'registry_person'") == total, seed


def receive(sheet, clerk) -> Batch:
    with acting_as(clerk):
        return actions.receive(sheet.name, sheet.read_bytes(), unit=township(), by=clerk)


def confirm(batch: Batch, clerk) -> int:
    with acting_as(clerk):
        actions.take_columns(batch, {}, by=clerk)
        return actions.confirm(batch, by=clerk).pk


def run(job: int, database: str, moment: float | None) -> float:
    """Seconds a worker spent on the job; at `moment` it is killed, if it is still there."""
    worker = apart(WORKER, database, job)
    assert worker.stdout.readline() == "ready\n", worker.stderr.read()
    started = time.monotonic()
    if moment is not None:
        time.sleep(moment)
        worker.send_signal(signal.SIGKILL)
    worker.communicate()
    while backends():  # what a dead worker had begun ends with its connection, not with the process
        time.sleep(0.02)
    return time.monotonic() - started


def backends() -> int:
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0]


def count(table: str, what: str = "*", where: str = "true") -> int:
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute(f"SELECT count({what}) FROM {table} WHERE {where}")
        return cursor.fetchone()[0]


def state(job: int) -> str:
    with acting_as(None):
        return Job.objects.values_list("state", flat=True).get(pk=job)


def forget_the_dead(job: int) -> None:
    """What time does by itself: the heartbeat grows old. And more than three deaths in a row may be survived here."""
    with acting_as(None):
        Job.objects.filter(pk=job, state="running").update(heartbeat=timezone.now() - timedelta(days=1), tries=0)
