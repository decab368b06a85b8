"""A station head on a phone: every page of the menu fits, a lead is reported and a tip is found again."""

import pytest

WIDTH, PROJECT = 390, "手机上报送的线索"


@pytest.fixture
def phone(browser, house):
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 780}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="zh-CN"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{house.url}/")
    page.fill("#id_username", "zhouwenbo")
    page.fill("#id_password", house.password())
    page.tap("button[type=submit]")
    page.wait_for_selector(".menu-opener")
    yield page
    context.close()


def too_wide(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth") - WIDTH


def test_every_page_of_the_menu_fits(phone, house):
    addresses = phone.eval_on_selector_all(".side a", "links => links.map(link => link.href)")
    assert len(addresses) > 8
    assert not phone.is_visible(".side")
    wide = {}
    for address in addresses:
        assert phone.goto(address).ok, address
        if (over := too_wide(phone)) > 0:
            wide[address.removeprefix(house.url)] = over
    assert not wide


def test_a_lead_is_reported_on_the_way(phone, house):
    phone.tap(".menu-opener")
    if not phone.is_visible(".side a:has-text('招商线索')"):
        phone.tap(".side button:has-text('工作站')")
    phone.tap(".side a:has-text('招商线索')")
    phone.wait_for_url("**/leads/")
    phone.tap("a:has-text('报送线索')")
    phone.wait_for_url("**/leads/add/")
    assert too_wide(phone) <= 0
    phone.fill("[name=project]", PROJECT)
    phone.fill("[name=investor]", "苏南某某九公司")
    phone.tap("main button[type=submit]:has-text('报送'), main button[type=submit]:has-text('登记')")
    phone.wait_for_selector(f"h1:has-text('{PROJECT}')")
    assert too_wide(phone) <= 0 and "上海工作站" in phone.inner_text("main")
    phone.goto(f"{house.url}/leads/")
    assert not phone.is_visible(".facets label")
    phone.tap(".facets summary:has-text('阶段')")
    phone.tap(".facets label:has-text('新线索')")
    phone.wait_for_selector(f"td:has-text('{PROJECT}')")
