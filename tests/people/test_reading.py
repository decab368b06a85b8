"""Rows of 在外人才 as townships write them. All people, phones and numbers are invented."""

import datetime as dt

import pytest

from people.registry.reading import PeopleReading
from people.registry.reading_home import colour_of, fill_meanings
from people.registry.reading_study import split_school
from people.registry.reading_work import split_post
from talentbase.imports.reading import read_block
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.cells import Cell

RECIPE = PeopleReading(today=dt.date(2026, 7, 1))
LABELS = {column.key: column.label for column in RECIPE.columns}


def read(headers=None, block=None, **cells):
    """One row: key=value or key=Cell; headers renames columns; block sets fields of the block."""
    cells = {"name": "张三"} | cells
    columns = [BlockColumn(n, (headers or {}).get(key, LABELS.get(key, key)), key) for n, key in enumerate(cells, 1)]
    filled = {n: value if isinstance(value, Cell) else Cell(value) for n, value in enumerate(cells.values(), 1)}
    row = BlockRow(5, {n: cell for n, cell in filled.items() if cell.value is not None or cell.error})
    found = Block(sheet="Sheet1", kind="people", header_rows=[1], columns=columns, rows=[row], **(block or {}))
    return read_block(RECIPE, found)[0]


def codes(notes):
    return [note.code for note in notes]


