"""One person as a document: what stands in the boxes, what is masked, what the cadre form editor and our importer read back."""

import io

import pytest
from docx import Document

from people.registry import photos
from people.registry.models import Education, Person, Post
from talentbase.audit.models import Access
from talentbase.imports import actions, staging
from talentbase.imports.models import Batch
from talentbase.sheets.read_lrmx import read_elements
from talentbase.sheets.write_form import Box, Form, Row, write_form
from talentbase.sheets.write_lrmx import write_lrmx
from tests.factories import make_person, make_user, office, township
from tests.pictures import picture

pytestmark = pytest.mark.django_db
ID = "410900196805120011"


def lived() -> Person:
    person = make_person(
        "𬭛喆珺", township("元村镇"), gender="1", birth_ym="1968-05", hometown="元村镇某村", nation="01", party_date="1990-07",
        work_since="1988-07", phones=["19900000123"], id_number=ID, employer="某市某局", position="局长", field="环境工程",
        honors="某市劳动模范", phone_secret=True,
    )  # fmt: skip
    values = {"education_id": "education.21", "degree_id": "degrees.408"}
    Education.objects.create(person=person, start="1984-09", end="1988-07", school="某大学", major="化学", **values)
    Education.objects.create(person=person, end="2001", school="某党校", education_id="education.22", mode="part")
    Post.objects.create(person=person, start="1988-07", end="1995-08", employer="某厂", position="技术员")
    Post.objects.create(person=person, start="1995-08", employer="某市某局", position="局长")
    return person


def made(client, person, paper: str, **more):
    return client.post(f"/people/{person.pk}/papers/", {"paper": paper, "reason": "报送材料", **more})


def words(response) -> str:
    """Text of the document's boxes, each once."""
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(dict.fromkeys([*(paragraph.text for paragraph in document.paragraphs), *cells]))


def test_the_registration_form_says_what_the_record_says(as_user):
    person = lived()
    text = words(made(as_user(make_user()), person, "register"))
    told = (
        "在外人才登记表",
        "𬭛喆珺",
        "1968.05",
        "河南南乐",
        "1990.07",
        "某大学化学",
        "某党校",
        "环境工程",
        "某市劳动模范",
        person.number,
    )
    assert not [part for part in told if part not in text]
    assert "1984.09--1988.07　某大学化学学习\n1988.07--1995.08　某厂技术员\n1995.08--" in text
    assert "本人电话：保密" in text and "19900000123" not in text and ID not in text and "410900********0011" in text


def test_numbers_in_full_need_the_right(as_user):
    person = lived()
    assert ID in words(made(as_user(make_user()), person, "register", full="on"))
    log = Access.objects.get(kind="export")
    assert (log.field, log.reason, log.subject_name) == ("在外人才登记表，不遮盖", "报送材料", person.name)


def test_the_appointment_form_has_two_pages_and_empty_lines_for_the_family(as_user):
    person = lived()
    photos.keep(person, picture(376, 460), unit=office())
    answer = made(as_user(make_user()), person, "appointment")
    document = Document(io.BytesIO(answer.content))
    text = words(answer)
    assert len(document.tables) == 2 and len(document.inline_shapes) == 1
    assert "拟 任 职 务" in text and "工作单位及职务" in text and "某市某局局长" in text and ID not in text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_cadre_file_comes_back_as_it_went_out(as_user):
    person = lived()
    photos.keep(person, picture(376, 460), unit=office())
    data = made(as_user(make_user()), person, "lrmx", full="on").content
    elements = read_elements(data)
    assert elements["XingMing"] == "𬭛喆珺" and elements["ChuShengNianYue"] == "196805" and elements["JiGuan"] == "河南南乐"
    assert elements["QuanRiZhiJiaoYu_XueLi"] == "大学" and elements["ZaiZhiJiaoYu_XueLi"] == "中央党校大学"
    assert elements["ShenFenZheng"] == ID and elements["XianRenZhiWu"] == "某市某局局长" and elements["ZhaoPian"]
    assert elements["JianLi"].splitlines()[1] == "1988.07--1995.08　某厂技术员"
    assert "ShenFenZheng" not in read_elements(made(as_user(make_user()), person, "lrmx").content)


def test_a_name_with_signs_stays_xml():
    assert read_elements(write_lrmx({"XingMing": "某<某>&", "JianLi": "一\n二\x00"}))["JianLi"] == "一\n二"
    with pytest.raises(KeyError):
        write_lrmx({"Xing": "某"})


def test_an_import_knows_the_person_by_our_own_cadre_file(as_user):
    person = lived()
    data = made(as_user(make_user()), person, "lrmx", full="on").content
    batch = actions.receive("任免审批表.lrmx", data, unit=office(), by=make_user())
    staging.read_batch(Batch.objects.get(pk=batch.pk), lambda *told: None, "")
    row = Batch.objects.get(pk=batch.pk).rows.get()
    assert row.duplicate["known"] == person.pk and row.duplicate["rule"] == "same_id" and not row.errors


def test_a_form_whose_boxes_do_not_fit_is_refused():
    for boxes in ([Box("甲")], [Box("甲", 2), Box("乙")]):
        with pytest.raises(ValueError):
            write_form(io.BytesIO(), [Form("表", (20, 20), [Row(boxes)])])
    write_form(io.BytesIO(), [Form("表", (20, 20), [Row([Box("甲", down=2), Box("乙")]), Row([Box("丙")])])])


def test_only_with_the_right_and_a_reason(as_user):
    person = lived()
    clerk = as_user(make_user())
    assert clerk.get(f"/people/{person.pk}/papers/").status_code == 200
    assert "请写明导出事由" in made(clerk, person, "register", reason="").content.decode()
    assert made(clerk, person, "nothing").status_code == 422
    assert made(as_user(make_user("leader")), person, "register").status_code == 403
    assert made(as_user(make_user("township", unit=township("千口镇"))), person, "register").status_code == 404
    assert Access.objects.filter(kind="export").count() == 0


def test_a_legacy_character_does_not_break_the_form(as_user):
    person = lived()
    photos.keep(person, picture(376, 460), unit=office())
    Person.objects.filter(pk=person.pk).update(remark="某\ue000某")
    assert "某某" in words(made(as_user(make_user()), person, "register"))
