"""Scratch databases for one run, filled once per size and dropped at the end, and workers that measure inside them.

Each measurement runs in a process of its own, so that memory and caches of one side cannot help or hurt the other.
"""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from psycopg import sql

from tests.databases import ROOT, connect_as_owner, copy_of, ensure_template, environment

PEER_SETTINGS = "tests.benchmarks.peer.settings"
# A parallel query would spend its time in processes nobody measures; filling a city in one statement takes its time.
SERVER_OPTIONS = "-c max_parallel_workers_per_gather=0 -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"


class Houses:
    """Databases by side and size; `folder` is theirs for files. Use inside `opened()`."""

    def __init__(self, stack: contextlib.ExitStack):
        self._stack = stack
        self._numbers = itertools.count()
        self._ours: dict[int, str] = {}
        self._peers: dict[int, str] = {}
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="talentbase-bench-")))

    def ours(self, people: int) -> str:
        """The product with so many people (and as many needs as fit them); 0 is a new empty house each time."""
        if not people or people not in self._ours:
            self._ours[people] = self._filled(ensure_template(), "ours", "ours:fill", people)
        return self._ours[people]

    def peer(self, people: int) -> str:
        if not people or people not in self._peers:
            self._peers[people] = self._filled("template0", "peer", "peer.work:fill", people)
        return self._peers[people]

    def _filled(self, template: str, side: str, fill: str, people: int) -> str:
        name = f"tb_bench_{os.getpid()}_{side}_{people}_{next(self._numbers)}"
        self._stack.enter_context(copy_of(template, name))
        measure(fill, name, people=people)
        _analyse(name)
        return name

    def sheet(self, people: int, seed: int, changed: int = 0) -> str:
        """Path of a sheet; another seed gives other people, `changed` the same with every so manieth one changed."""
        from tests.benchmarks.people import write_sheet

        path = self.folder / f"人才信息采集表{people}-{seed}-{changed}.xlsx"
        if not path.exists():
            write_sheet(path, people, seed, changed)
        return str(path)


@contextlib.contextmanager
def opened():
    os.environ.setdefault("TALENTBASE_CLUSTER", "pg")  # the server that this command runs on, not that of the tests
    with contextlib.ExitStack() as stack:
        yield Houses(stack)


def _analyse(name: str) -> None:
    """Both sides get statistics of their tables; in a house that grew slowly the server gathers them itself."""
    with connect_as_owner(name) as connection:
        connection.execute(sql.SQL("VACUUM ANALYZE"))


def measure(work: str, database: str, **arguments) -> dict:
    """Run `tests.benchmarks.<module>:<function>` in a process of its own on this database; its answer is a dict.

    Raises RuntimeError with what the process said when it fails.
    """
    settings, role = (PEER_SETTINGS, "owner") if work.startswith("peer") else ("tests.settings", "app")
    known = environment(database, role, PGOPTIONS=SERVER_OPTIONS, PYTHONPATH=str(ROOT), TALENTBASE_LOG="ERROR")
    known["DJANGO_SETTINGS_MODULE"] = settings
    command = [sys.executable, "-m", "tests.benchmarks.worker", work, json.dumps(arguments, default=str)]
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{work}：\n{done.stderr[-4000:]}")
    return json.loads(done.stdout.splitlines()[-1])