TABLE = [
    ({"gender": "男"}, {"gender": "1"}),
    ({"birth_ym": 1968.5}, {"birth_ym": "1968-05"}),
    ({"birth_ym": Cell(1970.1, "0.00")}, {"birth_ym": "1970-10"}),
    ({"birth_ym": "1978.03\n(48岁)"}, {"birth_ym": "1978-03"}),
    ({"birth_ym": "一九八〇年三月"}, {"birth_ym": "1980-03"}),
    ({"birth_ym": dt.datetime(1972, 8, 15)}, {"birth_ym": "1972-08-15"}),
    ({"birth_ym": "48岁"}, {"birth_year_est": 1978}),
    ({"birth_year_est": 52.0}, {"birth_year_est": 1974}),
    ({"birth_year_est": "1978.03"}, {"birth_ym": "1978-03"}),
    ({"id_number": "410900198511030028"}, {"id_number": "410900198511030028", "birth_ym": "1985-11"}),
    ({"id_number": 410900680512001}, {"id_number": "410900196805120011", "birth_ym": "1968-05"}),
    (
        {"id_number": "410900198511030028", "gender": ""},
        {"id_number": "410900198511030028", "birth_ym": "1985-11", "gender": "2"},
    ),
    ({"remark": "身份证号：410900198511030028"}, {"id_number": "410900198511030028", "birth_ym": "1985-11"}),
    ({"nation": "维"}, {"nation": "05"}),
    ({"politics": "民盟盟员"}, {"politics": "05"}),
    ({"politics": "是"}, {}),
    ({"party_date": "民建"}, {"politics": "06"}),
    ({"party_date": "1993.06；九三"}, {"party_date": "1993-06", "politics": "10"}),
    ({"hometown": "河南省濮阳市南乐县谷金楼"}, {"hometown": "谷金楼镇"}),
    ({"hometown": "元村镇（配偶）"}, {"hometown": "元村镇", "tie_kind": "配偶"}),
    ({"hometown": "安阳内黄"}, {"hometown": "安阳内黄"}),
    ({"education": "研究生\n硕士"}, {"education": "11", "degree": "3"}),
    ({"education": "大学", "degree": "工学学士"}, {"education": "21", "degree": "408"}),
    ({"education": "研究生", "degree": "无"}, {"education": "11"}),
    ({"education": "工学博士", "degree": "博士"}, {"education": "11", "degree": "208"}),
    ({"degree": "博士"}, {"education": "11", "degree": "2"}),
    ({"education": "在读博士"}, {"education": "11", "status": "在读"}),
    (
        {"education": "博士后（中国科学院大学）"},
        {"education": "11", "degree": "2", "programs": ["P24"], "school": "中国科学院大学"},
    ),
    ({"school": "郑州大学 法学"}, {"school": "郑州大学", "major": "法学"}),
    ({"school": "郑州大学", "major": "法学专业"}, {"school": "郑州大学", "major": "法学"}),
    ({"employer": "某市某食品有限公司 副总经理"}, {"employer": "某市某食品有限公司", "position": "副总经理"}),
    ({"employer": "某部委", "position": "处长（正处级）"}, {"employer": "某部委", "position": "处长", "job_level": "131"}),
    ({"position": "副院长、主任医师"}, {"position": "副院长", "title": "231"}),
    ({"position": "工程师"}, {"title": "083"}),
    ({"position": "总工程师"}, {"position": "总工程师"}),
    ({"position": "二级巡视员"}, {"position": "二级巡视员", "civil_rank": "R02"}),
    ({"title": "研究员 2016.12"}, {"title": "611", "title_since": "2016-12"}),
    ({"title": "教授（2015年12月）"}, {"title": "011", "title_since": "2015-12"}),
    ({"title": "主任医师（正高）"}, {"title": "231"}),
    ({"title": "执业药师"}, {"title_text": "执业药师"}),
    ({"title": "副高"}, {"title_text": "副高"}),
    ({"location_code": "上海市浦东新区"}, {"location": "上海市浦东新区", "location_code": "310115"}),
    ({"location_code": "美国加州"}, {"location": "美国加州", "location_country": "美国"}),
    ({"employer": "美国某大学"}, {"employer": "美国某大学", "location_country": "美国"}),
    ({"programs": "国家杰青、享受国务院政府特殊津贴"}, {"programs": ["P10", "P14"]}),
    ({"programs": "全国三八红旗手"}, {"honors": "全国三八红旗手"}),
    ({"category": "企业家"}, {"category": "经商人才"}),
    ({"category": "党政"}, {"category": "党政人才"}),
    ({"phones": "1990000０003/021-55550003"}, {"phones": ["19900000003", "021-55550003"]}),
    ({"phones": 19900000034.0}, {"phones": ["19900000034"]}),
    ({"phones": "保密"}, {"phone_secret": True}),
    ({"phones": "19900000001（微信同号）"}, {"phones": ["19900000001"], "wechat": "19900000001"}),
    ({"phones": "暂无"}, {}),
    ({"wechat": "abc_123/zmy@example.com"}, {"wechat": "abc_123", "email": "zmy@example.com"}),
    ({"email": "zmy@example.com"}, {"email": "zmy@example.com"}),
    ({"family_contact": "王大爷（父） 19900000077"}, {"family_contact": "王大爷（父）", "family_phones": ["19900000077"]}),
    ({"consent": "愿意"}, {"consent": "是"}),
    ({"consent": "暂不愿意"}, {"consent": "否"}),
    ({"consent": "不愿意"}, {"consent": "否"}),
    ({"status": "已去世"}, {"status": "已故"}),
    ({"remark": "已故"}, {"remark": "已故", "status": "已故"}),
    ({"uscc": "n2410923mf12345670"}, {"uscc": "N2410923MF12345670"}),
    ({"turnover_wan": "1.2亿元"}, {"turnover_wan": 12000}),
    ({"turnover_wan": "约500"}, {"turnover_wan": 500}),
    ({"employees": "80余人"}, {"employees": 80}),
    ({"resume": "1990.07--1998.01  某校教师\n1998.01--  某局"}, {"resume": "1990.07--1998.01 某校教师\n1998.01-- 某局"}),
    ({"intent": "无"}, {}),
    ({"intent": "(空)", "phones": "（跳过）", "work_since": "0000-00-00"}, {}),
    ({"gender": "☑男 □女", "education": "□博士 ☑硕士 □本科"}, {"gender": "1", "education": "11", "degree": "3"}),
    ({"gender": "□男 □女"}, {}),
    ({"title": "0", "employer": "某大学"}, {"employer": "某大学"}),
    ({"consent": 0}, {"consent": "否"}),
    ({"position": "护士", "title": "护师"}, {"position": "护士", "title": "254"}),
    ({"birth_year_est": "52（1974年生）"}, {"birth_ym": "1974"}),
    ({"phones": "微信：gy1966"}, {"wechat": "gy1966"}),
    ({"location_code": "内蒙"}, {"location": "内蒙", "location_code": "150000"}),
]


