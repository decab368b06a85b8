"""Text -> code: the spellings that occur in township sheets, and the alias rules that cost real errors."""

import pytest

from talentbase.codes.lookup import TABLES, CodeBook, read_rows

BOOK = CodeBook.from_files()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_tidy(table):
    rows = read_rows(table)
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.code and row.name and row.name not in row.aliases for row in rows)


def test_parents_and_lists_point_to_rows():
    nodes, disciplines = BOOK.rows("chain_nodes"), {row.code for row in BOOK.rows("disciplines")}
    industries = {row.code for row in BOOK.rows("industries")}
    assert len(BOOK.rows("chains")) == 15
    for chain in BOOK.rows("chains"):
        own = [node for node in nodes if node.parent == chain.code]
        assert 6 <= len(own) <= 12
        assert {node.extra["stage"] for node in own} == {"上游", "中游", "下游"}
        assert set(chain.listed("disciplines")) <= disciplines
        assert set(chain.listed("industries")) <= industries
    assert all(set(node.listed("disciplines")) <= disciplines and node.listed("keywords") for node in nodes)


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("genders", "女", "2"),
        ("genders", "男性", "1"),
        ("genders", "1", "1"),
        ("nations", "汉", "01"),
        ("nations", "回族", "03"),
        ("nations", "维吾尔", "05"),
        ("nations", "维", "05"),
        ("nations", "藏", "04"),
        ("nations", "蒙古", "02"),
        ("nations", "满族", "11"),
        ("politics", "党员", "01"),
        ("politics", "中共正式党员", "01"),
        ("politics", "中共預備黨員", "02"),
        ("politics", "团员", "03"),
        ("politics", "民盟盟员", "05"),
        ("politics", "九三", "10"),
        ("politics", "九三学社社员", "10"),
        ("politics", "群众", "13"),
        ("degrees", "工学博士", "208"),
        ("degrees", "MBA", "346"),
        ("titles", "教授", "011"),
        ("titles", "高工", "082"),
        ("titles", "教授级高工", "X001"),
        ("programs", "国家杰青", "P10"),
        ("towns", "谷金楼", "410923106"),
    ],
)
def test_find(table, text, code):
    assert BOOK.find(table, text).code == code


def test_short_names_of_universities():
    assert BOOK.find("universities", "郑大").name == "郑州大学"


def test_find_never_guesses():
    assert BOOK.find("politics", "无") is None
    assert BOOK.find("politics", "") is None
    assert BOOK.find("nations", "火星族") is None


@pytest.mark.parametrize(
    ("text", "education", "degree"),
    [
        ("研究生\n硕士", "11", "3"),
        ("博士研究生/博士", "11", "2"),
        ("大学本科", "21", ""),
        ("本科", "21", ""),
        ("大学", "21", ""),
        ("大本", "21", ""),
        ("硕士", "11", "3"),
        ("硕士研究生", "11", "3"),
        ("研究生（硕士）", "11", "3"),
        ("研究生", "11", ""),
        ("在职研究生", "11", ""),
        ("博士生", "11", "2"),
        ("Ph.D.", "11", "2"),
        ("MBA", "11", "346"),
        ("工学博士", "11", "208"),
        ("研究生、工学硕士", "11", "308"),
        ("大学本科学历，工学学士学位", "21", "408"),
        ("大学学历、硕士学位", "21", "3"),
        ("法学学士", "21", "403"),
        ("中央党校大学", "22", ""),
        ("省委党校研究生", "1B", ""),
        ("大专", "31", ""),
        ("专科", "31", ""),
        ("中专", "35", ""),
        ("职高", "37", ""),
        ("高中", "37", ""),
        ("初中", "38", ""),
        ("小学", "39", ""),
        ("郑州大学", "", ""),
        ("无", "", ""),
    ],
)
def test_education_and_degree(text, education, degree):
    study = BOOK.education_and_degree(text)
    assert (study.education, study.degree) == (education, degree)


def test_a_postdoc_is_no_education_level():
    study = BOOK.education_and_degree("博士后（中国科学院大学）")
    assert (study.education, study.degree, study.programs, study.rest) == ("11", "2", ["P24"], ["中国科学院大学"])
    assert study.how == ("not_education_level",)


