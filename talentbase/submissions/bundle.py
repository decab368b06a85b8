"""What an uploader dropped, file by file: plain sheets as they are, a zip by its members, nothing that is hostile.

Every member is read into memory under the limits of `sheets.limits`; no name of a zip ever becomes a path on disk.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from talentbase.sheets import limits

KINDS = (".xlsx", ".xls", ".et", ".csv", ".lrmx")
ARCHIVES = (".zip", ".rar", ".7z")
MEMBERS = 400
UTF8_NAMES = 0x800  # bit 11 of the general purpose flags: the name is UTF-8 (APPNOTE 4.4.4)
NAME_LENGTH = 200
ONLY = "只接收xlsx、xls、et、csv、lrmx文件和zip压缩包。"
TOO_LARGE = f"文件超过{limits.FILE_BYTES // limits.MEGABYTE}MB，请删去图片或分成几个文件再报。"


@dataclass(frozen=True, slots=True)
class Piece:
    """name: of the file; place: with its folders, for finding the unit. data is empty where `refusal` says why not."""

    name: str
    place: str
    data: bytes = b""
    refusal: str = ""


def pieces(name: str, data: bytes) -> Iterator[Piece]:
    """One piece per file, one per member of a zip; never raises."""
    name = _plain(name)
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".zip":
        yield from _members(name, data)
    elif suffix in ARCHIVES:
        yield Piece(name, name, refusal="请改用zip格式压缩，或直接上传其中的表格。")
    else:
        yield _checked(name, name, data)


def too_large(name: str) -> Piece:
    """An upload that is not even read into memory."""
    name = _plain(name)
    return Piece(name, name, refusal=f"文件超过{limits.UNPACKED_BYTES // limits.MEGABYTE}MB，请分成几个压缩包上传。")


def _plain(name: str) -> str:
    """Without control characters, which no database takes as text."""
    return "".join(letter for letter in name if letter.isprintable())[-NAME_LENGTH:] or "未命名文件"


def _checked(name: str, place: str, data: bytes) -> Piece:
    if PurePosixPath(name.lower()).suffix not in KINDS:
        return Piece(name, place, refusal=ONLY)
    if not data:
        return Piece(name, place, refusal="文件是空的，没有内容。请检查后重新上传。")
    if len(data) > limits.FILE_BYTES:
        return Piece(name, place, refusal=TOO_LARGE)
    return Piece(name, place, data)


def _members(name: str, data: bytes) -> Iterator[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [part for part in archive.infolist() if not part.is_dir() and not _is_litter(_name_of(part))]
            if problem := _too_much(listed):
                yield Piece(name, name, refusal=problem)
                return
            for part in listed:
                yield _member(archive, part)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        yield Piece(name, name, refusal="压缩包已损坏或不完整，请重新压缩后上传。")


def _too_much(listed: list[zipfile.ZipInfo]) -> str:
    if not listed:
        return "压缩包里没有文件。"
    if len(listed) > MEMBERS:
        return f"压缩包内文件超过{MEMBERS}个，请分成几个压缩包上传。"
    if sum(part.file_size for part in listed) > limits.UNPACKED_BYTES:
        return f"压缩包解压后超过{limits.UNPACKED_BYTES // limits.MEGABYTE}MB，请分成几个压缩包上传。"
    return ""


def _name_of(part: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK without saying so; zipfile then takes them for code page 437."""
    if part.flag_bits & UTF8_NAMES:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _is_litter(place: str) -> bool:
    """What systems and office programs leave behind in folders."""
    path = PurePosixPath(place.replace("\\", "/"))
    return "__MACOSX" in path.parts or path.name.startswith((".", "~$")) or path.name.lower() in ("thumbs.db", "desktop.ini")


def _member(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Piece:
    place = _plain(_name_of(part).replace("\\", "/"))
    path = PurePosixPath(place)
    name = path.name or "未命名文件"
    if ".." in path.parts or path.is_absolute() or ":" in place:
        return Piece(name, name, refusal="压缩包内的路径不合法，可能有害，没有读取。")
    if part.flag_bits & 1:
        return Piece(name, place, refusal="文件已加密，请取消密码后重新压缩上传。")
    if path.suffix.lower() in ARCHIVES:
        return Piece(name, place, refusal="压缩包里还有压缩包，请解开后把表格放在一起压缩。")
    if path.suffix.lower() not in KINDS:
        return Piece(name, place, refusal=ONLY)
    if part.file_size > limits.FILE_BYTES:
        return Piece(name, place, refusal=TOO_LARGE)
    if part.file_size > limits.RATIO_FROM_BYTES and part.file_size > limits.RATIO * max(part.compress_size, 1):
        return Piece(name, place, refusal="文件解压后过大，可能有害，没有读取。")
    try:
        with archive.open(part) as stream:  # at most the size the directory states, which was weighed above
            return _checked(name, place, stream.read(limits.FILE_BYTES + 1))
    except Exception:  # whatever a damaged or hostile member provokes in zlib, lzma or bz2
        return Piece(name, place, refusal="文件在压缩包内已损坏，请单独上传这个文件。")
