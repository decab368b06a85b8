"""What a piece of work costs: processor time of this process, its children and the database backend that serves it."""

import os
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds. cpu: None where the backend runs on another machine, whose processor time cannot be read."""

    wall: float
    cpu: float | None

    def plain(self) -> dict:
        return asdict(self)


def cost_of(work: Callable[[], object]) -> Cost:
    started, before = time.perf_counter(), _spent()
    work()
    after, wall = _spent(), time.perf_counter() - started
    return Cost(wall, None if before is None or after is None else after - before)


def median_cost(work: Callable[[], object], times: int = 15, warm_up: int = 3) -> Cost:
    """The middle of many runs, each measure by itself; what is filled once per process is filled before."""
    for _ in range(warm_up):
        work()
    costs = [cost_of(work) for _ in range(times)]
    cpu = [cost.cpu for cost in costs if cost.cpu is not None]
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cpu) if len(cpu) == times else None)


def peak_megabytes() -> float:
    """The largest memory this process has held. getrusage would count the process that started it as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return round(int(kilobytes) / 1024, 1)


def _spent() -> float | None:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    backend = _backend()
    return None if backend is None else time.process_time() + children.ru_utime + children.ru_stime + backend


def _backend() -> float | None:
    """Seconds the server process behind our connection has run; workers it starts are switched off for the benches."""
    from django.db import connection  # after the settings are chosen

    connection.ensure_connection()
    process = Path("/proc") / str(connection.connection.info.backend_pid)
    try:
        if "postgres" not in (process / "comm").read_text():
            return None
        if (process / "schedstat").exists():
            return int((process / "schedstat").read_text().split()[0]) / 1e9
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    except OSError:
        return None
