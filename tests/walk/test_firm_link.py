"""A firm answers the survey on a phone: the link, two needs, 提交; the office finds them in the inbox and imports them."""

TITLE = "网上填报演练"


def open_survey(clerk, house) -> str:
    """The first firm's link, and its name."""
    clerk.goto(f"{house.url}/submissions/open/")
    clerk.select_option("[name=kind]", "demand")
    clerk.fill("[name=title]", TITLE)
    clerk.fill("[name=due_on]", "2099-12-31")
    clerk.check("[name=asks][value=firms]")
    for box in clerk.locator("[name=units]").all():
        box.check()
    clerk.click("button:has-text('新建报送任务')")
    clerk.click("a:has-text('企业表格和链接')")
    clerk.click("button:has-text('生成链接')")
    row = clerk.locator("tbody tr").first
    return row.locator("input.wide").input_value(), row.locator("td").first.inner_text()


def test_a_firm_fills_its_link_on_a_phone(clerk, browser, house):
    link, firm = open_survey(clerk, house)
    inbox = clerk.locator(f".crumb a:has-text('{TITLE}')").get_attribute("href")
    phone = browser.new_context(
        viewport={"width": 390, "height": 780}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="zh-CN"
    )
    page = phone.new_page()
    page.goto(link)
    assert firm in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for box in page.locator("[name=kept]").all():
        box.uncheck()
    page.tap("button:has-text('提交')")
    page.wait_for_selector(".problem")
    assert "请填写填报人姓名" in page.inner_text("main")
    page.fill("[name=need-0-title]", "聚乳酸工艺工程师")
    page.fill("[name=need-0-headcount]", "2")
    page.select_option("[name=need-0-degree]", "硕士")
    page.tap("button:has-text('再加一条需求')")
    page.wait_for_selector("[name=need-1-kind]")
    page.select_option("[name=need-1-kind]", "tech")
    page.fill("[name=need-1-title]", "餐具耐热改性")
    page.fill("[name=answered_by]", "钱某")
    page.fill("[name=phone]", "19900000123")
    low = [
        box["height"]
        for box in (each.bounding_box() for each in page.locator("main button, main select").all())
        if box["height"] < 32
    ]
    assert not low  # wide enough for a thumb
    page.tap("button:has-text('提交')")
    page.wait_for_selector("h1:has-text('已收到')")
    assert "新增2条" in page.inner_text("main")
    page.goto(link)
    assert "贵单位已于" in page.inner_text("main")
    phone.close()
    clerk.goto(f"{house.url}{inbox}")
    row = clerk.locator(f"#inbox tr:has-text('{firm}')")
    assert row.count() >= 2 and "岗位需求.xlsx" in row.first.inner_text() + row.nth(1).inner_text()
