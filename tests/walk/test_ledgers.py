"""自建台账 from any table, the numbers that other bureaus report, 合作 and 返乡."""

import datetime as dt

import openpyxl

from tests.walk.desk import enter, open_from_menu, send, workbook_of


def test_any_table_becomes_a_ledger_with_its_sum(clerk, house, downloads):
    path = downloads / "人才公寓入住.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["姓名", "面积（平方米）", "入住日期", "楼栋"],
        ["单雄飞", 62.5, "2026.3.1", "A栋"],
        ["仇英", 70, "2026.4.1", "B栋"],
    ):
        book.active.append(row)
    book.save(path)
    open_from_menu(clerk, "台账")
    clerk.click("main a:has-text('新建台账')")
    enter(clerk, name="青年公寓入住", file=str(path))
    send(clerk, "登记台账")
    kinds = clerk.locator("[name$=-kind]").evaluate_all("all => all.map(box => box.value)")
    assert kinds[:4] == ["text", "number", "date", "text"]
    clerk.locator("[name$=-kind]").nth(3).select_option(label="选项")
    clerk.click("button:has-text('保存全部列')")
    clerk.wait_for_selector(".message:not(.error)")
    clerk.click("main a:has-text('查看台账')")
    clerk.wait_for_selector("td:has-text('单雄飞')")
    clerk.locator(".facet label:has-text('A栋'), label:has-text('A栋')").first.click()
    clerk.click("button:has-text('查询')")
    clerk.wait_for_selector("main:has-text('本次查询 1 条')")
    assert "单雄飞" in workbook_of(clerk, "导出")


def test_a_number_of_another_bureau_is_asked_for_and_comes(clerk, house):
    clerk.goto(f"{house.url}/figures/reported/")
    enter(clerk, figure="授权专利", unit="县教育局", due_day="5")
    clerk.click("main button:has-text('增加')")
    clerk.wait_for_selector(".message:not(.error)")
    row = "table.data tr:has-text('县教育局')"
    assert "未报" in clerk.inner_text(row)
    reminder = clerk.input_value("[aria-label='发给县教育局的文字']")
    assert "授权专利" in reminder
    clerk.click("main a:has-text('登记填报数')")
    enter(clerk, figure="授权专利", unit="县教育局", value="7", happened_on=f"{dt.date.today()}", evidence="教育局报表")
    clerk.click("button:has-text('保存填报数')")
    clerk.wait_for_selector(".message:not(.error)")
    clerk.goto(f"{house.url}/figures/reported/")
    assert "已报" in clerk.inner_text(row) and not clerk.locator("[aria-label='发给县教育局的文字']").count()


def test_a_project_with_its_milestone_and_a_return(clerk):
    open_from_menu(clerk, "合作与返乡")
    clerk.click("main a:has-text('登记合作项目')")
    enter(
        clerk,
        name="秸秆糖化二期",
        kind="校企合作",
        party_b="某某大学",
        amount_wan="120",
        signed="2026.10",
        station="天津工作站",
    )
    send(clerk, "登记合作项目")
    assert "秸秆糖化二期" in clerk.inner_text("h1")
    clerk.click("main a:has-text('登记节点')")
    enter(clerk, name="中试投料", due_on="2027-03-31")
    clerk.locator("main form button[type=submit]").first.click()
    clerk.wait_for_selector(".message:not(.error)")
    assert "中试投料" in clerk.inner_text("main")
    open_from_menu(clerk, "合作与返乡")
    clerk.click("main a:has-text('返乡创业就业')")
    clerk.click("main a:has-text('登记返乡')")
    enter(
        clerk,
        person="RC-000031",
        kind="返乡创业",
        returned_on="2026-11-01",
        project="速冻面点加工",
        jobs="26",
        station="天津工作站",
    )
    send(clerk, "登记返乡创业就业")
    clerk.goto(clerk.locator("main a[href^='/people/']").first.evaluate("a => a.href"))
    clerk.click("a:has-text('大事记')")
    clerk.wait_for_selector("main:has-text('速冻面点加工')")
