"""干部任免审批表 files: read like any sheet, hostile ones refused. All people are invented."""

import base64
import datetime as dt
import io
import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PIL import Image

from people.registry.reading import PeopleReading
from people.registry.resume import posts_of
from talentbase.imports.reading import read_block
from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_here, read_workbook
from talentbase.sheets.guard import inspect
from talentbase.sheets.layout import find_blocks
from talentbase.sheets.portrait import portrait_of_form
from talentbase.sheets.read_lrmx import photo_words
from tests.pictures import picture, png_of

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "sheets" / "lrmx"
RECIPE = PeopleReading(today=dt.date(2026, 7, 1))
FULL = {
    "XingMing": "李　红",
    "XingBie": "女",
    "ChuShengNianYue": "198511",
    "MinZu": "回族",
    "JiGuan": "河南南乐",
    "ChuShengDi": "河南濮阳",
    "RuDangShiJian": "2006.06；九三",
    "CanJiaGongZuoShiJian": "200807",
    "JianKangZhuangKuang": "健康",
    "ZhuanYeJiShuZhiWu": "高级工程师",
    "ShuXiZhuanYeYouHeZhuanChang": "食品检验",
    "QuanRiZhiJiaoYu_XueLi": "大学",
    "QuanRiZhiJiaoYu_XueWei": "工学学士",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "郑州大学化工学院食品科学与",
    "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "工程专业",
    "XianRenZhiWu": "某省某研究所副所长",
    "NiRenZhiWu": "某省某研究所所长",
    "NiMianZhiWu": "某省某研究所副所长",
    "JianLi": "2004.09--2008.07  郑州大学学习\n2008.07--         某省某研究所",
    "JiangChengQingKuang": "2019年记三等功一次。2021年受党内警告处分。",
    "NianDuKaoHeJieGuo": "2025年优秀",
    "RenMianLiYou": "工作需要",
    "TianBiaoShiJian": "20260630",
    "TianBiaoRen": "赵某",
    "ShenFenZheng": "410900198511030028",
}
FAMILY = "<JiaTingChengYuan><Item><ChengWei>丈夫</ChengWei><XingMing>王某</XingMing></Item></JiaTingChengYuan>"


def xml(inner: str = "", head: str = '<?xml version="1.0" encoding="utf-8"?>', **texts: str) -> str:
    elements = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in texts.items())
    return f"{head}<Person>{elements}{inner}</Person>"


def written(folder: Path, content: str | bytes, name: str = "李红.lrmx") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def row_of(path: Path):
    blocks, ignored = find_blocks(read_here(path), [RECIPE])
    assert (len(blocks), ignored) == (1, [])
    return read_block(RECIPE, blocks[0])[0]


def read(folder: Path, **texts: str):
    return row_of(written(folder, xml(**({"XingMing": "张三"} | texts))))


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as refused:
        read_workbook(path)
    assert refused.value.message.endswith("。")
    return refused.value


def test_a_full_form_gives_one_record_and_nothing_of_the_family(tmp_path):
    photo = base64.b64encode(picture(376, 460)).decode()
    reading = row_of(written(tmp_path, xml(FAMILY, **FULL, ZhaoPian=photo, QiTa="备用")))
    assert reading.values == {
        "name": "李红",
        "gender": "2",
        "birth_ym": "1985-11",
        "nation": "03",
        "hometown": "河南南乐",
        "party_date": "2006-06",
        "politics": "10",
        "work_since": "2008-07",
        "title": "082",
        "field": "食品检验",
        "education": "21",
        "degree": "408",
        "school": "郑州大学",
        "dept": "化工学院",
        "major": "食品科学与工程",
        "employer": "某省某研究所",
        "position": "副所长",
        "resume": "2004.09--2008.07 郑州大学学习\n2008.07-- 某省某研究所",
        "honors": "2019年记三等功一次。",
        "id_number": "410900198511030028",
    }
    assert reading.extra == {
        "全日制教育": "大学；工学学士；郑州大学化工学院食品科学与；工程专业",
        "出生地": "河南濮阳",
        "拟任职务": "某省某研究所所长",
        "拟免职务": "某省某研究所副所长",
        "奖惩情况": "2019年记三等功一次。2021年受党内警告处分。",
        "年度考核结果": "2025年优秀",
        "任免理由": "工作需要",
        "填表时间": "2026-06-30",
        "照片": "随资料一并保存",
        "QiTa": "备用",
    }
    assert not reading.held
    assert [(note.field, note.code) for note in reading.warnings] == [
        ("party_date", "party_text"),
        ("position", "split_guess"),
    ]


