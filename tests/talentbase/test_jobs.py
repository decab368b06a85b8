"""The queue of record: claim, heartbeat, fencing, cancel, sweep. On a database of its own, for jobs commit."""

import uuid
from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from talentbase.accounts.scope import acting_as
from talentbase.jobs import run
from talentbase.jobs.models import MAXIMUM_TRIES, Job
from talentbase.jobs.run import JobRefused, task
from tests.factories import make_user

done: list[int] = []


@task("tests.count")
def count(progress, number: int):
    progress(1, 2, "数一数")
    done.append(number)
    return "/"


@task("tests.refuse")
def refuse(progress):
    raise JobRefused("今天不行，请明天再来。")


@task("tests.break")
def break_(progress):
    raise RuntimeError("inside")


@task("tests.cancelled")
def cancelled(progress, job: int):
    """Somebody cancels from outside while the act has already written."""
    Job.objects.create(name="tests.count", label="半截")
    with psycopg.connect(run.Heart.address(), autocommit=True) as other:
        other.execute("UPDATE jobs_job SET state = 'cancelled', claim = NULL, finished_at = now() WHERE id = %s", [job])


@pytest.fixture
def started(own_database):
    """started(name, **arguments) -> a committed job."""

    def start(name, **arguments) -> Job:
        with acting_as(None):
            return Job.objects.create(name=name, label=name, arguments=arguments)

    done.clear()
    return start


def state_of(job: Job) -> Job:
    job.refresh_from_db()
    return job


def test_a_job_runs_once(started):
    job = started("tests.count", number=7)
    run.work(job.pk)
    run.work(job.pk)
    assert done == [7] and state_of(job).state == "done" and job.result_url == "/"


def test_a_refusal_is_told_and_not_tried_again(started):
    job = started("tests.refuse")
    run.work(job.pk)
    assert (state_of(job).state, job.message, job.tries) == ("failed", "今天不行，请明天再来。", 1)


def test_a_fault_is_tried_three_times_then_given_up(started):
    job = started("tests.break")
    for _ in range(MAXIMUM_TRIES + 1):
        run.work(job.pk)
    assert state_of(job).state == "failed" and job.tries == MAXIMUM_TRIES and "没有写入数据" in job.message


def test_a_job_of_a_dead_worker_is_swept_up(started, settings):
    job = started("tests.count", number=1)
    long_ago = timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS + 1)
    with acting_as(None):
        Job.objects.filter(pk=job.pk).update(state="running", claim=uuid.uuid4(), heartbeat=long_ago, tries=1)
    assert run.sweep() == 1
    run.work(job.pk)
    assert state_of(job).state == "done" and job.tries == 2


def test_a_living_job_is_left_alone(started):
    job = started("tests.count", number=1)
    with acting_as(None):
        Job.objects.filter(pk=job.pk).update(state="running", claim=uuid.uuid4(), heartbeat=timezone.now(), tries=1)
    run.work(job.pk)
    assert done == [] and run.sweep() == 0


def test_three_deaths_end_in_a_reason(started, settings):
    job = started("tests.count", number=1)
    long_ago = timezone.now() - timedelta(hours=1)
    with acting_as(None):
        Job.objects.filter(pk=job.pk).update(state="running", claim=uuid.uuid4(), heartbeat=long_ago, tries=MAXIMUM_TRIES)
    run.sweep()
    assert state_of(job).state == "failed" and "三次中断" in job.message


def test_a_worker_that_lost_its_claim_writes_nothing(started):
    job = started("tests.cancelled")
    with acting_as(None):
        Job.objects.filter(pk=job.pk).update(arguments={"job": job.pk})
    run.work(job.pk)
    assert state_of(job).state == "cancelled"
    assert not Job.objects.filter(label="半截").exists()


@pytest.mark.django_db
def test_only_the_asker_sees_his_job(as_user):
    asker, stranger = make_user(), make_user()
    job = Job.objects.create(name="tests.count", label="数一数", asked_by=asker.pk)
    assert as_user(asker).get(f"/jobs/{job.pk}/").status_code == 200
    assert as_user(stranger).get(f"/jobs/{job.pk}/").status_code == 404
    as_user(asker).post(f"/jobs/{job.pk}/cancel/")
    assert state_of(job).state == "cancelled"
