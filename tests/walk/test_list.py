"""The register as a clerk uses it: a query of several conditions, kept under a name; columns of one's own; a photo."""

from tests.pictures import picture


def shown(clerk) -> list[str]:
    return [text.strip() for text in clerk.locator("table.data thead th:not(.order):not(.tick)").all_inner_texts()]


def hits(clerk) -> int:
    return int(clerk.inner_text(".chips .whole b").replace(",", ""))


def test_a_query_is_asked_kept_and_opened_again(clerk, house):
    clerk.goto(f"{house.url}/people/?category=expert")
    everybody = hits(clerk)
    clerk.click("text=高级查询")
    clerk.fill("[name=age__from]", "四十")
    clerk.press("[name=age__from]", "Enter")
    clerk.wait_for_selector(".problem:has-text('年龄应为')")
    assert clerk.input_value("[name=age__from]") == "四十"
    clerk.fill("[name=age__from]", "40")
    clerk.fill("[name=age__to]", "55")
    clerk.fill("[name=employer]", "大学、研究院")
    clerk.press("[name=employer]", "Enter")
    clerk.wait_for_selector(".chip:has-text('年龄40–55岁')")
    assert clerk.locator(".chip").all_inner_texts() == ["高层次人才", "年龄40–55岁", "工作单位：大学、研究院"]
    found = hits(clerk)
    assert 0 < found < everybody
    clerk.click("aside label:has-text('正高级')")  # a facet joins what was asked
    clerk.wait_for_selector(".chip:has-text('正高级')")
    assert clerk.locator(".chip").count() == 4 and 0 < hits(clerk) < found
    clerk.click(".chip:has-text('正高级')")
    clerk.wait_for_function("document.querySelectorAll('.chip').length === 3")

    clerk.click("button:has-text('我的查询')")
    clerk.fill("#query-name", "中年教授")
    clerk.check("#my-queries [name=shared]")
    clerk.press("#query-name", "Enter")
    clerk.wait_for_selector(".message:has-text('已存为“中年教授”')")
    clerk.goto(f"{house.url}/people/")
    clerk.click("button:has-text('我的查询')")
    clerk.click("#my-queries a:has-text('中年教授')")
    clerk.wait_for_selector(".chip:has-text('年龄40–55岁')")
    assert hits(clerk) == found
    clerk.click("button:has-text('我的查询')")
    clerk.click("#my-queries button[title='删除查询“中年教授”']")
    clerk.wait_for_selector(".message:has-text('已删除查询')")


def test_columns_are_chosen_by_keyboard_and_given_back(clerk, house):
    clerk.goto(f"{house.url}/people/")
    usual = shown(clerk)
    clerk.focus("button:has-text('列设置')")
    clerk.keyboard.press("Enter")
    clerk.uncheck("#my-columns [value=phone]")
    clerk.check("#my-columns [value=school]")
    for _ in range(20):  # to the very left, and no further
        clerk.focus("#my-columns [aria-label='毕业院校左移']")
        clerk.keyboard.press("Enter")
    clerk.click("#my-columns button:has-text('应用')")
    clerk.wait_for_selector("th:has-text('毕业院校')")
    assert shown(clerk) == ["姓名", "毕业院校", *(label for label in usual[1:] if label != "电话")]
    clerk.click("button:has-text('列设置')")
    clerk.click("#my-columns button:has-text('恢复默认')")
    clerk.wait_for_selector("th:has-text('电话')")
    assert shown(clerk) == usual


def test_a_photo_is_put_on_the_record_and_taken_away(clerk, house):
    clerk.goto(f"{house.url}/people/")
    clerk.click("table.data tbody tr:nth-child(3) a")
    clerk.click(".card .actions button:has-text('更多')")
    clerk.click(".card .actions a:has-text('照片')")
    clerk.set_input_files("#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture(900, 1200)})
    clerk.click("button:has-text('保存照片')")
    clerk.wait_for_selector(".card img.portrait")
    assert clerk.evaluate("document.querySelector('.card img.portrait').naturalHeight") == 460
    clerk.click(".card .actions button:has-text('更多')")
    clerk.click(".card .actions a:has-text('照片')")
    clerk.click("button:has-text('删除照片')")
    clerk.wait_for_selector(".message:has-text('已删除')")
    assert clerk.locator(".card img.portrait").count() == 0


def test_several_are_changed_at_once_and_changed_back(clerk, house):
    clerk.goto(f"{house.url}/people/?level=正高级&status=working")
    before = hits(clerk)
    clerk.check("table.data tbody tr:nth-child(1) [data-select]")
    clerk.check("table.data tbody tr:nth-child(3) [data-select]")
    assert clerk.inner_text(".picked [data-selected-count]") == "2" and len(clerk.locator(".chip").all()) == 2
    clerk.click(".picked button:has-text('批量修改') >> nth=0")
    clerk.select_option("[name=value-status]", "retired")
    clerk.click("button:has-text('预览变化')")
    clerk.wait_for_selector("text=将修改2人")
    assert clerk.locator("table.data tbody tr").count() == 2
    clerk.click("button:has-text('修改2人')")
    clerk.wait_for_selector(".message:has-text('已修改2人')")
    assert hits(clerk) == before - 2
    clerk.click(".head a:has-text('批量修改记录')")
    clerk.click("button:has-text('撤销2人的修改')")
    clerk.wait_for_selector(".message:has-text('2人恢复原值')")
    clerk.goto(f"{house.url}/people/?level=正高级&status=working")
    assert hits(clerk) == before