def test_the_order_of_elements_and_the_space_around_them_do_not_matter(tmp_path):
    plain = row_of(written(tmp_path, xml(FAMILY, **FULL))).values
    backwards = "".join(f"\n  <{tag}>\n {escape(text)}\n</{tag}>" for tag, text in reversed(FULL.items()))
    assert row_of(written(tmp_path, f"\n<Person>{FAMILY}{backwards}\n</Person>\n")).values == plain


def test_the_new_form_knows_the_month_of_retirement(tmp_path):
    reading = read(tmp_path, GaiGeQianRenZhiNianLingJieXian="改革前任职年龄界限为60岁", DaoLingNianYue="202904")
    assert reading.extra == {"改革前任职年龄界限类别": "改革前任职年龄界限为60岁", "到龄年月": "202904"}


@pytest.mark.parametrize(
    "content",
    [
        xml(**FULL).encode(),
        xml(**FULL).encode("utf-8-sig"),
        xml(head="", **FULL).encode(),
        xml(**FULL).encode("utf-16"),
        xml(head="", **FULL).encode("utf-16-be"),
        xml(head='<?xml version="1.0" encoding="utf-16"?>', **FULL).encode(),
        xml(head='<?xml version="1.0" encoding="GB2312"?>', **FULL).encode("gb18030"),
    ],
    ids=["utf-8", "with BOM", "undeclared", "utf-16", "utf-16-be without BOM", "declares another", "gb"],
)
def test_encodings(tmp_path, content):
    assert row_of(written(tmp_path, content)).values["name"] == "李红"


@pytest.mark.parametrize(
    "mark", ["<br>", "<br/>", "<br />", "<BR >", "&lt;br&gt;", "&lt;br/&gt;", "<![CDATA[<br>]]>", "\r\n", "&#10;"]
)
def test_line_breaks_of_the_resume(tmp_path, mark):
    resume = f"<JianLi>1990.07--1996.03  某校{mark}1996.03--  某局</JianLi>"
    values = row_of(written(tmp_path, xml(resume, XingMing="张三"))).values
    assert values["resume"] == "1990.07--1996.03 某校\n1996.03-- 某局"


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        ({"XingMing": "欧 阳 修"}, {"name": "欧阳修"}),
        ({"XingMing": "王\u200b伟"}, {"name": "王伟"}),
        ({"XingMing": "买买提·某某"}, {"name": "买买提·某某"}),
        ({"XingMing": "𬭛某"}, {"name": "𬭛某"}),
        ({"ChuShengNianYue": "1968.05（58岁）"}, {"birth_ym": "1968-05"}),
        ({"ChuShengNianYue": "19680512"}, {"birth_ym": "1968-05-12"}),
        ({"ChuShengNianYue": "58岁", "TianBiaoShiJian": "20240101"}, {"birth_year_est": 1966}),
        ({"RuDangShiJian": "民盟"}, {"politics": "05"}),
        ({"RuDangShiJian": "民盟", "ZhengZhiMianMao": "中共党员"}, {"politics": "01"}),
        ({"RuDangShiJian": "199306"}, {"party_date": "1993-06"}),
        ({"RuDangShiJian": "  "}, {}),
        ({"ShenFenZheng": "41090019700101009x"}, {"id_number": "41090019700101009X", "birth_ym": "1970-01"}),
        ({"XianRenZhiWu": "某县县委常委、组织部部长"}, {"position": "某县县委常委、组织部部长"}),
        ({"XianRenZhiWu": "某县某镇党委书记（正科级）"}, {"employer": "某县某镇", "position": "党委书记", "job_level": "141"}),
        ({"XianRenZhiWu": "某集团驻外代表处"}, {"employer": "某集团驻外代表处"}),
        ({"JiangChengQingKuang": "无"}, {}),
        ({"JiangChengQingKuang": "2021年受党内警告处分"}, {}),
        ({"QuanRiZhiJiaoYu_XueLi": "大学", "ZaiZhiJiaoYu_XueLi": "中央党校研究生"}, {"education": "1A"}),
        ({"ZaiZhiJiaoYu_XueWei": "法学硕士", "QuanRiZhiJiaoYu_XueLi": "大学"}, {"education": "21", "degree": "303"}),
    ],
)
def test_values(tmp_path, texts, values):
    reading = read(tmp_path, **texts)
    assert reading.values == {"name": "张三"} | values
    assert not reading.held