def test_who_still_studies_has_no_degree_yet():
    study = BOOK.education_and_degree("在读博士")
    assert (study.education, study.degree, study.status) == ("11", "", "在读")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("研究生 工学博士（清华大学）", ["清华大学"]),
        ("博士研究生，理学博士，北京大学", ["北京大学"]),
        ("清华大学硕士", ["清华大学"]),
        ("郑州大学本科", ["郑州大学"]),
        ("本科 郑州大学 法学", ["郑州大学", "法学"]),
        ("教授、博士生导师", ["教授"]),
    ],
)
def test_what_is_left_beside_the_education(text, rest):
    assert BOOK.education_and_degree(text).rest == rest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("主任医师（正高）", "231"),
        ("教授、博士生导师", "011"),
        ("二级教授", "011"),
        ("正教授", "011"),
        ("研究员", "611"),
        ("助理研究员", "613"),
        ("正高级工程师", "X001"),
        ("高级技师", "X011"),
        ("高级工", "X013"),
        ("中学高级教师", "052"),
        ("工程师/一级建造师", "083"),
        ("高级经济师", "122"),
        ("客座教授", None),
        ("总工程师", None),
        ("执业药师", None),
        ("Associate Professor", None),
        ("处长", None),
    ],
)
def test_titles(text, code):
    found = BOOK.title(text).code
    assert (found and found.code) == code


def test_a_title_with_its_date_and_a_level_alone():
    match = BOOK.title("研究员 2016.12")
    assert (match.code.code, match.since) == ("611", "2016.12")
    assert BOOK.title("副高").level == "副高级"


def test_levels_of_office():
    assert BOOK.job_level("处长（正处级）").code == "131"
    assert BOOK.job_level("副厅级").code == "122"
    assert BOOK.job_level("副处长") is None
    assert BOOK.civil_rank("局党组成员、二级调研员").code == "R04"
    assert BOOK.civil_rank("二级巡视员").code == "R02"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("上海市浦东新区", "310115"),
        ("上海-浦东", "310115"),
        ("西安", "610100"),
        ("北京市", "110000"),
        ("香港", "810000"),
        ("河南郑州", "410100"),
        ("河南省郑州市金水区", "410105"),
        ("郑州市中原区某路1号", "410102"),
        ("江苏苏州昆山", "320583"),
        ("吉林", "220000"),
        ("吉林省吉林市", "220200"),
        ("朝阳市", "211300"),
        ("北京朝阳", "110105"),
        ("杭州余杭", "330110"),
        ("濮阳县", "410928"),
        ("南乐县", "410923"),
        ("朝阳区", None),
        ("美国", None),
        ("某市", None),
        ("", None),
    ],
)
def test_locations(text, code):
    found = BOOK.location(text)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("河南省濮阳市南乐县谷金楼", "谷金楼镇"),
        ("元村镇古念村", "元村镇古念村"),
        ("西邵村", "西邵乡西邵村"),
        ("元村古念", "元村镇古念"),
        ("河南濮阳南乐城关镇某街", "城关镇某街"),
        ("近德固", "近德固乡"),
        ("南乐县", "南乐县"),
        ("安阳内黄", "安阳内黄"),
    ],
)
def test_home_villages(text, home):
    assert BOOK.home_village(text) == home


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("国家杰青、享受国务院政府特殊津贴", ["P10", "P14"], []),
        ("国家“万人计划”领军人才", ["P05"], []),
        ("河南省学术技术带头人；中原学者", ["P28", "P26"], []),
        ("省政府特殊津贴", ["P25"], []),
        ("省教学名师", [], ["省教学名师"]),
        ("全国三八红旗手", [], ["全国三八红旗手"]),
    ],
)
def test_programs(text, codes, unknown):
    found, rest = BOOK.programs(text)
    assert ([code.code for code in found], rest) == (codes, unknown)


def test_chains_and_proposals():
    assert BOOK.chain("食品加工产业链").name == "食品加工"
    assert BOOK.chain("生物基").name == "生物基材料"
    assert BOOK.chain("聚乳酸") is None
    best = BOOK.propose_chain("PLA的开环聚合")[0]
    assert (best.code.parent, best.words) == ("L01", ("pla", "开环聚合", "聚合"))
    assert BOOK.propose_chain("PLAN") == []
    assert BOOK.propose_discipline("粮油加工与食品包装技术")[0].code.code.startswith("550")


def test_a_county_may_add_an_alias():
    rows = [row for table in TABLES for row in read_rows(table)]
    town = next(row for row in rows if row.name == "城关镇")
    renamed = type(town)("towns", "410923100", "城关镇", ("老城",), town.parent)
    assert CodeBook([row for row in rows if row != town] + [renamed]).find("towns", "老城").code == "410923100"
