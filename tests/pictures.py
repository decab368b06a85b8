"""Pictures for tests, made on the spot."""

import io
import struct
import zlib

from PIL import Image


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options) -> bytes:
    """The left half is red. options: of Pillow's save (exif, quality)."""
    made = Image.new(mode, (width, height))
    made.paste("red", (0, 0, width // 2, height))
    written = io.BytesIO()
    made.save(written, kind, **options)
    return written.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG whose head promises more pixels than it brings."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
