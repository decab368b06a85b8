"""How large and how slow an uploaded file may be. A county's largest sheet (60,000 rows) fits with room to spare."""

import os
import resource
from pathlib import Path

MEGABYTE = 1024 * 1024

FILE_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 80 * MEGABYTE
RATIO = 150  # unpacked : packed, of one part
RATIO_FROM_BYTES = MEGABYTE  # smaller parts may have any ratio
PARTS = 400

ROWS = 60_000  # position of the last row that holds something
COLUMNS = 256
CELLS = 1_000_000  # cells that hold something, all sheets together
MERGES = 5_000
FILLED_CELLS = 1_000_000  # cells that get their value from a merge, all sheets together
SHEETS = 100

CHILD_MEMORY_BYTES = 1024 * MEGABYTE
CHILD_CPU_SECONDS = 30
CHILD_WALL_SECONDS = 40


def bound_process() -> None:
    """For a child that looks at what somebody uploaded: it ends where it takes too much, and leaves no picture of its memory."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def child_environment(root: Path) -> dict[str, str]:
    """Nothing of the parent's: keys and database addresses are no business of a process that reads uploads."""
    return {"PYTHONPATH": str(root), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath}
