"""A 慰问名单 from the query of the register to printed envelopes, approved by another."""

import io

from docx import Document

from tests.walk.desk import screen_of


def test_from_a_query_to_envelopes(clerk, house, browser):
    clerk.goto(f"{house.url}/people/?category=expert&level=正高级")
    for row in (1, 2, 3):
        clerk.check(f"table.data tbody tr:nth-child({row}) [name=pick]")
    clerk.click(".bulk button:text-is('加入名单')")
    clerk.fill("[name=title]", "春节慰问名单")
    clerk.select_option("[name=purpose]", "greeting")
    clerk.press("[name=title]", "Enter")
    clerk.wait_for_selector(".message:has-text('已建立名单“春节慰问名单”，3人')")
    address = clerk.url
    names = clerk.locator("tbody tr td:nth-child(2) a").all_inner_texts()
    clerk.focus(f"[aria-label='{names[2]}上移']")
    clerk.keyboard.press("Enter")
    clerk.fill(f"[aria-label='{names[0]}的领导']", "赵某")
    for box in clerk.locator("[name^=acknowledged]").all():
        box.fill("领导已同意")
    clerk.click(".foot-bar button:has-text('保存')")
    clerk.wait_for_selector(".message:has-text('已保存名单的次序和内容')")
    assert clerk.locator("tbody tr td:nth-child(2) a").all_inner_texts() == [names[0], names[2], names[1]]
    clerk.click("a:has-text('信函正文')")
    clerk.fill("[name=letter]", "尊敬的{姓名}{尊称}：\n　　新春快乐！")
    clerk.click("button:has-text('保存')")
    clerk.wait_for_selector(".message:has-text('已保存信函正文')")
    clerk.check(".foot-bar [value=address]")
    clerk.click("button:has-text('送审')")
    clerk.wait_for_selector(".message:has-text('已送审')")
    assert not clerk.locator("button:has-text('信封')").count()

    with screen_of(browser, house, "lizhihua") as reviewer:
        reviewer.goto(f"{house.url}/todo/")
        reviewer.click("a:has-text('春节慰问名单')")
        reviewer.click("button:has-text('审核定稿')")
        reviewer.wait_for_selector(".message:has-text('批准使用家庭住址')")

    clerk.goto(address)
    texts = {}
    for kind in ("envelopes", "letters", "seats"):
        with clerk.expect_download() as waiting:
            clerk.click(f"button[value={kind}]")
        document = Document(io.BytesIO(waiting.value.path().read_bytes()))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        texts[kind] = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\u3000", "")
    assert all(name in text for name in names for text in texts.values()) and "新春快乐" in texts["letters"]
    clerk.check("[name=done] >> nth=0")
    clerk.click("button:has-text('登记勾选的人已办理')")
    clerk.wait_for_selector(".message:has-text('已登记1人办理完毕')")
    clerk.click(f"tbody a:has-text('{names[0]}')")
    clerk.click(".tabs a:has-text('联系服务')")
    clerk.wait_for_selector("#panel h3:has-text('赵某')")
