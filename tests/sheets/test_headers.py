"""Which key a header means: spellings from sheets of many offices."""

import pytest

from talentbase.sheets.column import Column
from talentbase.sheets.headers import Matcher, is_serial
from tests.sheets.recipes import DEMAND, PEOPLE

people, demand = Matcher(PEOPLE.columns), Matcher(DEMAND.columns)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("姓名", "name"),
        ("姓  名", "name"),
        ("姓\n名", "name"),
        ("*姓名", "name"),
        ("姓名（必填）", "name"),
        ("1.您的姓名：", "name"),
        ("出生\n年月", "birth_ym"),
        ("出生年月（1968.05）", "birth_ym"),
        ("籍贯（到村）", "hometown"),
        ("職務（職稱）", "position"),
        ("现工作单位全称", "employer"),
        ("工作单位及职务", "employer_position"),
        ("工作单位、职务", "employer"),
        ("学历/学位", "education_degree"),
        ("最高学历", "education"),
        ("联系电话（手机）", "phones"),
        ("本人联系电话", "phones"),
        ("身份证号码", "id_number"),
        ("E-MAIL", "email"),
        ("ｅ－ｍａｉｌ", "email"),
        ("家庭联系电话", "family_phones"),
        ("联系电话（家庭）", "family_phones"),
        ("电话（家庭）", "family_phones"),
        ("专业技术等级", None),
        ("家属联系电话", None),
        ("配偶姓名", None),
        ("姓名（配偶）", None),
        ("序号", None),
        ("", None),
        ("原工作单位", None),
        ("单位联系人", None),
        ("是否党员", None),
        ("毕业院校系及专业", "school_major"),
        ("毕业院校/专业", "school"),
    ],
)
def test_people(header, key):
    match = people.match((header,))
    assert (match.key if match else None) == key


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("岗位", "job"),
        ("岗位名称", "job"),
        ("岗位类别", "job_kind"),
        ("招聘总表", None),
        ("岗位代码", "job"),
        ("招聘人数（人）", "headcount"),
        ("专业及代码", "majors"),
        ("学历要求", "edu_min"),
        ("职称要求", "title_min"),
        ("薪酬待遇\n（万元/年）", "salary"),
        ("联系人电话", None),
    ],
)
def test_demand(header, key):
    match = demand.match((header,))
    assert (match.key if match else None) == key


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("联系方式", "手机号码"), "phones"),
        (("家庭联系人", "姓名"), "family_contact"),
        (("家庭联系人及电话", "电话"), "family_phones"),
        (("配偶", "姓名"), None),
        (("出生", "年月"), "birth_ym"),
        (("教育情况", "学历\n学位"), "education_degree"),
    ],
)
def test_headers_of_two_rows(path, key):
    match = people.match(path)
    assert (match.key if match else None) == key


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("请问您目前的工作单位是？",), "employer"),
        (("7、您的姓名：",), "name"),
        (("2025年营业收入",), "turnover"),
        (("14、您是否愿意接受家乡联系服务？",), "consent"),
        (("您的配偶是否愿意回乡",), None),
        (("籍贯", "省"), "hometown"),
        (("配偶", "省"), None),
    ],
)
def test_questions_of_online_forms_and_parts_of_a_place(path, key):
    columns = (
        Column("employer", "工作单位"),
        Column("name", "姓名"),
        Column("turnover", "营业收入"),
        Column("consent", "是否愿意联系服务", ("是否愿意…",)),
        Column("hometown", "籍贯"),
    )
    match = Matcher(columns).match(path)
    assert (match.key if match else None) == key


def test_serial_numbers():
    assert all(map(is_serial, ("序号", "序 号", "编号", "No.", "序号：")))
    assert not is_serial("账号")
