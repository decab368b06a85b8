"""Bytes at rest: sealed, written to a new name, flushed, then renamed; so a crash leaves no half file."""

import hashlib
import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.text import get_valid_filename

from talentbase.accounts.sealing import seal_bytes, unseal_bytes
from talentbase.files.models import StoredFile

PURPOSE = "file"
NAME_LENGTH = 200
DRAFTS_LIVE = 6 * 3600  # seconds; no page and no job takes that long


def store(name: str, data: bytes, *, kind: str, unit, by) -> StoredFile:
    """Keep an upload. The original name is data only: on disk the file is called by its key."""
    stored = StoredFile(
        name=Path(name).name[-NAME_LENGTH:], sha256=hashlib.sha256(data).hexdigest(), size=len(data), kind=kind, unit=unit,
        made_by=getattr(by, "pk", None),
    )  # fmt: skip
    target = _path(stored)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(target, seal_bytes(data, PURPOSE))
    stored.save()
    return stored


def _write(target: Path, data: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except OSError:
        os.unlink(draft)
        raise


def read(stored: StoredFile) -> bytes:
    return unseal_bytes(_path(stored).read_bytes(), PURPOSE)


def remove(stored: StoredFile) -> None:
    """For good: the row now, the bytes once that is sure. A file that is gone already is no fault."""
    path = _path(stored)
    stored.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep_drafts() -> int:
    """Removes what killed processes left of plain files and half-written ones; returns how many."""
    old = time.time() - DRAFTS_LIVE
    drafts = [*Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir(), *Path(settings.FILES_FOLDER).glob("??/tmp*")]
    left = [draft for draft in drafts if draft.is_file() and draft.stat().st_mtime < old]
    for draft in left:
        draft.unlink(missing_ok=True)
    return len(left)


@contextmanager
def opened(stored: StoredFile):
    """The plain file for a reader that wants a path; gone when the block ends."""
    suffix = Path(get_valid_filename(stored.name) if stored.name.strip(". ") else "file").suffix
    with tempfile.NamedTemporaryFile(suffix=suffix[:8], dir=settings.FILE_UPLOAD_TEMP_DIR) as plain:
        plain.write(read(stored))
        plain.flush()
        yield Path(plain.name)


def _path(stored: StoredFile) -> Path:
    key = stored.key.hex
    return Path(settings.FILES_FOLDER) / key[:2] / key
