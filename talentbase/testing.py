"""`manage.py test`: what the tests need besides the lock (a browser, Chinese fonts), then pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
FONT_FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/share/fonts/google-noto-cjk")


def run_tests(root: Path, arguments: list[str]) -> int:
    """pytest's exit status; extra words go to pytest."""
    if missing := _missing():
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            print(f"测试需要浏览器和中文字体，请先由管理员运行：apt-get install -y {' '.join(missing)}", file=sys.stderr)
            return 1
        if code := _install(missing):
            return code
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="tests.settings", PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=root, env=environment).returncode


def _missing() -> list[str]:
    found = []
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        found.append(PACKAGES[0])
    if not any(Path(folder).is_dir() for folder in FONT_FOLDERS):
        found.append(PACKAGES[1])
    return found


def _install(packages: list[str]) -> int:
    print(f"正在安装{'、'.join(packages)} …", flush=True)
    get = ["apt-get", "-o", "DPkg::Lock::Timeout=240", "-q"]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in ([*get, "update"], [*get, "install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)
        if done.returncode:
            print(f"安装失败：{' '.join(command)}", file=sys.stderr)
            return 1
    return 0