@pytest.mark.parametrize(("cells", "values"), TABLE)
def test_values(cells, values):
    reading = read(**cells)
    assert reading.values == {"name": "张三"} | values
    assert not reading.held


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("李 红", {"name": "李红"}),
        ("张三 教授", {"name": "张三", "title": "011"}),
        ("李四博士", {"name": "李四", "education": "11", "degree": "2"}),
        ("WANG Wei（王伟）", {"name": "王伟", "name_latin": "WANG Wei"}),
        ("张三（曾用名：张小三）", {"name": "张三", "former_name": "张小三"}),
        ("张三（女）", {"name": "张三", "gender": "2"}),
        ("欧阳 娜娜", {"name": "欧阳娜娜"}),
        ("张三（已故）", {"name": "张三", "status": "已故"}),
        ("買買提·阿不都", {"name": "買買提·阿不都"}),
    ],
)
def test_names(cell, values):
    assert read(name=cell).values == values


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"name": None, "gender": "男"}, "name", "missing"),
        ({"name": "12345"}, "name", "bad_value"),
        ({"name": "张三、李四"}, "name", "bad_value"),
        ({"name": "张三丰 李四光"}, "name", "bad_value"),
        ({"name": "某某大学出版社"}, "name", "bad_value"),
        ({"name": Cell(None, error="#REF!")}, "name", "formula_error"),
        ({"gender": "不明"}, "gender", "bad_value"),
        ({"birth_ym": "1990-13"}, "birth_ym", "bad_month"),
        ({"birth_ym": Cell(1990.0, "0.00")}, "birth_ym", "bad_month"),
        ({"birth_ym": "1990.02.30"}, "birth_ym", "bad_date"),
        ({"birth_ym": 1970.1}, "birth_ym", "ambiguous_date"),
        ({"birth_ym": "2030.05"}, "birth_ym", "out_of_range"),
        ({"birth_year_est": 150}, "birth_year_est", "out_of_range"),
        ({"id_number": "410900198702300019"}, "id_number", "bad_birth"),
        ({"id_number": "410900196805120012"}, "id_number", "bad_checksum"),
        ({"id_number": "41090019680512001"}, "id_number", "bad_length"),
        ({"id_number": "41090019680512O011"}, "id_number", "bad_value"),
        ({"id_number": 4.1090019680512e17}, "id_number", "precision_lost"),
        ({"id_number": "4.10923198001011E+17"}, "id_number", "precision_lost"),
        ({"party_date": "1993.13"}, "party_date", "bad_month"),
        ({"work_since": Cell(None, error="#N/A")}, "work_since", "formula_error"),
    ],
)
def test_what_holds_a_row(cells, field, code):
    reading = read(**cells)
    assert [(error.field, error.code) for error in reading.errors] == [(field, code)]
    assert reading.held
    assert reading.errors[0].message


def test_a_bad_phone_is_dropped_and_the_row_kept():
    reading = read(phones="1990000006")
    assert codes(reading.errors) == ["bad_phone"]
    assert not reading.held
    assert "phones" not in reading.values


def test_the_id_number_decides_between_january_and_october():
    assert read(birth_ym=1970.1, id_number="410900197010010032").values["birth_ym"] == "1970-10"


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"birth_ym": 1968.5}, "birth_ym", "number_date"),
        ({"birth_ym": "79.02"}, "birth_ym", "two_digit_year"),
        ({"birth_ym": "1978.03(48岁)"}, "birth_ym", "age_dropped"),
        ({"birth_year_est": 52}, "birth_year_est", "age_to_year"),
        ({"name": "李 红"}, "name", "inner_space_removed"),
        ({"name": "張國華"}, "name", "traditional"),
        ({"id_number": "410900196805120011", "gender": "女"}, "gender", "gender_mismatch"),
        ({"id_number": "410900680512001"}, "id_number", "id_15_to_18"),
        ({"remark": "410900198511030028"}, "id_number", "id_in_remark"),
        ({"party_date": "民建"}, "party_date", "party_text"),
        ({"hometown": "元村镇（配偶）"}, "hometown", "tie_in_hometown"),
        ({"education": "博士后"}, "education", "not_education_level"),
        ({"title": "执业药师"}, "title", "title_unknown"),
        ({"programs": "某某称号"}, "programs", "program_unknown"),
        ({"category": "高层次"}, "category", "code_mapped"),
        ({"phones": "199 0000 0001"}, "phones", "phone_normalised"),
        ({"phones": "暂无"}, "phones", "phone_placeholder"),
        ({"uscc": "91120116MA05X1Y2R0"}, "uscc", "uscc_bad_check"),
        ({"turnover_wan": "1.2亿元"}, "turnover_wan", "unit_converted"),
        ({"employees": "80余人"}, "employees", "approx_number"),
        ({"intent": "无"}, "intent", "none_value"),
        ({"employer": Cell("某研究院", filled_from=(4, 2))}, "employer", "filled_down"),
        ({"field": Cell(None, formula_uncached=True), "gender": "男"}, "gender", None),
    ],
)
def test_warnings(cells, field, code):
    warnings = [warning.code for warning in read(**cells).warnings if warning.field == field]
    assert code in warnings if code else not warnings


