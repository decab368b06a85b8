"""A row of 在外人才 as cells -> values, with a sentence for everything doubtful (talent-import/1, kind people)."""

import datetime as dt
import re

from people.registry.identity import PersonIndex
from people.registry.reading_home import read_home, read_politics, read_status
from people.registry.reading_names import read_birth, read_identity, read_name
from people.registry.reading_own import read_own
from people.registry.reading_study import STUDY, read_study, study_rank, study_words
from people.registry.reading_work import read_business, read_category, read_contacts, read_place, read_work
from people.registry.sheet import PEOPLE_COLUMNS
from talentbase.codes.lookup import CodeBook
from talentbase.codes.studies import Study
from talentbase.imports.reading import RowReader, sheet_year
from talentbase.imports.recipe import Note, Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column

CONSENT = {
    "是": "是 愿意 同意 可以 有 有意愿 愿意联系 √ ✓ 1 非常愿意 yes y 愿意接受 能 有意向",
    "否": "否 不愿意 不同意 不 × ✗ x 0 no n 不愿 不愿意联系 不便 不可以 没有意愿",
    "待定": "待定 未定 考虑中 再议 不确定 看情况 视情况 待沟通 考虑 暂不确定 待商议",
}
CODED = {
    "title": "titles",
    "politics": "politics",
    "nation": "nations",
    "job_level": "job_levels",
    "civil_rank": "civil_ranks",
}
CONSENT_WORDS = {word: answer for answer, words in CONSENT.items() for word in words.split()}


class PeopleReader(RowReader):
    """One row on its way. id_…: out of a valid ID number; name_…: what stood behind the name (教授, 博士, 院长)."""

    def __init__(self, cells: dict[str, list[Cell]], block: Block, row: int, book: CodeBook, today: dt.date):
        super().__init__(cells, block, row)
        self.book = book
        self.today = today
        self.id_birth: dt.date | None = None
        self.id_gender = ""
        self.name_title = ""
        self.name_study: Study | None = None
        self.name_position = ""


class PeopleReading:
    """The pure half of the people recipe. book: code tables (the files' by default); today: for ages and future dates."""

    kind = "people"
    label = "在外人才"
    columns: tuple[Column, ...] = PEOPLE_COLUMNS

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        """cells: as `talentbase.imports.reading.cells_of` gives them."""
        reader = PeopleReader(cells, block, row, self.book, self.today)
        read_own(reader)
        read_identity(reader)
        read_name(reader)
        read_birth(reader, sheet_year(block, self.today))
        read_home(reader)
        read_politics(reader)
        read_study(reader)
        read_work(reader)
        read_place(reader)
        read_contacts(reader)
        read_business(reader)
        _read_words(reader)
        read_status(reader)
        read_category(reader)
        return reader.take_rest()

    def join_rows(self, readings: list[RowReading]) -> None:
        """A name merged over two rows is one person, mostly with two studies (全日制, 在职): the first row takes everything."""
        first = None
        for reading in readings:
            if first and _continues(reading):
                self._join(first, reading)
            else:
                first = reading

    def _join(self, first: RowReading, later: RowReading) -> None:
        """The higher study counts; what else the later row says fills gaps, joins lists, or is kept in words."""
        if first.held:
            later.errors.append(Note("name", "missing", f"与第{first.row}行是同一人，请先改正那一行"))
        self._join_study(first, later)
        for key, value in later.values.items():
            held = first.values.get(key)
            if key in STUDY or held == value:
                continue
            if held in (None, "", []):
                first.values[key] = value
            elif isinstance(held, list):
                first.values[key] = [*held, *(each for each in value if each not in held)]
            else:
                label = next((column.label for column in self.columns if column.key == key), key)
                first.extra[label] = self.book.name(CODED.get(key, ""), str(value)) or str(value)

    def _join_study(self, first: RowReading, later: RowReading) -> None:
        studies = [{key: reading.values[key] for key in STUDY if key in reading.values} for reading in (first, later)]
        if study_rank(self.book, studies[1]) > study_rank(self.book, studies[0]):
            first.values = {key: value for key, value in first.values.items() if key not in STUDY} | studies[1]
            studies.reverse()
        if words := study_words(self.book, studies[1]):
            first.extra["另一学历"] = "；".join(filter(None, (first.extra.get("另一学历"), words)))

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        """The first occurrence is the record, the later row its repeat. Held rows take no part."""
        index, repeats = PersonIndex(), []
        first = None
        for number, reading in enumerate(readings):
            if reading.held:
                continue
            if first is not None and _continues(reading):
                repeats.append(Repeat(number, first, "same_name_birth_place", "同一人的另一学历，已并入"))
                continue
            first = number
            if found := index.find(reading.values):
                first, verdict = found
                repeats.append(Repeat(number, first, verdict.rule, verdict.sentence, verdict.review))
            else:
                index.add(number, reading.values)
        return repeats


def _continues(reading: RowReading) -> bool:
    """The name comes from a cell merged with that of the row above."""
    return any(note.field == "name" and note.code == "filled_down" for note in reading.warnings)


def _read_words(reader: PeopleReader) -> None:
    reader.plain("name_latin", "former_name", "tie_kind", "intent", "products", "industry", "talent_class", "field")
    reader.plain("honors", "resume", "family_address", lines=True)
    reader.plain("remark", lines=True)
    if consent := reader.text("consent", zero="否"):
        folded = consent.strip("。.！! ").lower()
        answer = CONSENT_WORDS.get(folded) or _lean(folded)
        if answer:
            reader.put("consent", answer)
        else:
            reader.keep("是否愿意联系服务", consent)


def _lean(words: str) -> str:
    """暂不愿意 leans to 否, 愿意提供技术指导 to 是."""
    if re.search(r"不(?:太|便|能|同|愿|想|方便)|无意|没有", words):
        return "否"
    return "是" if re.search(r"愿意|同意|可以", words) else ""
