"""Workbooks written as text, one line a row and `|` between cells, and what becomes of them with all kinds in the race."""

import re

from demand.cooperation.reading import ProjectReading
from demand.needs.reading import DemandReading, TechReading
from people.registry.reading import PeopleReading
from talentbase.imports.document import duplicates_in_file, refusal_document, to_document
from talentbase.imports.reading import read_block
from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_workbook
from talentbase.sheets.layout import find_blocks
from tests.sheets.making import make_xlsx
from workstations.leads.reading import LeadReading
from workstations.tips.reading import TipReading

READINGS = (PeopleReading, DemandReading, TechReading, ProjectReading, TipReading, LeadReading)
RECIPES = {reading.kind: reading() for reading in READINGS}


def document_of(path):
    try:
        blocks, ignored = find_blocks(read_workbook(path), list(RECIPES.values()))
    except Refused as refused:
        return refusal_document(refused)
    readings = [read_block(RECIPES[block.kind], block) for block in blocks]
    return to_document(blocks, readings, duplicates_in_file(blocks, readings, RECIPES), ignored)


def blocks_of(folder, sheets, merges=()):
    """sheets: {name: text}; merges: areas of the first sheet."""
    name = next(iter(sheets))
    path = make_xlsx(folder / "报送表.xlsx", {name: rows(text) for name, text in sheets.items()}, {name: merges})
    document = document_of(path)
    assert document["refused"] is None, document["refused"]
    return document["blocks"]


def rows(text):
    """Short numbers become numbers, \\n a break inside the cell, an empty line an empty row."""
    return [[_cell(cell.strip()) for cell in line.split("|")] if line.strip() else [] for line in text.strip().split("\n")]


def _cell(text):
    if re.fullmatch(r"\d{1,7}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d\.\d+", text) else text.replace("\\n", "\n") or None


def values(block, *keys):
    """{row: values}, of the named keys only."""
    return {
        record["row"]: {key: value for key, value in record["values"].items() if not keys or key in keys}
        for record in block["records"]
    }


def errors(block):
    return [(error["row"], error["field"], error["code"]) for error in block["errors"]]


def repeats(block):
    return [(found["row"], found["of"], found["rule"]) for found in block["duplicates"]]


def ignored(block):
    return [(line["row"], line["why"]) for line in block["ignored_rows"]]


def kinds(blocks):
    return [block["kind"] for block in blocks]
