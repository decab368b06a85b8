"""The blank workbook of every kind: made, filled in as a clerk would, read again without a doubt."""

import io

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from talentbase.codes.book import current_book
from talentbase.imports.pages import blank_form
from talentbase.imports.reading import read_block
from talentbase.imports.recipe import recipes
from talentbase.sheets.child import read_workbook
from talentbase.sheets.layout import find_blocks
from talentbase.sheets.write_template import FIRST_ROW, HEADER_ROW, META_ROW, ROWS

pytestmark = pytest.mark.django_db
KINDS = ("people", "demand", "tech_demand")
PHONE, NUMBER = "19900000417", "410900196805120011"


def template(kind) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(blank_form(recipes()[kind]).content))


def headers(page) -> dict[str, int]:
    """{label: column}."""
    return {cell.value.removeprefix("*"): cell.column for cell in page[HEADER_ROW]}


def drop_downs(book) -> dict[int, list[str]]:
    """{column: words offered}."""
    found = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        if rule.type == "list":
            column = range_boundaries(str(rule.sqref))[0]
            found[column] = _words(book, rule.formula1)
    return found


def _words(book, formula: str) -> list[str]:
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    sheet, area = formula.split("!")
    return [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]


def fill(book, rows: list[dict[str, str]]) -> None:
    """rows: {label: what the clerk types}; a word in a column with a drop-down must be one of those offered."""
    page, offered = book.worksheets[0], drop_downs(book)
    places = headers(page)
    page.cell(
        META_ROW, 1
    ).value = "填报单位（盖章）：元村镇党委　填报人：王某　联系电话：0393-6200000　填报时间：2026年3月15日"
    for line, row in enumerate(rows, FIRST_ROW):
        for label, text in row.items():
            cell = page.cell(line, places[label])
            assert label and text in offered.get(cell.column, [text]), (label, text)
            cell.value = text


def read(book, path, kind):
    """(block, readings, sheets left aside) of the saved workbook, with every registered kind in the race."""
    book.save(path)
    blocks, ignored = find_blocks(read_workbook(path), [recipe.reader() for recipe in recipes().values()])
    assert [block.kind for block in blocks] == [kind]
    return blocks[0], read_block(recipes()[kind].reader(), blocks[0]), {sheet["sheet"]: sheet["why"] for sheet in ignored}