@pytest.mark.parametrize(
    ("first", "second", "study"),
    [
        ("郑州大学法律系", "法学专业", ("郑州大学", "法律系", "法学")),
        ("郑州大学法学院", "民商法学专业", ("郑州大学", "法学院", "民商法学")),
        ("中国人民大学劳动人事", "学院人力资源管理专业", ("中国人民大学", "劳动人事学院", "人力资源管理")),
        ("河南省委党校", "经济管理专业", ("河南省委党校", None, "经济管理")),
        ("郑州大学法学专业", "郑州大学法学专业", ("郑州大学", None, "法学")),
        ("河南大学", "河南大学历史系", ("河南大学", "历史系", None)),
        ("河南大学历史系", "北京大学法学院法学专业", ("河南大学", "历史系", None)),
        ("", "河南大学历史系", ("河南大学", "历史系", None)),
    ],
)
def test_two_lines_of_school(tmp_path, first, second, study):
    place = "QuanRiZhiJiaoYu_{}_BiYeYuanXiaoXi".format
    values = read(tmp_path, **{place("XueLi"): first, place("XueWei"): second}).values
    assert tuple(values.get(key) for key in ("school", "dept", "major")) == study


def test_the_higher_of_two_educations_is_taken_with_its_school(tmp_path):
    texts = {
        "QuanRiZhiJiaoYu_XueLi": "大专",
        "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "某师范专科学校",
        "ZaiZhiJiaoYu_XueLi": "大学",
        "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "中央党校函授学院",
        "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "经济管理专业",
    }
    reading = read(tmp_path, **texts)
    assert [reading.values[key] for key in ("education", "school", "major")] == ["21", "中央党校", "经济管理"]
    assert reading.extra == {"全日制教育": "大专；某师范专科学校", "在职教育": "大学；中央党校函授学院；经济管理专业"}


def test_empty_elements_are_absent(tmp_path):
    reading = row_of(written(tmp_path, xml("<XingBie/><MinZu></MinZu><JiGuan>　</JiGuan><NiRenZhiWu />", XingMing="张三")))
    assert (reading.values, reading.extra, reading.warnings) == ({"name": "张三"}, {}, [])


def test_a_form_without_a_name_is_held(tmp_path):
    reading = row_of(written(tmp_path, xml(XingMing=" ", XingBie="男")))
    assert [(error.field, error.code) for error in reading.errors] == [("name", "missing")]


def test_a_wrong_id_number_is_held(tmp_path):
    reading = read(tmp_path, ShenFenZheng="410900198511030029")
    assert [(error.field, error.code) for error in reading.errors] == [("id_number", "bad_checksum")]


def test_unknown_elements_are_kept_under_their_name_but_no_pictures(tmp_path):
    path = written(
        tmp_path, xml("<LianXi><A>一</A><B>二</B></LianXi><Email>a@example.com</Email>", XingMing="张三", QianZi="A" * 3000)
    )
    reading = row_of(path)
    assert reading.values == {"name": "张三"}
    assert reading.extra == {"LianXi": "一；二", "Email": "a@example.com"}
    assert read_workbook(path).warnings == ["文件中的附加项“QianZi”内容过长，未读入。"]


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("head", [DOCTYPE, "<!DOCTYPE Person>", '<!DOCTYPE Person SYSTEM "http://example.com/p.dtd">'])
def test_a_dtd_is_refused_whatever_the_encoding(tmp_path, encoding, head):
    path = written(tmp_path, xml("<XingBie>&#30007;</XingBie>", head=head, XingMing="张三").encode(encoding))
    assert "DTD" in refusal(path).message
    with pytest.raises(Refused, match="DTD"):
        inspect(path)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (xml(**FULL).encode()[:400], "unreadable", "已损坏"),
        (xml(**FULL).encode("utf-16")[:301], "unreadable", "已损坏"),
        (xml(**FULL).encode("gb18030"), "unreadable", "已损坏"),
        (xml("<XingBie>&a;</XingBie>"), "unreadable", "已损坏"),
        (xml(), "empty", "空白"),
        ("<Person/>", "empty", "空白"),
        (xml(XingMing="", XingBie=" "), "empty", "空白"),
        ("<Persons><Person><XingMing>张三</XingMing></Person></Persons>", "unreadable", "不是工作表"),
        ("<Person>" + "<a>" * 100_000, "unreadable", "结构异常"),
        (xml(**{f"E{n}": "1" for n in range(200)}), "unreadable", "结构异常"),
        (xml(XingMing="张三", JianLi="字" * 40_000), "unreadable", "超过32767个字"),
        (xml("<" + " " * 4_000_000, XingMing="张三"), "unreadable", "已损坏"),
        (xml(XingMing="张三", QiTa="字" * 2_000_000), "unreadable", "超过5MB"),
    ],
    ids=[
        "truncated",
        "cut character",
        "gb undeclared",
        "entity",
        "nothing",
        "short",
        "blank",
        "other XML",
        "deep",
        "wide",
        "long",
        "blanks",
        "6 MB",
    ],
)
def test_refused(tmp_path, content, code, words):
    refused = refusal(written(tmp_path, content))
    assert (refused.code, words in refused.message) == (code, True)


