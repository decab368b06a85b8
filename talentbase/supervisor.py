"""`manage.py up`: starts PostgreSQL, web, worker and beat, restarts what dies, ends all of them when it is stopped."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from talentbase.pg.cluster import Cluster, ClusterError, embedded
from talentbase.pg.processes import command_line, end_with_parent, is_alive
from talentbase.pg.roles import ensure_roles_and_database
from talentbase.pg.url import is_embedded

STOP_SECONDS = 15
ORDER = ("postgres", "web", "worker", "beat")


@dataclass
class Child:
    name: str
    command: list[str]
    options: dict = field(default_factory=dict)
    stop_signal: int = signal.SIGTERM
    process: subprocess.Popen | None = None
    restarts: int = 0
    started: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, start_new_session=True, **self.options)
        self.started = time.monotonic()

    def end_orphans(self) -> None:
        """After the death of the main process its children still hold the port or a job: they go with it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_SECONDS)


class Supervisor:
    def __init__(self, root: Path, port: int, host: str, cluster: Cluster | None):
        self.root, self.port, self.host, self.cluster = root, port, host, cluster
        self.var = var_folder(root)
        self.log = self.var / "log"
        self.log.mkdir(parents=True, exist_ok=True)
        self.children: dict[str, Child] = {}
        self.stopping = False

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        try:
            if self.cluster:
                self._start_postgres()
            if not self.stopping and (code := self._prepare_house()):
                return code
            for child in (self._web(), self._worker(), self._beat()):
                self._add(child)
            self._announce()
            self._watch()
            return 0
        finally:
            self._stop_all()

    def _ask_to_stop(self, *_):
        self.stopping = True

    # --- children ---

    def _add(self, child: Child) -> None:
        child.start()
        self.children[child.name] = child
        self._write_pids()

    def _start_postgres(self) -> None:
        self.cluster.prepare()
        if self.cluster.answers():
            self.cluster.stop()
        self.cluster.repair()
        options = self.cluster.popen_options() | {"stdout": self._output("postgres"), "stderr": subprocess.STDOUT}
        self._add(Child("postgres", self.cluster.command(), options, stop_signal=signal.SIGINT))
        self.cluster.wait()
        ensure_roles_and_database(self.cluster)

    def _python(self, name: str, *arguments: str) -> Child:
        environment = dict(os.environ, TALENTBASE_POOL="1" if name == "web" else "0", PYTHONUNBUFFERED="1")
        options = {"cwd": str(self.root), "env": environment, "preexec_fn": end_with_parent()}
        options |= {"stdout": self._output(name), "stderr": subprocess.STDOUT}
        return Child(name, [sys.executable, "-m", *arguments], options)

    def _web(self) -> Child:
        workers = os.environ.get("TALENTBASE_WEB_WORKERS", "2")
        arguments = ["--workers", workers, "--threads", "4", "--timeout", "60", "--graceful-timeout", "10"]
        arguments += ["--worker-class", "gthread", "--bind", f"{self.host}:{self.port}", "--no-control-socket"]
        return self._python("web", "gunicorn", *arguments, "talentbase.wsgi:application")

    def _worker(self) -> Child:
        count = os.environ.get("TALENTBASE_JOB_WORKERS", "2")
        return self._python("worker", "celery", "-A", "talentbase", "worker", "--concurrency", count, "-l", "WARNING")

    def _beat(self) -> Child:
        schedule = str(self.var / "beat")
        return self._python("beat", "celery", "-A", "talentbase", "beat", "-s", schedule, "--pidfile=", "-l", "WARNING")

    def _output(self, name: str):
        return open(self.log / f"{name}.log", "ab")  # noqa: SIM115  (handed to the child)

    def _write_pids(self) -> None:
        pids = {name: child.process.pid for name, child in self.children.items()}
        path = self.var / "up.json"
        path.with_suffix(".new").write_text(json.dumps({"supervisor": os.getpid(), "port": self.port, **pids}))
        path.with_suffix(".new").replace(path)

    # --- life ---

    def _prepare_house(self) -> int:
        """Migrations, code tables, static files, demo data: one process, as the owner."""
        environment = dict(os.environ, TALENTBASE_ROLE="owner")
        return subprocess.run([sys.executable, "manage.py", "prepare"], cwd=self.root, env=environment).returncode

    def _watch(self) -> None:
        while not self.stopping:
            time.sleep(0.3)
            for name in ORDER:
                child = self.children.get(name)
                if child and child.process.poll() is not None and not self.stopping:
                    self._restart(child)

    def _restart(self, child: Child) -> None:
        """At once after a long life; with growing pauses (up to 10 s) when it keeps dying."""
        lived = time.monotonic() - child.started
        child.restarts = 0 if lived > 60 else child.restarts + 1
        print(f"{child.name} 已退出（{child.process.returncode}），正在重新启动。", file=sys.stderr, flush=True)
        time.sleep(min(10, child.restarts - 1) if child.restarts > 1 else 0)
        if child.name == "postgres":
            self.cluster.repair()  # its own processes notice and end by themselves
        else:
            child.end_orphans()
        child.start()
        self._write_pids()
        if child.name == "postgres":
            with contextlib.suppress(ClusterError):
                self.cluster.wait()

    def _stop_all(self) -> None:
        for name in reversed(ORDER):
            if child := self.children.get(name):
                child.stop()
        (self.var / "up.json").unlink(missing_ok=True)

    def _announce(self) -> None:
        self._wait_for_page()
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        print(f"\n归雁 TalentBase 已启动：http://{shown}:{self.port}/", flush=True)
        note = Path(os.environ.get("TALENTBASE_VAR", self.var)) / "demo-logins.txt"
        if note.exists() and os.environ.get("TALENTBASE_DEMO", "1") != "0":
            print(note.read_text(), flush=True)
        print("按 Ctrl+C 停止。", flush=True)

    def _wait_for_page(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not self.stopping:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)


def var_folder(root: Path) -> Path:
    folder = Path(os.environ.get("TALENTBASE_VAR", root / "var"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sweep_leftovers(root: Path) -> None:
    """End children of a supervisor that was killed: only processes that still run the command we started."""
    path = var_folder(root) / "up.json"
    with contextlib.suppress(OSError, ValueError):
        pids = json.loads(path.read_text())
        marks = {"web": "gunicorn", "worker": "celery", "beat": "celery"}
        for name, mark in marks.items():
            pid = pids.get(name)
            if pid and is_alive(pid) and mark in command_line(pid):
                os.kill(pid, signal.SIGTERM)
        path.unlink()


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next port nobody listens on."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((host, port))
                return port
    raise OSError(f"{wanted}–{wanted + 99}端口都被占用。")


def up(root: Path) -> int:
    host = os.environ.get("TALENTBASE_HOST", "127.0.0.1")
    with open(var_folder(root) / "up.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("已经有一个 manage.py up 在运行。", file=sys.stderr)
            return 1
        sweep_leftovers(root)
        try:
            port = free_port(host, int(os.environ.get("TALENTBASE_PORT", "8000")))
            cluster = embedded(root, os.environ.get("TALENTBASE_CLUSTER", "pg")) if is_embedded() else None
            return Supervisor(root, port, host, cluster).run()
        except (ClusterError, OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
