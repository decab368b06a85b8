"""A whole house of the tests' own: `manage.py up` with its own PostgreSQL, folder and port, demo data and real processes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg

from talentbase.pg.cluster import embedded

ROOT = Path(__file__).resolve().parent.parent
CLUSTER = "pg-house"


class House:
    def __init__(self, folder: Path):
        self.var = folder
        self.log = folder / "up.out"
        self.process: subprocess.Popen | None = None
        self.url = ""

    def open(self, port: int) -> None:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("TALENTBASE", "DJANGO", "CELERY"))
        }
        environment |= {
            "TALENTBASE_PUBLIC_REPLIES": "on",
            "TALENTBASE_VAR": str(self.var),
            "TALENTBASE_CLUSTER": CLUSTER,
            "TALENTBASE_PORT": str(port),
            "TALENTBASE_JOB_STALE_SECONDS": "5",
        }
        with open(self.log, "ab") as out:
            command = [sys.executable, "manage.py", "up"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        self.wait_for(lambda: "已启动" in self.log.read_text(errors="replace") or self.process.poll() is not None, 180)
        assert self.process.poll() is None, self.log.read_text(errors="replace")[-3000:]
        self.url = f"http://127.0.0.1:{self.pids()['port']}"

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def pids(self) -> dict[str, int]:
        return json.loads((self.var / "up.json").read_text())

    def password(self) -> str:
        return re.search(r"Guiyan-[a-z]+-\d+", (self.var / "demo-logins.txt").read_text())[0]

    def database(self) -> psycopg.Connection:
        """As the superuser: sees every row, for looking only."""
        return psycopg.connect(embedded(ROOT, CLUSTER).conninfo(database="talentbase"), autocommit=True)

    def one(self, statement: str, *values):
        """The first column of the first row, None where there is none."""
        with self.database() as connection:
            row = connection.execute(statement, values).fetchone()
            return row and row[0]

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    @staticmethod
    def wait_for(condition, seconds: float, pause: float = 0.1):
        """The first true value of `condition`; fails after `seconds`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := condition():
                return found
            time.sleep(pause)
        raise AssertionError(f"nothing within {seconds} s")


@contextmanager
def running_house(folder: Path, port: int = 8890):
    cluster = embedded(ROOT, CLUSTER)
    cluster.stop()
    shutil.rmtree(cluster.home, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    house = House(folder)
    try:
        house.open(port)
        yield house
    finally:
        house.close()
        cluster.stop()
        shutil.rmtree(cluster.home, ignore_errors=True)