def test_unit_and_post_in_one_column():
    headers = {"employer": "工作单位及职务"}
    assert read(headers, employer="某省人民医院副院长").values == {
        "name": "张三",
        "employer": "某省人民医院",
        "position": "副院长",
    }
    assert read(headers, employer="北京某研究院").values == {"name": "张三", "employer": "北京某研究院"}
    ranked = read(headers | {"position": "职级"}, employer="省直某单位处长", position="一级调研员").values
    assert ranked == {"name": "张三", "employer": "省直某单位", "position": "处长", "civil_rank": "R03"}
    assert read(employer="某某设计院院长助理工作室").values["employer"] == "某某设计院院长助理工作室"


def test_a_village_takes_the_town_of_the_sheet():
    where = {"meta": {"town": "杨村乡"}}
    headers = {"hometown": "所属村"}
    assert read(headers, where, hometown="某某村").values["hometown"] == "杨村乡某某村"
    assert read(headers, where, hometown="元村镇某某村").values["hometown"] == "元村镇某某村"
    assert read(headers, where, hometown="安阳市内黄县某某村").values["hometown"] == "安阳市内黄县某某村"


def test_a_village_called_like_its_town():
    columns = [BlockColumn(1, "姓名", "name"), BlockColumn(2, "原籍乡镇", "hometown"), BlockColumn(3, "原籍村", "hometown")]
    for town, village, home in (("杨村乡", "杨村", "杨村乡杨村"), ("元村镇", "元村镇古念村", "元村镇古念村")):
        row = BlockRow(2, {1: Cell("张三"), 2: Cell(town), 3: Cell(village)})
        block = Block(sheet="Sheet1", kind="people", header_rows=[1], columns=columns, rows=[row])
        assert read_block(RECIPE, block)[0].values["hometown"] == home


def test_what_a_second_column_of_one_meaning_says_is_kept():
    columns = [BlockColumn(1, "姓名", "name"), BlockColumn(2, "合作意向", "intent"), BlockColumn(3, "对家乡的建议", "intent")]
    row = BlockRow(2, {1: Cell("张三"), 2: Cell("技术咨询"), 3: Cell("多办联谊")})
    reading = read_block(RECIPE, Block(sheet="Sheet1", kind="people", header_rows=[1], columns=columns, rows=[row]))[0]
    assert reading.values == {"name": "张三", "intent": "技术咨询"}
    assert reading.extra == {"合作意向/对家乡的建议": "多办联谊"}


def test_the_age_is_counted_from_the_year_of_the_sheet():
    assert read(block={"title": "2025年度统计表"}, birth_year_est=52).values["birth_year_est"] == 1973
    assert read(block={"meta": {"date": "2024-04"}}, birth_year_est=52).values["birth_year_est"] == 1972


def test_the_category_comes_from_sheet_or_title_where_it_is_one():
    assert read(block={"title": "在外高层次人才统计表"}).values["category"] == "高层次人才"
    assert read(block={"title": "在外经商人才（企业家）信息登记表"}).values["category"] == "经商人才"
    assert "category" not in read(block={"title": "党政人才、经商人才汇总表"}).values
    section = {"title": "三、经商人才\n在外高层次人才统计表"}
    assert read(block=section).values["category"] == "经商人才"


def test_a_fill_colour_counts_only_where_a_note_says_so():
    red, yellow = Cell("张三", fill="FF0000"), Cell("张三", fill="FFFF00")
    note = {"notes": "注：标红人员已去世；标黄为本次新增。"}
    assert read(block=note, name=red).values["status"] == "已故"
    assert "status" not in read(block=note, name=yellow).values
    assert "status" not in read(name=red).values
    assert fill_meanings("退休人员用黄色底纹标注") == {"黄": "退休"}
    assert [colour_of(fill) for fill in ("C00000", "FFC000", "00B050", "D9D9D9", "FFFFFF", "")] == [
        "红",
        "黄",
        "绿",
        "灰",
        "",
        "",
    ]


