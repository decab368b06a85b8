"""Somebody is recommended by telephone, compared with the register, accepted, and stands in it."""


def test_nominated_reviewed_registered(clerk, house):
    clerk.goto(f"{house.url}/intake/add/")
    clerk.fill("[name=name]", "邰望舒")
    clerk.fill("[name=phone]", "199-0000-0417")
    clerk.press("[name=phone]", "Enter")
    clerk.wait_for_selector(".message:has-text('已受理邰望舒，回执编号')")
    clerk.click(".panel a:has-text('修改')")
    clerk.fill("[name=field]", "聚乳酸改性")
    clerk.fill("[name=birth]", "1980年13月")
    clerk.press("[name=birth]", "Enter")
    clerk.wait_for_selector(".problem")
    assert clerk.input_value("[name=field]") == "聚乳酸改性"
    clerk.fill("[name=birth]", "1980年5月")
    clerk.press("[name=birth]", "Enter")
    clerk.wait_for_selector(".message:has-text('已保存')")
    clerk.click("button:has-text('审核入库')")
    clerk.wait_for_selector(".message:has-text('邰望舒已入库')")
    clerk.click(".strip a:has-text('邰望舒')")
    clerk.wait_for_selector(".card h1:has-text('邰望舒')")
    assert "聚乳酸改性" in clerk.inner_text(".card")
    clerk.goto(f"{house.url}/intake/add/")
    clerk.fill("[name=name]", "邰望舒")
    clerk.fill("[name=birth]", "1980.5")
    clerk.press("[name=birth]", "Tab")
    clerk.wait_for_selector(".message:has-text('库中可能已有此人')")
