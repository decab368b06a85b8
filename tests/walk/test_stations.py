"""工作站: its log and its contact, a lead that becomes a project, a tip that becomes a person, the half-year's assessment."""

from tests.walk.desk import document_of, enter, open_from_menu, screen_of, send


def test_a_term_and_a_line_in_the_log(clerk):
    open_from_menu(clerk, "双招双引工作站")
    clerk.click("td a:has-text('武汉工作站')")
    clerk.click("main a:has-text('登记聘任')")
    enter(clerk, post="联络员", name="单某某", since="2026-11-01", until="2026-10-01")
    clerk.click("main form button[type=submit]:has-text('登记聘任')")
    clerk.wait_for_selector(".problem")
    assert clerk.input_value("[name=name]") == "单某某"
    enter(clerk, until="2029-10-31")
    send(clerk, "登记聘任")
    assert "单某某" in clerk.inner_text("main")
    clerk.click("main a:has-text('写日志')")
    enter(clerk, kind="走访对接", text="走访某某商会，收到两条用工信息。")
    send(clerk, "写日志")
    clerk.click("main a:text-is('日志')")
    clerk.wait_for_selector("main:has-text('走访某某商会')")


def step(clerk, act: str, **values: str) -> None:
    clerk.click(f"main a:text-is('{act}')")
    enter(clerk, **values)
    send(clerk, act)


def test_a_lead_from_report_to_project(clerk):
    open_from_menu(clerk, "招商线索")
    clerk.click("main a:has-text('报送线索')")
    enter(clerk, project="秸秆模塑餐具二期", investor="某某环保材料公司", amount_wan="5200", unit="县委组织部")
    send(clerk, "登记招商线索")
    step(clerk, "登记响应", note="已电话联系投资方。")
    step(clerk, "登记研判", note="符合产业方向，由工信局承接。", duty="县工")
    step(clerk, "登记进入洽谈")
    step(clerk, "登记签约")
    clerk.click("main a:text-is('转为合作项目')")
    clerk.locator("main form button[type=submit]").first.click()
    clerk.wait_for_selector(".message:has-text('已建立合作项目')")
    clerk.click("main dd a:has-text('秸秆模塑餐具二期')")
    clerk.wait_for_url("**/cooperation/**")
    assert "某某环保材料公司" in clerk.inner_text("main")


def test_a_tip_goes_through_review_into_the_register_and_its_station_sees_the_outcome(clerk, house, browser):
    open_from_menu(clerk, "人才信息")
    clerk.click("main a:has-text('报送人才信息')")
    enter(clerk, name="邰雄飞", employer="某某大学材料学院", field="生物基材料", phones="19900000877", unit="上海工作站")
    send(clerk, "登记人才信息")
    assert "待审核" in clerk.inner_text("main")
    clerk.click("main a:text-is('去审核')")
    clerk.click("button:has-text('审核入库')")
    clerk.wait_for_selector(".message:has-text('邰雄飞已入库')")
    with screen_of(browser, house, "zhouwenbo") as station:
        station.goto(f"{house.url}/tips/?q=邰雄飞")
        row = station.inner_text("table.data tbody tr:first-child")
        assert "邰雄飞" in row and "入库" in row


def test_the_assessment_of_a_half_year(clerk):
    open_from_menu(clerk, "工作站考核")
    clerk.click("td a:has-text('天津工作站')")
    number = clerk.locator("main td a[href*='/leads/?unit=']").first
    told = number.inner_text()
    number.click()
    clerk.wait_for_selector(f"main:has-text('本次查询 {told} 条')")
    clerk.go_back()
    for box in clerk.locator("[name^=points-]").all():
        box.fill("5")
    clerk.click("button:has-text('保存评定')")
    clerk.wait_for_selector(".message")
    assert "天津工作站" in document_of(clerk, "考核表")