PEOPLE = [
    {
        "姓名": "张某远", "性别": "男", "出生年月": "1968.05", "民族": "汉族", "身份证号": NUMBER, "籍贯": "元村镇某某村",
        "与南乐关系": "原籍", "政治面貌": "中共党员", "学历": "研究生", "学位": "工学博士", "毕业院校": "某某大学",
        "专业": "食品科学与工程", "工作单位": "上海某某研究院", "职务": "副院长", "职称": "教授", "人才类别": "高层次人才",
        "研究领域": "生物基材料", "人才称号": "中原学者", "所在地": "上海市浦东新区", "手机号码": PHONE,
        "是否愿意联系服务": "是", "合作意向": "技术指导", "状态": "在职",
    },
    {
        "姓名": "李某", "性别": "女", "出生年月": "1985.03", "民族": "回族", "籍贯": "城关镇", "政治面貌": "九三", "学历": "大专",
        "工作单位": "某某食品有限公司", "职务": "总经理", "人才类别": "经商人才", "手机号码": "19900000002",
        "所属行业": "食品制造", "主要产品": "速冻食品", "年营业额（万元）": 3000, "员工数": 80, "状态": "退休",
        "是否愿意联系服务": "待定", "备注": "春节回乡",
    },
    {
        "姓名": "王某某", "出生年月": "1985", "学历": "中央党校大学", "学位": "法学学士", "人才类别": "党政人才",
        "手机号码": "19900000003", "家庭联系人": "王某（父）", "家庭联系电话": "0393-6200001",
    },
]  # fmt: skip
PEOPLE_VALUES = [
    {
        "name": "张某远", "gender": "1", "birth_ym": "1968-05", "nation": "01", "id_number": NUMBER,
        "hometown": "元村镇某某村", "tie_kind": "原籍", "politics": "01", "education": "11", "degree": "208",
        "school": "某某大学", "major": "食品科学与工程", "employer": "上海某某研究院", "position": "副院长", "title": "011",
        "category": "高层次人才", "field": "生物基材料", "programs": ["P26"], "location_code": "310115", "phones": [PHONE],
        "location": "上海市浦东新区", "consent": "是", "intent": "技术指导", "status": "在职",
    },
    {
        "name": "李某", "gender": "2", "birth_ym": "1985-03", "nation": "03", "hometown": "城关镇", "politics": "10",
        "education": "31", "employer": "某某食品有限公司", "position": "总经理", "category": "经商人才",
        "phones": ["19900000002"], "industry": "食品制造", "products": "速冻食品", "turnover_wan": 3000, "employees": 80,
        "status": "退休", "consent": "待定", "remark": "春节回乡",
    },
    {
        "name": "王某某", "birth_ym": "1985", "education": "22", "degree": "403", "category": "党政人才",
        "phones": ["19900000003"], "family_contact": "王某（父）", "family_phones": ["0393-6200001"],
    },
]  # fmt: skip
DEMAND = [
    {
        "单位名称": "南乐县某某材料有限公司", "单位性质": "民营", "产业链": "生物基材料", "岗位名称": "研发工程师",
        "岗位类别": "专业技术", "需求人数": "2-3", "学历要求": "硕士", "专业要求": "高分子材料、化学工程与技术",
        "年龄要求": "40岁以下", "薪酬待遇（万元/年）": "20-30", "引进方式": "全职", "是否急需": "是", "联系人": "马经理", "联系电话": PHONE,
    },
    {
        "单位名称": "南乐县某某医院", "单位性质": "事业单位", "岗位名称": "内科医师", "需求人数": "1", "学历要求": "不限",
        "职称要求": "中级", "薪酬待遇（万元/年）": "面议", "引进方式": "柔性引进", "是否急需": "否",
    },
    {"单位名称": "某某合作社", "岗位名称": "会计", "岗位类别": "技能", "需求人数": "1", "引进方式": "兼职", "备注": "工作日"},
]  # fmt: skip
DEMAND_VALUES = [
    {
        "enterprise": "南乐县某某材料有限公司", "org_type": "民营", "chain": "生物基材料", "job": "研发工程师",
        "job_kind": "专业技术", "headcount_min": 2, "headcount_max": 3, "headcount_text": "2-3", "edu_min": "硕士",
        "majors": ["高分子材料", "化学工程与技术"], "age_max": 40, "salary_min_wan_year": 20, "salary_max_wan_year": 30,
        "mode": ["全职"], "urgent": True, "contact": "马经理", "phones": [PHONE],
    },
    {
        "enterprise": "南乐县某某医院", "org_type": "事业单位", "job": "内科医师", "headcount_min": 1, "headcount_max": 1,
        "edu_min": "不限", "title_level_min": "中级", "salary_text": "面议", "mode": ["柔性引进"],
    },
    {
        "enterprise": "某某合作社", "job": "会计", "job_kind": "技能", "headcount_min": 1, "headcount_max": 1,
        "mode": ["兼职"], "remark": "工作日",
    },
]  # fmt: skip
TECH = [
    {
        "单位名称": "南乐县某某材料有限公司", "技术需求名称": "聚乳酸耐热改性", "技术领域": "生物基材料", "需求类型": "技术攻关",
        "需求描述": "耐热温度低，运输中变形。", "技术指标": "热变形温度不低于100℃", "拟投入资金（万元）": "50",
        "合作方式": "合作开发", "完成时限": "2026.12",
    },
    {"单位名称": "某某食品厂", "技术需求名称": "速冻面米保鲜", "拟投入资金（万元）": "面议", "合作方式": "技术咨询"},
    {"单位名称": "某某机械厂", "技术需求名称": "焊接变形控制", "拟投入资金（万元）": "30-80", "联系电话": PHONE},
]  # fmt: skip
TECH_VALUES = [
    {
        "enterprise": "南乐县某某材料有限公司", "need_title": "聚乳酸耐热改性", "tech_field": "生物基材料",
        "need_type": "技术攻关", "description": "耐热温度低，运输中变形。", "target": "热变形温度不低于100℃", "budget_wan": 50,
        "coop_mode": ["合作开发"], "deadline": "2026-12",
    },
    {"enterprise": "某某食品厂", "need_title": "速冻面米保鲜", "budget_text": "面议", "coop_mode": ["技术咨询"]},
    {
        "enterprise": "某某机械厂", "need_title": "焊接变形控制", "budget_wan": 30, "budget_max_wan": 80, "phones": [PHONE],
    },
]  # fmt: skip
FILLED = {"people": (PEOPLE, PEOPLE_VALUES), "demand": (DEMAND, DEMAND_VALUES), "tech_demand": (TECH, TECH_VALUES)}
INFORMATION = {"year_only", "landline"}  # says how a value was read, doubts nothing


@pytest.mark.parametrize("kind", FILLED)
def test_what_a_clerk_fills_in_is_read_as_meant(kind, tmp_path):
    rows, values = FILLED[kind]
    book = template(kind)
    fill(book, rows)
    block, readings, ignored = read(book, tmp_path / "filled.xlsx", kind)
    assert [reading.values for reading in readings] == values
    notes = [note for r in readings for note in (*r.warnings, *r.errors) if note.code not in INFORMATION]
    assert not notes and not any(reading.extra for reading in readings), notes
    assert ignored["填写示例"] == ignored["填表说明"] == "example" and not block.ignored_rows
    assert (block.meta["unit"], block.meta["date"], block.meta["town"]) == ("元村镇党委", "2026-03-15", "元村镇")


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_drop_down_offers_is_read_back_without_a_doubt(kind, tmp_path):
    book = template(kind)
    labels = {column: label for label, column in headers(book.worksheets[0]).items()}
    offered = {labels[column]: words for column, words in drop_downs(book).items()}
    must = {column.label: column.example for column in recipes()[kind].columns if column.required}
    rows = [
        {**must, **{label: words[number] for label, words in offered.items() if number < len(words)}}
        for number in range(max(map(len, offered.values())))
    ]
    fill(book, rows)
    _, readings, _ = read(book, tmp_path / "all.xlsx", kind)
    assert len(readings) == len(rows)
    for row, reading in zip(rows, readings, strict=True):
        assert not (reading.warnings or reading.errors or reading.extra), (row, reading)


