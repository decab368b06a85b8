"""Python in a process of its own on a test database: one that may be killed, or be given no room to write."""

import subprocess
import sys

from tests.databases import ROOT, environment

START = "import sys, django\ndjango.setup()\n"


def apart(script: str, database: str, *arguments: object, **more: str) -> subprocess.Popen:
    """Runs `script` with `sys.argv[1:]` = arguments after `django.setup()`; whoever starts it ends it."""
    command = [sys.executable, "-c", START + script, *map(str, arguments)]
    known = environment(database, PYTHONPATH=str(ROOT), **more)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=known, text=True, **pipes)
