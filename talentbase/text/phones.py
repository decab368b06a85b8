"""Telephone numbers: one cell may hold several; a mobile becomes 11 digits, a landline 0393-6200051."""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

from talentbase.text.folding import ZERO_WIDTH

MOBILE = re.compile(r"1[3-9]\d{9}")
WRITTEN_PLAINLY = re.compile(MOBILE.pattern, re.ASCII)
PLACEHOLDER = re.compile(r"\(?(?:无|没有|暂无|暂缺|未知|不详|不清楚|空|跳过|未填写?|待补充?|[-—/\\.*·、]+|N/?A|none)\)?", re.I)
SECRET = re.compile(r"保密|不便公开|不公开")
# a number inside a text, the longest form first
INTERNATIONAL = r"(?:\+|(?<!\d)00)(?!86[\s-]?[1-9])[1-9]\d{0,2}(?:[\s-]?\(?\d{1,6}\)?){1,5}"
GREATER_CHINA = r"(?<!\d)\(?(?:852|853|886)\)?[\s-]\d{4}[\s-]?\d{4,5}(?!\d)"
MOBILE_LOOSE = r"(?<!\d)\(?(?:(?:\(?\+|00)?86\)?[\s-]*)?1[3-9]\d(?:[\s-]?\d){8}(?!\d)"
LANDLINE = (
    r"(?<!\d)(?:(?:\(?\+|00)86\)?[\s-]*)?\(?0?[1-9]\d{1,2}\)?[\s-]?\d{3,4}[\s-]?\d{4}"
    r"(?:\s*(?:-|转|ext\.?)\s*\d{1,6})?(?!\d)"
)
SERVICE = r"(?<!\d)[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)"
LOCAL = r"(?<!\d)[2-9]\d{2,3}[\s-]?\d{4}(?!\d)"
NUMBER = re.compile(
    f"(?P<mobile>{MOBILE_LOOSE})|(?P<foreign>{INTERNATIONAL}|{GREATER_CHINA})|(?P<service>{SERVICE})"
    f"|(?P<landline>{LANDLINE})|(?P<local>{LOCAL})"
)
MASKED = re.compile(r"\d{2,}[*xX×#]{2,}\d*")
# 微信：gy1966 is no number; a mobile behind the word is
HANDLE = re.compile(
    r"(微信号?|wechat|vx|wx|QQ号?)[:：]?\s*(?!1[3-9]\d{9})([A-Za-z][\w\-]{3,}|(?<=[Qq号:：\s])\d{5,10}(?!\d))", re.I
)
HARD_SEPARATOR = re.compile(r"[/、，,;；|\n或及和]+")
WRITTEN_APART = re.compile(r"[/、，,;；|\n\s]+")
LOOSE = re.compile(r"[\s+*()（）:：.\-]+")
DIGITS = re.compile(r"\d(?:[\d\s-]*\d)?")


@dataclass(frozen=True, slots=True)
class Phone:
    """kind: mobile | landline | foreign | service."""

    number: str
    kind: str


@dataclass(slots=True)
class PhoneReading:
    """how: warning codes of talent-import/1. bad: (text, Chinese sentence) per impossible number. words: text left over."""

    phones: list[Phone] = field(default_factory=list)
    how: list[str] = field(default_factory=list)
    bad: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""
    secret: bool = False

    @property
    def numbers(self) -> list[str]:
        return [phone.number for phone in self.phones]


def read_phones(value) -> PhoneReading:
    """value: text or number of one cell, several numbers allowed."""
    if isinstance(value, str) and WRITTEN_PLAINLY.fullmatch(value):
        return PhoneReading([Phone(value, "mobile")])
    reading = PhoneReading()
    text = _as_text(value, reading)
    if not text:
        return reading
    if SECRET.search(text):
        reading.secret = True
        reading.how.append("phone_secret")
        text = SECRET.sub("", text)
    if PLACEHOLDER.fullmatch("".join(text.split())):
        reading.how.append("phone_placeholder")
        return reading
    words = [f"{found[1]}{found[2]}" for found in HANDLE.finditer(text)]
    text = HANDLE.sub(" ", text)
    for part in HARD_SEPARATOR.split(text):
        words.append(_read_part(part, reading))
    reading.words = " ".join(filter(None, words))
    if not reading.phones and not reading.bad and reading.words and not reading.secret:
        reading.how.append("not_a_phone")
    _note_forms(reading, value)
    return reading


