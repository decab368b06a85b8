"""The picture of a person as it may be kept: decoded in a process of its own, upright, small, written anew as JPEG.

Written anew, because what a picture carries besides its pixels (place, camera, a second file) is nobody's business here.
"""

import io
import subprocess
import sys
from pathlib import Path

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 376, 460  # of the picture in a 干部任免审批表
QUALITY = 88
BYTES = 5 * limits.MEGABYTE
PIXELS = 25_000_000
KINDS = ("JPEG", "PNG")
TOO_LARGE = f"照片超过{BYTES // limits.MEGABYTE}MB或{PIXELS // 10_000}万像素，请换一张较小的再上传。"
UNREADABLE = "照片无法读取，请换成JPG或PNG图片再上传。"


def portrait(data: bytes) -> bytes:
    """A JPEG of at most 376 x 460 pixels. data: a JPEG or PNG. Raises Refused, whatever the picture does."""
    if len(data) > BYTES:
        raise Refused("unreadable", TOO_LARGE)
    if made := _in_child(data, "picture"):
        return made
    raise Refused("unreadable", UNREADABLE)


def portrait_of_form(data: bytes) -> bytes:
    """The picture in a 干部任免审批表 (lrmx), b"" where it holds none that can be read or is something else."""
    return _in_child(data, "form") if data.lstrip()[:1] == b"<" else b""


def _in_child(data: bytes, what: str) -> bytes:
    command = [sys.executable, "-m", "talentbase.sheets.portrait", what]
    options = {"cwd": ROOT, "env": limits.child_environment(ROOT), "timeout": limits.CHILD_WALL_SECONDS}
    try:
        return subprocess.run(command, input=data, capture_output=True, check=True, **options).stdout
    except subprocess.SubprocessError:  # no picture, too large, or it never ended
        return b""


def reencode(data: bytes) -> bytes:
    """`portrait` in this process: for children only. Raises ValueError or OSError where it is no picture or too large."""
    from PIL import Image, ImageOps  # 10 MB that only such a child needs

    with _opened(Image, data) as picture:
        if picture.width * picture.height > PIXELS:
            raise ValueError(TOO_LARGE)
        picture.draft("RGB", (2 * WIDTH, 2 * HEIGHT))  # a camera's picture is decoded at the size that is needed
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((WIDTH, HEIGHT))
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright)
    written = io.BytesIO()
    page.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _opened(Image, data: bytes):
    try:
        return Image.open(io.BytesIO(data), formats=KINDS)
    except Image.DecompressionBombError:
        raise ValueError(TOO_LARGE) from None


def main(what: str) -> None:
    from talentbase.sheets.read_lrmx import PHOTO, picture_of, read_elements  # which writes its pictures anew with this module

    limits.bound_process()
    data = sys.stdin.buffer.read()
    picture = picture_of(read_elements(data).get(PHOTO, "")) if what == "form" else data
    sys.stdout.buffer.write(reencode(picture))


if __name__ == "__main__":
    main(*sys.argv[1:2])
