"""Identity numbers: citizen ID (GB 11643-1999) and unified social credit code (GB 32100-2015)."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from talentbase.text.folding import ZERO_WIDTH

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
PROVINCE_NUMBERS = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
PROVINCES = frozenset(PROVINCE_NUMBERS.split())
ID_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])|(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])")
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class BadId(ValueError):
    """code: bad_length | bad_value | bad_birth | bad_checksum; message: Chinese sentence."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class CitizenId:
    """number: 18 characters. gender: code (GB/T 2261.1) of the 17th digit. foreign_permit: 外国人永久居留身份证."""

    number: str
    birth: dt.date
    gender: str
    from_15: bool = False
    known_area: bool = True
    foreign_permit: bool = False


def strip_number(text: str) -> str:
    """ASCII digits and letters, upper case; blanks, dashes, quotes and ="…" of CSV exports gone."""
    text = unicodedata.normalize("NFKC", text).translate(ZERO_WIDTH).upper()
    return re.sub(r"[\s'’‘`\"“”=_\-–—]+", "", text)


def check_citizen_id(text: str, *, today: dt.date | None = None) -> CitizenId:
    """Reads a 15 or 18 character number. Raises BadId. The area is never a reason to refuse."""
    number = strip_number(text).replace("×", "X")
    if not re.fullmatch(r"\d*[\dX]", number):
        raise BadId("bad_value", "身份证号只能有数字，末位可为X")
    if len(number) not in (15, 18):
        raise BadId("bad_length", f"身份证号应为18位（旧号15位），现为{len(number)}位")
    if "X" in number[:-1] or (len(number) == 15 and "X" in number):
        raise BadId("bad_value", "身份证号只能有数字，末位可为X")
    from_15 = len(number) == 15
    if from_15:
        number = number[:6] + "19" + number[6:]
        number += id_check_character(number)
    birth = _birth(number, today or dt.date.today())
    if not from_15 and id_check_character(number) != number[-1]:
        raise BadId("bad_checksum", "身份证号校验位不对，请核对号码")
    gender = "1" if int(number[16]) % 2 else "2"
    return CitizenId(number, birth, gender, from_15, number[:2] in PROVINCES, number[0] == "9")


def _birth(number: str, today: dt.date) -> dt.date:
    try:
        birth = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadId("bad_birth", f"身份证号中的出生日期{number[6:10]}-{number[10:12]}-{number[12:14]}不存在") from None
    if not dt.date(1900, 1, 1) <= birth <= today:
        raise BadId("bad_birth", f"身份证号中的出生日期{birth}不可能")
    return birth


def id_check_character(number: str) -> str:
    """number: at least 17 digits."""
    return ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False)) % 11]


def find_ids(text: str) -> list[str]:
    """The substrings of a remark that look like ID numbers."""
    return ID_IN_TEXT.findall(unicodedata.normalize("NFKC", text))


def mask_id(number: str) -> str:
    """410900********0011."""
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) > 10 else "****"


def uscc_fault(text: str) -> str:
    """ "" where the credit code holds, else a Chinese sentence. Village cooperatives (N…) are valid."""
    code = strip_number(text)
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现为{len(code)}位"
    if any(char not in USCC_ALPHABET for char in code):
        return "统一社会信用代码不含字母I、O、S、V、Z"
    total = sum(USCC_ALPHABET.index(char) * weight for char, weight in zip(code, USCC_WEIGHTS, strict=False))
    if USCC_ALPHABET[(31 - total % 31) % 31] != code[-1]:
        return "统一社会信用代码校验位不对，请核对"
    return ""


def organisation_code_holds(code: str) -> bool:
    """GB 11714 check inside characters 9–17 of a credit code."""
    body = code[8:17]
    values = [int(char) if char.isdigit() else ord(char) - 55 for char in body[:8]]
    rest = 11 - sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
    return body[8] == {10: "X", 11: "0"}.get(rest, str(rest))