def test_codes_offered_are_the_codes_read(tmp_path):
    """The name of a code chosen from the list gives that very code."""
    book, codes = template("people"), current_book()
    tables = {"民族": ("nation", "nations"), "政治面貌": ("politics", "politics"), "学历": ("education", "education")}
    tables["学位"] = ("degree", "degrees")
    places, offered = headers(book.worksheets[0]), drop_downs(book)
    wanted = [(label, key, row) for label, (key, table) in tables.items() for row in codes.rows(table)]
    wanted = [(label, key, row) for label, key, row in wanted if row.name in offered[places[label]]]
    fill(book, [{"姓名": "张某", label: row.name} for label, _, row in wanted])
    _, readings, _ = read(book, tmp_path / "codes.xlsx", "people")
    assert [reading.values.get(key) for (_, key, _), reading in zip(wanted, readings, strict=True)] == [
        row.code for _, _, row in wanted
    ]
    assert len(wanted) > 120


@pytest.mark.parametrize("kind", KINDS)
def test_the_two_sample_rows_are_right_themselves(kind, tmp_path):
    book = template(kind)
    samples = book["填写示例"]
    labels = {column: label for label, column in headers(book.worksheets[0]).items()}
    rows = [{labels[cell.column]: cell.value for cell in row if cell.value} for row in samples.iter_rows(min_row=FIRST_ROW)]
    fill(book, rows)
    _, readings, _ = read(book, tmp_path / "samples.xlsx", kind)
    notes = [note for r in readings for note in (*r.warnings, *r.errors) if note.code not in INFORMATION | {"several_phones"}]
    assert len(readings) == 2 and not notes, notes


def test_the_looks_of_the_blank_workbook():
    book = template("people")
    page = book.worksheets[0]
    assert [sheet.title for sheet in book] == ["信息采集表", "填写示例", "填表说明", "选项"]
    assert book["选项"].sheet_state == "hidden" and page["A1"].value == "在外人才信息采集表"
    assert page.freeze_panes == f"B{FIRST_ROW}" and page.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == ("landscape", 1, 0)
    places = headers(page)
    assert page.cell(HEADER_ROW, places["姓名"]).value == "*姓名" and "档案编号" not in places
    for label in ("出生年月", "手机号码", "身份证号"):
        assert (
            page.cell(FIRST_ROW, places[label]).number_format
            == page.cell(FIRST_ROW + ROWS - 1, places[label]).number_format
            == "@"
        )
    hints = {range_boundaries(str(rule.sqref))[0]: rule for rule in page.data_validations.dataValidation}
    assert "1968.05" in hints[places["出生年月"]].prompt and hints[places["姓名"]].type is None
    assert hints[places["性别"]].formula1 == '"男,女"' and hints[places["学位"]].formula1.startswith("'选项'!$")


def test_only_what_is_to_be_filled_in_can_be_written():
    page = template("people").worksheets[0]
    assert page.protection.sheet and not page.protection.password
    assert page["A1"].protection.locked and page.cell(HEADER_ROW, 1).protection.locked
    assert not page.cell(META_ROW, 1).protection.locked
    assert not any(cell.protection.locked for row in (FIRST_ROW, FIRST_ROW + ROWS - 1) for cell in page[row])
    assert not page.column_dimensions["A"].protection.locked


@pytest.mark.parametrize("kind", KINDS)
def test_the_blank_workbook_itself_brings_no_rows(kind, tmp_path):
    block, readings, _ = read(template(kind), tmp_path / "blank.xlsx", kind)
    assert not readings and not block.ignored_rows


def test_the_blank_workbook_of_every_registered_kind_is_read_as_that_kind(tmp_path):
    """Also of those whose columns give no choices: header understood to the last column, three rows read."""
    for kind, recipe in recipes().items():
        book = template(kind)
        asked = [column for column in recipe.columns if column.asked]
        fill(book, [{column.label: column.example or "某某" for column in asked if column.required or column.example}] * 3)
        block, readings, _ = read(book, tmp_path / f"{kind}.xlsx", kind)
        assert {column.key for column in block.columns} == {column.key for column in asked}, kind
        assert len(readings) == 3 and not [note for reading in readings for note in reading.errors], kind
