"""Pictures for tests, made on the spot."""

import io

from PIL import Image


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options) -> bytes:
    """The left half is red. options: of Pillow's save (exif, quality)."""
    made = Image.new(mode, (width, height))
    made.paste("red", (0, 0, width // 2, height))
    written = io.BytesIO()
    made.save(written, kind, **options)
    return written.getvalue()