@pytest.mark.parametrize("name", ["张三.lrm", "张三.txt"])
def test_the_older_file_is_told_what_to_do(tmp_path, name):
    old = '"张三","男","196805","汉族","河南南乐","199306","健康","河南南乐","199007","大学#法学学士@研究生","郑州大学"\r\n'
    message = refusal(written(tmp_path, old.encode("gb18030"), name)).message
    assert "lrm" in message and "另存为lrmx" in message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (picture(376, 460), "随资料一并保存"),
        (picture(300, 400, "PNG"), "随资料一并保存"),
        (picture(376, 460)[:24], "照片无法读取，未导入"),
        (picture(20, 30, "GIF"), "照片无法读取，未导入"),
        (b"\xff\xd8\xff" + b"\xff" * 100, "照片无法读取，未导入"),
        (png_of(30_000, 30_000), "照片无法读取，未导入"),
    ],
    ids=["jpeg", "png", "cut", "gif", "fill bytes", "bomb"],
)
def test_the_photo_is_looked_at(tmp_path, data, words):
    reading = read(tmp_path, ZhaoPian=base64.encodebytes(data).decode())
    assert (reading.values, reading.extra, reading.warnings) == ({"name": "张三"}, {"照片": words}, [])


def test_odd_photo_text():
    assert photo_words("data:image/jpeg;base64," + base64.b64encode(picture(20, 30)).decode()) == "随资料一并保存"
    assert photo_words("abcde") == "照片无法读取，未导入"
    assert photo_words(" ") == ""


def test_the_photo_of_a_form_is_taken_out():
    form = xml(XingMing="张三", ZhaoPian=base64.encodebytes(picture(900, 1200)).decode()).encode()
    assert Image.open(io.BytesIO(portrait_of_form(form))).size == (345, 460)
    assert portrait_of_form(xml(XingMing="张三").encode()) == b""
    assert portrait_of_form(xml(XingMing="张三", ZhaoPian="abcde").encode()) == b""
    assert portrait_of_form("姓名,单位\n张三,某厂".encode()) == b""


def sample(name: str) -> Path:
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the sample forms lie outside the project, in ../shared")
    return path


@pytest.mark.parametrize("name", ["sample.lrmx", "sample_old.lrmx"])
def test_the_sample_says_what_its_truth_says(name):
    path, truth = sample(name), json.loads(sample("sample.lrmx.truth.json").read_text(encoding="utf-8"))
    reading = row_of(path)
    values, study = reading.values, truth["education_onjob"]
    for key in ("name", "gender", "birth_ym", "nation", "work_since", "title", "id_number"):
        assert values[key] == truth[key], key
    assert (values["hometown"], values["party_date"]) == (truth["native_place"], truth["party_joined"])
    assert (values["education"], values["degree"]) == (study["education"], study["degree"])
    assert values["school"] + values["dept"] == study["school"]
    assert values["major"] + "专业" == study["major"]
    for key in ("school", "major"):
        assert truth["education_fulltime"][key] in reading.extra["全日制教育"]
    assert values["employer"] + values["position"] == truth["employer_position"]
    posts = posts_of(values["resume"])
    assert (len(posts), posts[-1].end == "") == (truth["resume_lines"], truth["resume_open_end"])
    assert not any(name in str(reading) for name in truth["family_deceased"])
    assert reading.extra["照片"] == "随资料一并保存"
    assert list(Image.open(io.BytesIO(portrait_of_form(path.read_bytes()))).size) == truth["photo"]["size"]