def test_unit_of_the_turnover_comes_from_header_or_note():
    assert read({"turnover_wan": "年营业额（亿元）"}, turnover_wan=0.5).values["turnover_wan"] == 5000
    note = {"notes": "年营业额单位：元"}
    assert read({"turnover_wan": "年营业额"}, note, turnover_wan=5000000).values["turnover_wan"] == 500


def test_unmapped_columns_are_kept():
    columns = [BlockColumn(1, "姓名", "name"), BlockColumn(2, "爱好", None)]
    row = BlockRow(5, {1: Cell("张 三"), 2: Cell("书法")}, hidden=True)
    reading = read_block(RECIPE, Block("Sheet1", "people", [1], columns, [row]))[0]
    assert reading.extra == {"爱好": "书法"}
    assert "hidden_row" in codes(reading.warnings)


@pytest.mark.parametrize(
    ("text", "employer", "post"),
    [
        ("上海建元新材料有限公司董事长", "上海建元新材料有限公司", "董事长"),
        ("某局办公室主任", "某局办公室", "主任"),
        ("某集团总经理助理", "某集团", "总经理助理"),
        ("某地产集团华北区域总经理", "某地产集团", "华北区域总经理"),
        ("某大学材料学院教授、博士生导师", "某大学材料学院", "教授、博士生导师"),
        ("郑州某科技有限公司法定代表人、总经理", "郑州某科技有限公司", "法定代表人、总经理"),
        ("北京某公司董事长兼总经理", "北京某公司", "董事长兼总经理"),
        ("某大学党委委员、副校长", "某大学", "党委委员、副校长"),
        ("某公司技术总监（CTO）", "某公司", "技术总监（CTO）"),
        ("某县人民政府副县长", "某县人民政府", "副县长"),
        ("北京某研究院", "北京某研究院", ""),
        ("个体", "个体", ""),
    ],
)
def test_split_post(text, employer, post):
    assert split_post(text) == (employer, post)


@pytest.mark.parametrize(
    ("text", "school", "dept", "major"),
    [
        ("中国农业大学食品科学与工程学院", "中国农业大学", "食品科学与工程学院", ""),
        ("2003年毕业于河南大学化学系", "河南大学", "化学系", ""),
        ("中国石油大学（华东）石油工程", "中国石油大学（华东）", "", "石油工程"),
        ("法学（郑州大学）", "郑州大学", "", "法学"),
        ("复旦大学（经济学）", "复旦大学", "", "经济学"),
        ("河南师范大学", "河南师范大学", "", ""),
        ("安阳师范", "安阳师范", "", ""),
        ("中国科学院化学研究所 高分子化学", "中国科学院化学研究所", "", "高分子化学"),
        ("河南农业大学农学院农学专业", "河南农业大学", "农学院", "农学"),
        ("University of Oxford", "University of Oxford", "", ""),
    ],
)
def test_split_school(text, school, dept, major):
    found = split_school(text)
    assert (found.school, found.dept, found.major) == (school, dept, major)


@pytest.mark.parametrize(
    ("written", "employer", "post"),
    [
        ("某市某区委常委、宣传部部长", "某市某区委", "常委、宣传部部长"),
        ("某大学校长助理兼研究生院院长", "某大学", "校长助理兼研究生院院长"),
        ("某重型机械研究院副院长、教授级高工", "某重型机械研究院", "副院长、教授级高工"),
        ("某市第一中学语文教师", "某市第一中学", "语文教师"),
        ("某中医院康复科主任，主任中医师", "某中医院康复科", "主任，主任中医师"),
    ],
)
def test_posts_after_posts_belong_to_the_first(written, employer, post):
    assert split_post(written) == (employer, post)


@pytest.mark.parametrize(
    ("key", "written", "iso"),
    [
        ("work_since", "2023年底", "2023"),
        ("work_since", "2021年3月至今", "2021-03"),
        ("party_date", "1998/7/1 0:00", "1998-07-01"),
    ],
)
def test_a_rough_side_date_does_not_hold_the_person(key, written, iso):
    reading = read(**{key: written})
    assert reading.values[key] == iso and not reading.errors
