"""Reading happens in a child process with limits, so that an abort, a hang or lack of memory is an ordinary refusal."""

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused, Workbook
from talentbase.sheets.guard import SAVE_AS, inspect
from talentbase.sheets.wire import decode, encode, encode_refusal

ROOT = Path(__file__).resolve().parents[2]


def read_workbook(path: str | Path, name: str | None = None) -> Workbook:
    """name: as uploaded, if the file lies elsewhere under another one. Raises Refused, whatever the file does."""
    path = Path(path)
    command = [sys.executable, "-m", "talentbase.sheets.child", str(path.resolve()), name or path.name]
    child = subprocess.Popen(
        command,
        env=limits.child_environment(ROOT),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    overdue = threading.Event()
    watch = threading.Timer(limits.CHILD_WALL_SECONDS, lambda: (overdue.set(), child.kill()))
    watch.start()
    try:
        return decode(child.stdout)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        if overdue.is_set() or child.wait() == -24:  # SIGXCPU
            raise Refused("unreadable", f"文件读取超时，可能已损坏或过于复杂，{SAVE_AS}") from error
        raise Refused("unreadable", f"文件无法读取，可能已损坏或过于复杂，{SAVE_AS}") from error
    finally:
        watch.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def read_here(path: str | Path, name: str | None = None) -> Workbook:
    """Guard and reader in this process: for the child itself and for files we wrote ourselves."""
    name = name or Path(path).name
    inspection = inspect(path, name)
    # each reader is loaded only when it is needed: the child's start counts
    if inspection.form == "xlsx":
        from talentbase.sheets.read_xlsx import read_xlsx as read
    elif inspection.form == "csv":
        from talentbase.sheets.read_csv import read_csv as read
    elif inspection.form == "lrmx":
        from talentbase.sheets.read_lrmx import read_lrmx as read
    else:
        from talentbase.sheets.read_xls import read_xls as read
    workbook = read(path, name, inspection)
    _refuse_empty(workbook)
    return workbook


def _refuse_empty(workbook: Workbook) -> None:
    cells = (cell for sheet in workbook.sheets for row in sheet.rows.values() for cell in row.values())
    if any(cell.value is not None or cell.formula_uncached or cell.error for cell in cells):
        return
    if any(sheet.pictures for sheet in workbook.sheets):
        raise Refused("image_only", "表中只有图片，没有可读取的文字，请上传原始的电子表格。")
    raise Refused("empty", "表中没有任何内容，请检查是否选错了文件。")


def main(path: str, name: str) -> None:
    limits.bound_process()
    gc.disable()  # a short life: nothing to collect before its end
    with os.fdopen(os.dup(1), "wb") as pipe:
        os.dup2(2, 1)  # what a library prints must not mix with the answer
        try:
            for line in encode(read_here(path, name)):
                pipe.write(line + b"\n")
        except Refused as refused:
            pipe.write(encode_refusal(refused) + b"\n")
        except Exception:  # a reader stumbled, or memory ran out
            pipe.write(encode_refusal(Refused("unreadable", f"文件无法读取，可能已损坏或过于复杂，{SAVE_AS}")) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
