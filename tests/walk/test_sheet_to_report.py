"""The whole line as a clerk walks it: one township sheet -> people -> matches -> dashboard -> monthly report."""

import re

import docx
import openpyxl

from tests.walk.sheets import DOUBTFUL, ROWS, township_sheet


def number_in(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_one_sheet_from_upload_to_report(clerk, house, downloads):
    before = people_on_dashboard(clerk, house)
    batch_url = upload_and_import(clerk, house, township_sheet(downloads / "在外人才_元村镇.xlsx", [*ROWS, DOUBTFUL]))
    person_url = find_by_initials(clerk, house)
    need_url = match_with_reasons(clerk, house, person_url)
    consent_then_recommend(clerk, house, need_url)
    assert people_on_dashboard(clerk, house) == before + 3
    report_files(clerk, house, downloads, people=before + 3)
    the_same_sheet_again(clerk, house, downloads, batch_url)


def people_on_dashboard(clerk, house) -> int:
    clerk.goto(f"{house.url}/")
    card = clerk.locator(".kpis a", has_text="在外人才").first
    return number_in(card.locator("b").inner_text())


def upload_and_import(clerk, house, sheet) -> str:
    clerk.goto(f"{house.url}/imports/upload/")
    clerk.set_input_files("#id_file", str(sheet))
    clerk.select_option("#id_unit", label="元村镇")
    clerk.click("text=上传并读取")
    clerk.wait_for_url(re.compile(r"/imports/\d+/columns/$"))
    assert clerk.locator("select[name='column-0-2'] option:checked").inner_text() == "姓名"
    clerk.click("text=下一步：核对数据")
    clerk.wait_for_url(re.compile(r"/imports/\d+/check/$"))
    text = clerk.locator("main").inner_text()
    assert "月份应为01–12" in text and "姓名" in text
    clerk.click("text=下一步：处理重复")
    clerk.wait_for_url(re.compile(r"/imports/\d+/duplicates/$"))
    assert "重复" in clerk.locator("main").inner_text()
    clerk.click("text=确认导入")
    assert "还有1行没有判定" in clerk.locator("[role=alert]").inner_text()
    clerk.check("input[type=radio][value=skip]")
    clerk.click("text=确认导入")
    clerk.wait_for_selector("text=导入完成 >> visible=true")
    clerk.wait_for_selector("text=查看本批在外人才")
    assert "新增3" in clerk.locator(".totals").inner_text().replace("\n", "")
    address = clerk.url
    clerk.click("text=查看本批在外人才")
    clerk.wait_for_selector("table.data tbody tr")
    assert clerk.locator("table.data tbody tr").count() == 3
    return address


def find_by_initials(clerk, house) -> str:
    clerk.goto(f"{house.url}/people/")
    clerk.locator("#list-search").press_sequentially("sxf", delay=40)
    clerk.wait_for_url(re.compile(r"q=sxf"))
    clerk.wait_for_selector("table.data >> text=单雄飞")
    clerk.click("table.data >> text=单雄飞")
    clerk.wait_for_selector("h1:has-text('单雄飞')")
    assert "199****7701" in clerk.content() and "19900007701" not in clerk.content()
    return clerk.url


def match_with_reasons(clerk, house, person_url: str) -> str:
    """A new need of his very field; scored at once, with reasons and the words that met."""
    clerk.goto(f"{house.url}/needs/add/")
    clerk.fill("[name=title]", "聚乳酸增韧改性工程师")
    clerk.fill("[name=description]", "解决聚乳酸片材耐热与增韧问题，完成改性生产线工艺放大。")
    choose(clerk, "enterprise")
    clerk.click("main button[type=submit].primary")
    clerk.wait_for_url(re.compile(r"/needs/\d+/$"))
    need = re.search(r"/needs/(\d+)/", clerk.url)[1]
    address = f"{house.url}/matches/need/{need}/"
    clerk.goto(address)
    clerk.click("text=重新匹配")
    clerk.wait_for_selector(".hit >> text=单雄飞", timeout=60_000)
    hit = clerk.locator(".hit", has_text="单雄飞").first
    assert hit.locator("mark").count() >= 1 and "专业" in hit.inner_text()
    return address


def choose(clerk, name: str) -> None:
    """The first real option, whether the box is plain or searchable."""
    value = clerk.locator(f"select[name={name}] option").nth(1).get_attribute("value")
    clerk.evaluate(
        "([name, value]) => { const box = document.querySelector(`select[name=${name}]`);"
        "if (box.tomselect) box.tomselect.setValue(value); else box.value = value; }",
        [name, value],
    )


def consent_then_recommend(clerk, house, need_url: str) -> None:
    for act, words in (("征求本人意见", "已征求意见"), ("本人同意", "本人同意"), ("推荐给用人单位", "已推荐")):
        clerk.goto(need_url)
        hit = clerk.locator(".hit", has_text="单雄飞").first
        if act != "推荐给用人单位":
            assert hit.locator("button:has-text('推荐给用人单位')[disabled]").count() == 1
        hit.locator(f"a:has-text('{act}'), button:has-text('{act}'):not([disabled])").first.click()
        form = clerk.locator("#modal form, main form.act").first
        form.wait_for()
        with clerk.expect_navigation():
            form.locator("button[type=submit].primary").click()
        clerk.wait_for_selector(f".hit:has-text('单雄飞') >> text={words}")


def report_files(clerk, house, downloads, people: int) -> None:
    """This month's report; both files are opened again with the libraries that read docx and xlsx."""
    clerk.goto(f"{house.url}/reports/")
    clerk.locator("main table a").first.click()
    clerk.wait_for_url(re.compile(r"/reports/\d{4}-\d{2}/$"))
    words = f"{people // 100 * 100}余"
    assert words in clerk.locator("main").inner_text()
    files = {}
    for kind, button in (("docx", "导出文档"), ("xlsx", "导出表格")):
        with clerk.expect_download() as waiting:
            clerk.click(f"text={button}")
        files[kind] = downloads / f"report.{kind}"
        waiting.value.save_as(files[kind])
    text = "\n".join(paragraph.text for paragraph in docx.Document(files["docx"]).paragraphs)
    assert f"{words}人" in text
    book = openpyxl.load_workbook(files["xlsx"])
    assert any(cell.value == people for sheet in book for row in sheet.iter_rows() for cell in row)


def the_same_sheet_again(clerk, house, downloads, batch_url: str) -> None:
    clerk.goto(f"{house.url}/imports/upload/")
    clerk.set_input_files("#id_file", str(downloads / "在外人才_元村镇.xlsx"))
    clerk.select_option("#id_unit", label="元村镇")
    clerk.click("text=上传并读取")
    clerk.wait_for_url(batch_url)
    assert "导入" in clerk.locator("#messages").inner_text()
