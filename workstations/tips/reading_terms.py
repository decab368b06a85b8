"""What a tip says of schooling, ways to work together and ways to get in touch."""

import re
from dataclasses import replace

from people.registry.reading import PeopleReader
from people.registry.reading_work import EMAIL
from talentbase.codes.studies import fold_words
from talentbase.imports.reading import is_placeholder, shown
from talentbase.text.folding import fold, one_line
from talentbase.text.phones import read_phones

# an address that is no telephone number, with what names it
ADDRESS = re.compile(
    rf"(?:(?:电子)?邮箱|e-?mail|邮件)?[:：]?\s*{EMAIL.pattern}"
    r"|(?:微信|wechat|v[xX]|wx|qq)号?码?[:：]?\s*[A-Za-z][\w-]{4,}"
    r"|qq号?码?[:：]?\s*\d{5,11}(?!\d)",
    re.I,
)
OUTSIDE_BRACKETS = r"(?![^（(]*[)）])"
MODE_SEPARATOR = re.compile(rf"(?:[、，,;；/|\s]+|或者?){OUTSIDE_BRACKETS}")
NO_MODE = re.compile(r"不限|均可|待定|待议|待沟通|等|和|及")
NUMBERED = re.compile(r"^\d{1,2}[.、．](?!\d)")


def read_schooling(reader: PeopleReader) -> None:
    """博士/教授 in one cell: education, degree and title; what is none of them is kept. A title stated elsewhere stands."""
    for key in ("education", "degree"):
        for text in reader.texts(key):
            _take_schooling(reader, text)
    if reader.name_study:
        reader.put("education", reader.name_study.education)
        reader.put("degree", reader.name_study.degree)


def _take_schooling(reader: PeopleReader, text: str) -> None:
    study, title = reader.book.education_and_degree(text), reader.book.title(text)
    reader.put("education", study.education)
    reader.put("degree", study.degree)
    if title.code:
        reader.put("title", title.code.code)
    elif title.level and "title" not in reader.values:
        reader.put("title_text", title.level)
    if study.how:
        reader.warn("education", "not_education_level", "博士后不是学历，按博士研究生读取")
    elif study.unknown and not title.code and not title.level:
        reader.warn("education", "not_education_level", f"“{text[:20]}”不是学历或职称，未读入")
    rest = [word for word in study.rest if not _is_title(reader, word) and not is_placeholder(word)]
    reader.keep("学历职称", text if study.how or study.status else "、".join(rest))


def _is_title(reader: PeopleReader, word: str) -> bool:
    found = reader.book.title(word)
    return bool(found.code or found.level)


def modes_of(text: str) -> list[str]:
    """技术顾问、项目合作（每年2次，每次3天） -> [技术顾问, 项目合作（每年2次，每次3天）]."""
    pieces = (NUMBERED.sub("", piece).strip(" 。.") for piece in MODE_SEPARATOR.split(text))
    return list(dict.fromkeys(piece for piece in pieces if piece and not NO_MODE.fullmatch(piece)))


def read_contact(reader: PeopleReader) -> None:
    """Numbers go to phones; a cell without any (通过周文博联系, an address) is the contact_text."""
    written, addresses, cells = [], [], []
    for cell in reader.filled("phones"):
        text = fold_words(shown(cell.value))
        written.append(one_line(shown(cell.value)))
        if found := ADDRESS.findall(text):
            addresses += [address.strip() for address in found]
            cell = replace(cell, value=ADDRESS.sub(" ", text).strip() or None)
        cells.append(cell)
    reader.cells["phones"] = cells
    readings = reader.phones("phones")
    numbers = reader.numbers(readings)
    reader.put("phones", numbers)
    words = [*(reading.words for reading in readings if reading.words), *addresses]
    channel = reader.text("contact_text")
    if numbers:
        reader.put("contact_text", channel)
        reader.keep("联系方式", " ".join(words))
    elif words or any(reading.secret for reading in readings):
        said = [text for text in written if not is_placeholder(fold(text))]
        dropped = any(reading.bad for reading in readings)
        reader.put("contact_text", " ".join([*(words if dropped else said), channel]).strip())
    else:
        reader.put("contact_text", channel)


def read_referrer(reader: PeopleReader) -> None:
    """周文博 19900000001: the name is the referrer, the number is kept beside."""
    text = reader.text("referrer")
    if re.search(r"\d{5,}", text):
        found = read_phones(text)
        reader.keep("推荐人电话", "、".join(found.numbers))
        text = found.words or text
    reader.put("referrer", text)
