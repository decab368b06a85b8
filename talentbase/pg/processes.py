"""Facts about operating-system processes that a supervisor needs: alive or zombie, end with the parent."""

import ctypes
import os
import signal
from pathlib import Path

PR_SET_PDEATHSIG = 1


def is_alive(pid: int) -> bool:
    """True for a running process; a zombie counts as dead (containers without an init never reap it)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return not Path("/proc/self").exists()
    return state != "Z"


def command_line(pid: int) -> str:
    """The command line of a process, "" where it cannot be read."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def end_with_parent(signal_number: int = signal.SIGTERM):
    """For `preexec_fn`: the kernel sends `signal_number` to the child when its parent dies (Linux; else nothing happens)."""

    def prepare() -> None:
        try:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number)
        except (OSError, AttributeError):
            return

    return prepare
