"""Which files an office keeps, and whether a file is what its name says: pages and programs a browser would run are not."""

from pathlib import Path

MEGABYTES = 20
PDF, JPEG, PNG, ZIP, OLE = b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"PK", b"\xd0\xcf\x11\xe0"
BEGINNINGS = {
    ".pdf": (PDF,), ".jpg": (JPEG,), ".jpeg": (JPEG,), ".png": (PNG,), ".docx": (ZIP,), ".xlsx": (ZIP,), ".pptx": (ZIP,), ".ofd": (ZIP,),
    ".zip": (ZIP,), ".doc": (OLE, ZIP), ".xls": (OLE, ZIP), ".ppt": (OLE, ZIP), ".wps": (OLE, ZIP), ".et": (OLE, ZIP), ".txt": (),
}  # fmt: skip


class NotKept(Exception):
    """Says what is wrong with the file and what to do."""


def check(name: str, data: bytes) -> None:
    """Raises NotKept."""
    suffix = Path(name).suffix.lower()
    if suffix not in BEGINNINGS:
        raise NotKept(f"不能保存“{suffix or name}”文件。可以上传PDF、图片、WPS或Office文档、ofd、txt、zip。")
    if not data:
        raise NotKept("文件是空的，请检查后重新选择。")
    if len(data) > MEGABYTES * 1024 * 1024:
        raise NotKept(f"文件超过{MEGABYTES}MB，请压缩后再上传。")
    is_text = suffix == ".txt"
    if is_text and b"\0" in data or not is_text and not data.startswith(BEGINNINGS[suffix]):
        raise NotKept(f"“{name}”的内容不是{suffix[1:]}文件，请用原来的软件打开，另存后再上传。")
