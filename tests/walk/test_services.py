"""人才窗口, 政策 and 补贴: a request from the desk to satisfaction, a roll from a clause to payment, an honour with its paper."""

from tests.walk.desk import document_of, enter, open_from_menu, screen_of, send, workbook_of


def test_a_request_from_the_desk_to_satisfaction(clerk, house):
    open_from_menu(clerk, "服务事项")
    clerk.click("main a:has-text('受理服务事项')")
    enter(clerk, person="RC-000012", kind="子女入学", title="孩子转入县一中初二", channel="电话", handler="县教育局")
    send(clerk, "登记服务事项")
    number = clerk.inner_text("h1").split()[0]
    assert number.startswith("FW-") and "县教育局" in clerk.inner_text("main")
    clerk.click("main a:text-is('答复')")
    clerk.click("main form button[type=submit]:has-text('答复')")
    clerk.wait_for_selector(".problem")
    enter(clerk, note="已联系学校，下周一报到。")
    send(clerk, "答复")
    clerk.click("main a:text-is('办结')")
    enter(clerk, rating="满意")
    send(clerk, "办结")
    text = clerk.inner_text("main")
    assert "已办结" in text and "下周一报到" in text and "满意" in text
    clerk.goto(f"{house.url}/services/?q={number}")
    clerk.wait_for_selector(f"td:has-text('{number}')")


def test_a_clause_without_its_procedure_is_shown_as_incomplete(clerk):
    open_from_menu(clerk, "政策")
    clerk.click("main a:has-text('登记政策')")
    enter(clerk, title="南乐县青年人才安居办法", document="某办〔2026〕90号", effective_on="2026-10-01")
    send(clerk, "登记政策")
    clerk.click("main a:has-text('登记条款')")
    enter(clerk, title="安居补贴", standard_yuan="600", amount_text="每人每月600元", time_limit="每季度末月20日前")
    send(clerk, "登记政策条款")
    assert "不完整" in clerk.inner_text("table.data")
    clerk.click("[aria-label='修改安居补贴']")
    enter(clerk, procedure="个人申请、单位初审、公示")
    send(clerk, "保存")
    assert "不完整" not in clerk.inner_text("table.data") and "个人申请" in clerk.inner_text("table.data")


def drawn_up(clerk, house, title: str, month: str) -> str:
    """A roll with one person on it; its address."""
    clerk.goto(f"{house.url}/benefits/add/")
    enter(clerk, title=title, clause="生活补贴", months=month)
    send(clerk, "登记补贴花名册")
    address = clerk.url
    clerk.click("main a:has-text('添加人员')")
    enter(clerk, person="RC-000015", standard="1000", amount="1000", bank="某银行", account_typed="6200000000000000017")
    clerk.locator("main form button[type=submit]").first.click()
    return address


def test_a_roll_from_a_clause_to_payment_and_nobody_is_paid_twice(clerk, house, browser):
    first = drawn_up(clerk, house, "2027年1月生活补贴", "2027.01")
    clerk.wait_for_selector(".message")
    clerk.click("main a:has-text('核对无误')")
    send(clerk, "核对")
    drawn_up(clerk, house, "2027年1月生活补贴（补）", "2027.01")
    clerk.wait_for_selector(".message.error:has-text('不能重复发放')")
    with screen_of(browser, house, "lizhihua") as reviewer:
        reviewer.goto(first)
        reviewer.click("main a:has-text('审核')")
        send(reviewer, "审核")
    clerk.goto(first)
    assert 1000 in workbook_of(clerk, "签领表")
    clerk.click("main a:has-text('发放')")
    send(clerk, "发放")
    assert "已发放" in clerk.inner_text("main")


def test_an_honour_and_its_certificate(clerk):
    open_from_menu(clerk, "补贴与荣誉")
    clerk.click("main a:text-is('荣誉')")
    clerk.click("main a:has-text('登记荣誉')")
    enter(clerk, person="RC-000018", kind="名誉职务", title="招才顾问", granted_on="2026-11-01", until="2029-10-31")
    send(clerk, "登记荣誉")
    name = clerk.inner_text("h1").split("：")[0]
    text = document_of(clerk, "打印证书")
    assert name in text and "招才顾问" in text