def _as_text(value, reading: PhoneReading) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        reading.how.append("phone_from_number")
        return str(int(value)) if value == value and abs(value) < 1e18 else str(value)
    text = unicodedata.normalize("NFKC", str(value)).translate(ZERO_WIDTH).replace("—", "-").replace("–", "-").strip("' \n")
    if re.fullmatch(r"\d+\.0+|\d(?:\.\d+)?E\+?\d+", text, re.I):
        reading.how.append("phone_from_number")
        if "E" in text.upper() and len(re.sub(r"E.*|\D", "", text.upper())) < 11:
            _reject(text, reading, "号码以科学计数法保存，后几位已丢失")
            return ""
        return str(int(Decimal(text)))
    return text


def _read_part(part: str, reading: PhoneReading) -> str:
    """Takes the numbers out of one part; answers the words beside them."""
    tail = "".join(part.split())
    if tail.isdecimal() and len(tail) <= 4 and reading.phones and reading.phones[-1].kind == "landline":
        _add(reading, Phone(reading.phones[-1].number[: -len(tail)] + tail, "landline"))  # 0393-6200051/52
        return ""
    if DIGITS.search(part):
        part = MASKED.sub(lambda found: _reject(found[0], reading, "号码被遮盖"), part)
        part = NUMBER.sub(lambda found: _take(found, reading), part)
        part = DIGITS.sub(lambda found: _reject(found[0], reading), part)
    return LOOSE.sub(" ", part).strip()


def _take(found: re.Match, reading: PhoneReading) -> str:
    raw, kind = found[0], found.lastgroup
    digits = re.sub(r"\D", "", raw)
    if kind == "mobile":
        _add(reading, Phone(digits[-11:], "mobile"))
    elif kind == "foreign":
        text = re.sub(r"\s+", "-", re.sub(r"[()]", "", raw).strip())
        _add(reading, Phone("+" + re.sub(r"^(?:\+|00)", "", text), "foreign"))
    elif kind == "landline":
        return _take_landline(raw, reading)
    else:
        _add(reading, Phone(re.sub(r"\s+", "-", raw), "service" if kind == "service" else "landline"))
    return " "


def _take_landline(raw: str, reading: PhoneReading) -> str:
    """Area codes 010, 02x have eight digits, others seven or eight; a code written without its zero only with a dash."""
    number, *extension = re.split(r"(?<=\d{4})\s*(?:转|ext\.?|(?<=\d{7})-)\s*(?=\d{1,6}$)", raw)
    plain = re.sub(r"^\(?(?:\+|00)86\)?[\s-]*", "0", number) if re.match(r"\(?(?:\+|00)86", number) else number
    digits = re.sub(r"\D", "", plain)
    if not digits.startswith("0"):
        if not re.match(r"\(?\d{3}\)?[\s-]", plain) or len(digits) > 11:
            return _reject(raw, reading)
        digits = "0" + digits
    digits = re.sub(r"^0+", "0", digits)
    area = 3 if re.match(r"010|02\d", digits) else 4
    if not 7 <= len(digits) - area <= 8:
        return _reject(raw, reading)
    tail = f"-{extension[0]}" if extension else ""
    _add(reading, Phone(f"{digits[:area]}-{digits[area:]}{tail}", "landline"))
    return " "


def _reject(raw: str, reading: PhoneReading, why: str = "") -> str:
    digits = re.sub(r"\D", "", raw)
    if why:
        sentence = f"“{raw}”：{why}，请填写完整号码"
    elif len(digits) == 11:
        sentence = f"“{digits}”不是手机号码，手机号码应以13–19开头"
    elif len(digits) < 3:
        return raw
    else:
        sentence = f"“{raw.strip()}”有{len(digits)}位数字，手机号码应为11位"
    reading.bad.append((raw.strip(), sentence))
    return " "


def _add(reading: PhoneReading, phone: Phone) -> None:
    if phone.number not in reading.numbers:
        reading.phones.append(phone)


def _note_forms(reading: PhoneReading, value) -> None:
    kinds = [phone.kind for phone in reading.phones]
    if len(kinds) > 1:
        reading.how.append("several_phones")
    if "landline" in kinds:
        reading.how.append("landline")
    if "foreign" in kinds:
        reading.how.append("phone_foreign")
    written = WRITTEN_APART.split(value.strip()) if reading.phones and isinstance(value, str) else ()
    if written and any(phone.kind == "mobile" and phone.number not in written for phone in reading.phones):
        reading.how.append("phone_normalised")


def mask_phone(number: str) -> str:
    """199****0001, 0393-****051, +852****678."""
    if MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-4:]}"
    if re.fullmatch(r"0\d{2,3}-\d{7,8}(?:-\d+)?", number):
        area, local = number.split("-")[:2]
        return f"{area}-****{local[-3:]}"
    return f"{number[:4]}****{number[-3:]}" if len(number) > 7 else "****"
