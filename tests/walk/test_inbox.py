"""Twelve townships at once, one taken back; and one sheet through the wizard with a mended cell, a chosen field and an undo.

The demo's people are there: what is counted is what these files bring.
"""

import io
import re
import zipfile

import openpyxl

from tests.walk.sheets import HEADER, township_sheet
from tests.walk.test_sheet_to_report import number_in, people_on_dashboard

TOWNS = [
    "城关镇",
    "韩张镇",
    "元村镇",
    "福堪镇",
    "张果屯镇",
    "千口镇",
    "谷金楼镇",
    "西邵乡",
    "寺庄乡",
    "梁村乡",
    "近德固乡",
    "杨村乡",
]
SURNAMES = "臧佟卞亓逄昝"
FAULTY = TOWNS[3]


def row_of(town: str, number: int, **changes) -> list:
    """Somebody no other sheet names."""
    place = TOWNS.index(town)
    name = SURNAMES[place % 6] + "霁雯"[: 1 + place // 6] + "一二三"[number - 1]
    values = {"序号": number, "姓名": name, "性别": "女", "出生年月": f"19{60 + place}.0{number}", "籍贯村": town}
    values |= {"工作单位及职务": f"某单位{place}职员", "联系方式": f"1991{place:02d}1{number:04d}", "人才类别": "经商人才"}
    return [(values | changes).get(label, "") for label in HEADER]


def sheets(folder) -> list[str]:
    paths = []
    for town in TOWNS:
        rows = [row_of(town, n) for n in (1, 2)] + ([row_of(town, 3, 出生年月="1990.13")] if town == FAULTY else [])
        path = township_sheet(folder / f"{town}.xlsx", rows)
        book = openpyxl.load_workbook(path)
        book.active["A1"], book.active["A2"] = f"{town}在外人才信息汇总表", f"填报单位：{town}党委"
        book.save(path)
        paths.append(str(path))
    return paths


def test_twelve_townships_dropped_imported_returned_and_one_taken_back(clerk, house, downloads):
    before = people_on_dashboard(clerk, house)
    open_task(clerk, house)
    inbox = clerk.url
    clerk.set_input_files("#files", sheets(downloads))
    clerk.click("button:has-text('导入全部无问题行（24行）')", timeout=60_000)
    clerk.locator("#inbox .tag.green").nth(11).wait_for(timeout=60_000)
    assert people_on_dashboard(clerk, house) == before + 24
    clerk.goto(inbox)
    (returned,) = returned_files(clerk)
    assert FAULTY in returned
    clerk.locator("tr", has_text="寺庄乡").locator("text=撤销导入").click()
    clerk.click("button.primary:has-text('撤销第')")
    clerk.wait_for_selector("h2:has-text('已撤销')")
    assert people_on_dashboard(clerk, house) == before + 22
    clerk.goto(inbox)
    assert "已撤销" in clerk.locator("tr", has_text="寺庄乡").inner_text()


def open_task(clerk, house) -> None:
    clerk.goto(f"{house.url}/submissions/open/")
    clerk.fill("[name=title]", "在外人才更新")
    clerk.fill("[name=due_on]", "2099-12-31")
    assert clerk.locator("input[name=units]:checked").count() == 12
    clerk.click("main button.primary")
    clerk.wait_for_url(re.compile(r"/submissions/\d+/$"))


def returned_files(clerk) -> list[str]:
    """Names in the zip; each is a workbook that says what is wrong."""
    with clerk.expect_download() as started:
        clerk.click("text=打包退回")
    with zipfile.ZipFile(started.value.path()) as archive:
        for name in archive.namelist():
            book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            assert any("月份" in str(cell.value) for line in book.active.iter_rows() for cell in line)
        return archive.namelist()


def test_a_cell_is_mended_a_field_chosen_and_the_import_taken_back(clerk, house, downloads):
    upload(clerk, house, township_sheet(downloads / "一.xlsx", [row_of("杨村乡", 3, 姓名="逄霁明")]))
    clerk.click("text=确认导入")
    clerk.wait_for_selector("text=查看本批在外人才")
    moved = row_of("杨村乡", 3, 姓名="逄霁明", 工作单位及职务="某新单位主任", 研究方向="酿造")
    upload(
        clerk,
        house,
        township_sheet(downloads / "二.xlsx", [moved, row_of("杨村乡", 2, 姓名="逄霁朗", 出生年月="1990-13")]),
        mend="1990-12",
    )
    clerk.locator("details.item summary").click()
    clerk.locator("tr", has_text="工作单位").locator("input[value=stored]").first.check()
    clerk.click("text=确认导入")
    clerk.wait_for_selector("text=撤销这次导入")
    totals = clerk.locator(".totals").inner_text().replace("\n", "")
    assert "新增1" in totals and "更新1" in totals
    assert facts(clerk, house) == ("某单位11", "主任", "酿造")
    clerk.click("text=撤销这次导入")
    clerk.click("button.primary:has-text('撤销第')")
    clerk.wait_for_selector("h2:has-text('已撤销')")
    assert facts(clerk, house) == ("某单位11", "职员", "")
    clerk.goto(f"{house.url}/people/?q=逄霁朗")
    assert "没有符合条件的在外人才" in clerk.locator("main").inner_text()


def upload(clerk, house, sheet, mend: str = "") -> None:
    """As far as the page of duplicates; mend: what to type in the first faulty row's 出生年月."""
    clerk.goto(f"{house.url}/imports/upload/")
    clerk.set_input_files("#id_file", str(sheet))
    clerk.select_option("#id_unit", label="杨村乡")
    clerk.click("text=上传并读取")
    clerk.wait_for_url(re.compile(r"/imports/\d+/columns/$"))
    clerk.click("text=下一步：核对数据")
    clerk.wait_for_url(re.compile(r"/imports/\d+/check/$"))
    if mend:
        clerk.locator("tr.error").first.locator("text=修改").click()
        clerk.fill("[name=cell-birth_ym]", mend)
        clerk.click("main button.primary")
        clerk.wait_for_url(re.compile(r"/imports/\d+/check/$"))
        assert number_in(clerk.locator(".totals .red b").inner_text()) == 0
    clerk.click("text=下一步：处理重复")
    clerk.wait_for_url(re.compile(r"/imports/\d+/duplicates/$"))


def facts(clerk, house) -> tuple[str, str, str]:
    """Employer, post and field of 逄霁明 as the form of the file holds them."""
    back = clerk.url
    clerk.goto(f"{house.url}/people/?q=逄霁明")
    clerk.click("table.data >> text=逄霁明")
    clerk.click("text=修改 >> visible=true")
    found = tuple(clerk.input_value(f"#id_{name}") for name in ("employer", "position", "field"))
    clerk.goto(back)
    return found
