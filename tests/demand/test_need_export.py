"""Needs as a sheet and as the catalogue by chain: those of the query, nobody's phone, a line in the log."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from demand.needs.export import _numeral
from talentbase.audit.models import Access
from talentbase.codes.models import IndustryChain
from tests.factories import make_enterprise, make_need, make_user, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def needs():
    chain = IndustryChain.objects.get(code="L01")
    firm = make_enterprise("河南某生物材料有限公司", contact="李经理", phone="19900000041")
    fields = {"degree_min": 4, "majors": ["高分子材料", "化学"], "age_max": 45, "headcount_min": 2, "headcount_max": 3}
    return [
        make_need("聚合工艺工程师", firm, chain=chain, is_urgent=True, contact="李经理", phone="19900000041", **fields),
        make_need("打包员", make_enterprise(unit=township("元村镇")), unit=township("元村镇")),
        make_need("=1+1", firm, chain=chain),
    ]


def cells(content: bytes) -> list[list]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *texts])


def test_the_sheet_holds_the_query(as_user, needs):
    client = as_user(make_user())
    rows = cells(client.post("/needs/export/sheet/?urgent=1").content)
    found = [row for row in rows if needs[0].number in row]
    assert len(found) == 1 and not any(needs[1].number in row for row in rows)
    assert {"河南某生物材料有限公司", "2–3人", "硕士及以上", "高分子材料、化学", "45岁以下", "生物基材料"} <= set(found[0])
    log = Access.objects.get(kind="export")
    assert log.field == "人才需求" and log.detail["rows"] == 1 and "急需" in log.detail["conditions"]


def test_a_formula_stays_text(as_user, needs):
    content = as_user(make_user()).post("/needs/export/sheet/").content
    found = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]  # not "f"


def test_the_catalogue_stands_chain_by_chain(as_user, needs):
    text = words(as_user(make_user()).post("/needs/export/catalogue/").content)
    assert "一、生物基材料（2条，4人）" in text and "二、其他（1条，1人）" in text
    assert "★聚合工艺工程师" in text and "硕士及以上；高分子材料、化学；45岁以下" in text


@pytest.mark.parametrize("form", ["sheet", "catalogue"])
def test_no_contact_leaves_the_house(as_user, needs, form):
    content = as_user(make_user()).post(f"/needs/export/{form}/").content
    text = words(content) if form == "catalogue" else repr(cells(content))
    assert "19900000041" not in text and "李经理" not in text


def test_nothing_found_is_an_empty_list(as_user, needs):
    assert as_user(make_user()).post("/needs/export/catalogue/?q=没有这样的").status_code == 200


def test_a_township_exports_its_own_and_leaders_do_not(as_user, needs):
    rows = cells(as_user(make_user("township", unit=township("元村镇"))).post("/needs/export/sheet/").content)
    numbers = {cell for row in rows for cell in row if isinstance(cell, str)}
    assert needs[1].number in numbers and needs[0].number not in numbers
    assert as_user(make_user("leader")).post("/needs/export/sheet/").status_code == 403


def test_numerals():
    assert [_numeral(number) for number in (1, 10, 11, 15, 20, 21)] == ["一", "十", "十一", "十五", "二十", "二十一"]


def test_the_catalogue_is_of_open_needs_unless_asked_otherwise(as_user, needs):
    type(needs[0]).objects.filter(pk=needs[0].pk).update(state="settled", settled_on="2026-11-01")
    client = as_user(make_user())
    assert "聚合工艺工程师" not in words(client.post("/needs/export/catalogue/").content)
    assert "聚合工艺工程师" in words(client.post("/needs/export/catalogue/?state=settled").content)
    assert any(needs[0].number in row for row in cells(client.post("/needs/export/sheet/").content))
