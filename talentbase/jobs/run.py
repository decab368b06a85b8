"""The one seam over Celery: start, claim, heartbeat, finish, sweep.

A worker claims by one conditional UPDATE, beats on a connection of its own (so progress is visible while the act's
transaction is open) and writes the job row inside the act only in its last statement, on condition that the claim still
is its own. A worker that was killed leaves a stale heartbeat; the sweep rings again, three tries at most.
"""

import contextlib
import gc
import logging
import threading
import traceback
import uuid
from collections.abc import Callable

import psycopg
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.audit.actor import COUNTY, acting
from talentbase.jobs.models import MAXIMUM_TRIES, Job
from talentbase.web.faults import DISK_FULL, is_disk_full

logger = logging.getLogger("talentbase.jobs")
BEAT_SECONDS = 3
_tasks: dict[str, Callable] = {}


class JobRefused(Exception):
    """The act cannot be done and trying again will not help; the message is a Chinese sentence for the user."""


class Lost(Exception):
    """Another worker holds the claim, or the user cancelled: roll back and say nothing."""


def task(name: str):
    """Register a function `work(progress, **arguments)`; it runs inside the asking user's transaction and may return a URL."""

    def keep(function):
        _tasks[name] = function
        return function

    return keep


def start(name: str, label: str, *, by, **arguments) -> Job:
    """Write the job row; ring the bell once the row is committed."""
    if name not in _tasks:
        raise KeyError(name)
    job = Job.objects.create(name=name, label=label, arguments=arguments, asked_by=getattr(by, "pk", None))
    transaction.on_commit(lambda: ring(job.pk))
    return job


def ring(job_id: int) -> None:
    """A broker that is away is no fault: the sweep rings again."""
    from talentbase.jobs.tasks import run_job

    try:
        run_job.delay(job_id)
    except Exception:
        logger.warning("bell for job %s did not ring; the sweep will", job_id)


def cancel(job: Job) -> bool:
    """True when it was still open. A running worker notices at its next beat and rolls back."""
    changes = {"state": Job.State.CANCELLED, "claim": None, "finished_at": timezone.now(), "message": "已取消，没有写入数据。"}
    return bool(Job.objects.filter(pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING]).update(**changes))


def work(job_id: int) -> None:
    """Claim and run one job to its end. Does nothing when somebody else holds it or it is finished."""
    claim = uuid.uuid4()
    with acting(COUNTY):
        taken = Job.objects.claimable().filter(pk=job_id, tries__lt=MAXIMUM_TRIES)
        changes = {"state": Job.State.RUNNING, "claim": claim, "heartbeat": timezone.now(), "tries": F("tries") + 1, "done": 0}
        if not taken.update(**changes):
            return
        job = Job.objects.get(pk=job_id)
        user = User.objects.select_related("unit").filter(pk=job.asked_by).first()
    with Heart(job_id, claim) as heart, _uncollected():
        _run(job, user, heart)


@contextlib.contextmanager
def _uncollected():
    """A job makes hundreds of thousands of objects that live as long as it does; walking them finds nothing to collect."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _run(job: Job, user: User | None, heart: "Heart") -> None:
    try:
        with acting_as(user, request_id=f"job-{job.pk}"):
            _allow_long_statements()
            url = _tasks[job.name](heart.progress, **job.arguments)
            heart.check()
            finished = {"state": Job.State.DONE, "finished_at": timezone.now(), "result_url": url or "", "claim": None}
            if not Job.objects.filter(pk=job.pk, claim=heart.claim).update(**finished):
                raise Lost
    except Lost:
        logger.info("job %s was taken over or cancelled", job.pk)
    except JobRefused as refusal:
        _fail(job, heart, str(refusal))
    except Exception as fault:
        logger.error("job %s %s: %s", job.pk, job.name, traceback.format_exc())
        if is_disk_full(fault):
            _fail(job, heart, DISK_FULL)
        elif job.tries >= MAXIMUM_TRIES:
            _fail(job, heart, f"处理失败，没有写入数据。请重试；仍不成功时把任务号{job.pk}告诉管理员。")
        else:
            heart.release()


def _allow_long_statements() -> None:
    """A job may take minutes where a page may not."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = '10min'")


def _fail(job: Job, heart: "Heart", sentence: str) -> None:
    with acting(COUNTY):
        changes = {"state": Job.State.FAILED, "message": sentence[:300], "finished_at": timezone.now(), "claim": None}
        Job.objects.filter(pk=job.pk, claim=heart.claim).update(**changes)


def sweep() -> int:
    """Ring for every stale job; give up after three tries. Returns how many bells rang."""
    with acting(COUNTY):
        stale = list(Job.objects.claimable().select_for_update(skip_locked=True).order_by("pk")[:50])
        hopeless = [job.pk for job in stale if job.tries >= MAXIMUM_TRIES]
        sentence = "处理进程三次中断，没有写入数据。请重新发起；仍不成功时联系管理员。"
        Job.objects.filter(pk__in=hopeless).update(
            state=Job.State.FAILED, message=sentence, finished_at=timezone.now(), claim=None
        )
    rest = [job.pk for job in stale if job.tries < MAXIMUM_TRIES]
    for job_id in rest:
        ring(job_id)
    return len(rest)


class Heart:
    """Beats on its own autocommit connection; carries progress; notices when the claim is gone."""

    def __init__(self, job_id: int, claim: uuid.UUID):
        self.job_id, self.claim = job_id, claim
        self.done = self.total = 0
        self.message = ""
        self._lost = threading.Event()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._connection: psycopg.Connection | None = None
        self._thread = threading.Thread(target=self._beat_on, daemon=True)

    @staticmethod
    def address() -> str:
        """Where Django's own connection goes, as a conninfo."""
        known = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert")
        parameters = {key: value for key, value in connection.get_connection_params().items() if key in known}
        return psycopg.conninfo.make_conninfo(**parameters)

    def __enter__(self):
        self._connection = psycopg.connect(self.address(), autocommit=True)
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self._ended.set()
        self._thread.join(timeout=10)
        self._connection.close()

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Called by the task as often as it likes; raises Lost once the job is not ours any more."""
        self.done, self.total, self.message = done, total, message
        self.check()

    def check(self) -> None:
        if self._lost.is_set():
            raise Lost

    def release(self) -> None:
        """Back to the queue after a fault, for the next sweep."""
        self._execute("UPDATE jobs_job SET state = 'queued', claim = NULL WHERE id = %s AND claim = %s")

    def _beat_on(self) -> None:
        shown = None
        waited = BEAT_SECONDS
        while not self._ended.wait(0.3):
            waited += 0.3
            now = (self.done, self.total, self.message)
            if now != shown or waited >= BEAT_SECONDS:
                shown, waited = now, 0
                self._beat()

    def _beat(self) -> None:
        try:
            alive = self._execute(
                "UPDATE jobs_job SET heartbeat = now(), done = %s, total = %s, message = %s WHERE id = %s AND claim = %s",
                self.done, self.total, self.message[:300],
            )  # fmt: skip
        except psycopg.Error:
            alive = False
        if not alive:
            self._lost.set()

    def _execute(self, statement: str, *values) -> bool:
        with self._lock:
            return bool(self._connection.execute(statement, [*values, self.job_id, self.claim]).rowcount)
