"""Three lines from the phone become people; consent comes before the introduction; the atlas opens its people; leaders get theirs."""

import io

from docx import Document

SPOKEN = "某生物材料公司来电：想请一位懂聚乳酸改性的\n柔性的也行，最好博士\n能解决发泡材料耐热问题"


def words(download) -> str:
    document = Document(io.BytesIO(download.path().read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_spoken_lines_become_people_and_a_need(clerk, house):
    clerk.click("nav >> text=速配") if clerk.locator("nav >> text=速配").is_visible() else clerk.goto(
        f"{house.url}/matches/quick/"
    )
    clerk.fill("[name=text]", SPOKEN)
    clerk.click("button:has-text('查找人选')")
    clerk.wait_for_selector("#sure .found")
    assert [text.strip() for text in clerk.locator(".pieces label").all_inner_texts()] == ["聚乳酸改性", "发泡材料耐热"]
    assert clerk.input_value(".quick [name=degree_min]") == "5" and clerk.is_checked(".quick [name=modes][value=柔性引进]")
    best = clerk.locator("#sure .found .name").first.inner_text()
    clerk.uncheck("[name=pieces][value=发泡材料耐热]")
    clerk.click("button:has-text('查找人选')")
    clerk.wait_for_selector("#sure .found")
    assert not clerk.is_checked("[name=pieces][value=发泡材料耐热]")
    clerk.click("button:has-text('存为人才需求')")
    clerk.wait_for_selector("[name=title]")
    assert clerk.input_value("[name=title]") == "聚乳酸改性" and best
    assert "想请一位懂聚乳酸改性的" in clerk.input_value("[name=remark]")


def test_consent_comes_before_the_introduction(clerk, house):
    clerk.goto(f"{house.url}/matches/?chain=1&order=")
    for address in clerk.locator("tbody a[href*='/matches/need/']").evaluate_all("all => all.map(a => a.href)"):
        clerk.goto(address)
        fresh = clerk.locator(".hit:has(button:has-text('征求意见函')):has(a:has-text('征求本人意见'))")
        if fresh.count():
            break
    name = fresh.first.locator(".name").inner_text()
    with clerk.expect_download() as waiting:
        fresh.first.locator("button:has-text('征求意见函')").click()
    assert name in words(waiting.value) and "未经您同意" in words(waiting.value)
    row = f".hit:has(.name:text-is('{name}'))"
    clerk.click(f"{row} a:has-text('征求本人意见')")
    clerk.click("#modal button[type=submit]")
    clerk.wait_for_selector(f"{row} a:has-text('登记本人同意')")
    clerk.click(f"{row} a:has-text('登记本人同意')")
    clerk.wait_for_selector("#modal [name=shared]")
    clerk.check("#modal [name=shared][value=field]")
    clerk.click("#modal button[type=submit]")
    clerk.wait_for_selector("button:has-text('推荐表')")
    with clerk.expect_download() as waiting:
        clerk.click("button:has-text('推荐表')")
    text = words(waiting.value)
    assert name in text and "研究领域" in text and "电话" not in text
    clerk.click(f"{row} a:has-text('登记未同意')")
    clerk.select_option("#modal [name=reason]", "时间冲突")
    clerk.click("#modal button[type=submit]")
    clerk.wait_for_selector(f"{row}:has-text('时间冲突')")


def test_the_atlas_opens_its_people(clerk, house):
    clerk.goto(f"{house.url}/atlas/")
    clerk.click("tbody td a:text-is('食品加工')")
    number = clerk.locator("tbody tr td.number a").first
    wanted = number.inner_text()
    number.click()
    clerk.wait_for_selector("table.data tbody tr")
    assert wanted in clerk.inner_text(".chips .whole b")
    clerk.goto(f"{house.url}/atlas/cross/?rows=chain&columns=degree")
    cell = clerk.locator("table.heat td a").first
    wanted = cell.inner_text()
    cell.click()
    clerk.wait_for_selector("table.data tbody tr")
    assert clerk.inner_text(".chips .whole b").strip() == wanted


def test_picked_people_get_a_leader_and_it_is_taken_back(clerk, house):
    clerk.goto(f"{house.url}/people/?leader=-&category=expert")
    for row in (1, 2):
        clerk.check(f"table.data tbody tr:nth-child({row}) [name=pick]")
    clerk.click(".bulk button:has-text('分配联系领导')")
    clerk.select_option("[name=office]", index=2)
    clerk.click("button:has-text('预览变化')")
    clerk.click("button:has-text('为2人登记')")
    clerk.wait_for_selector(".message:has-text('已为2人登记联系领导')")
    clerk.goto(f"{house.url}/people/bulk/acts/")
    clerk.locator("button:has-text('撤销2人的修改')").first.click()
    clerk.wait_for_selector(".message:has-text('2人恢复原值')")


def test_from_consent_to_a_signature(clerk, house):
    clerk.goto(f"{house.url}/matches/?order=")
    row = act_on_somebody_fresh(clerk)
    for label in ("征求本人意见", "登记本人同意", "推荐给用人单位", "登记来访洽谈"):
        clerk.click(f"{row} a:has-text('{label}')")
        clerk.wait_for_selector("#modal button[type=submit]")
        clerk.click("#modal button[type=submit]")
        clerk.wait_for_selector("#modal", state="hidden")
    clerk.click(f"{row} a:has-text('登记对接结果')")
    clerk.wait_for_selector("#modal [name=way]")
    clerk.click("#modal button[type=submit]")
    clerk.wait_for_selector("#modal .problem")
    assert "请选择合作方式" in clerk.inner_text("#modal")
    clerk.select_option("#modal [name=way]", "flexible")
    clerk.click("#modal button[type=submit]")
    clerk.wait_for_selector("#modal", state="hidden")
    clerk.goto(f"{house.url}/matches/cases/outcomes/")
    assert "柔性引进" in clerk.inner_text("table.data tbody tr:first-child")


def act_on_somebody_fresh(clerk) -> str:
    """The row of a person nobody has been asked about, on a need's page."""
    for address in clerk.locator("tbody a[href*='/matches/need/']").evaluate_all("all => all.map(a => a.href)"):
        clerk.goto(address)
        fresh = clerk.locator(".hit:has(.weak input[name=match]):has(a:has-text('征求本人意见'))")
        if fresh.count():
            return f".hit:has(.name:text-is('{fresh.first.locator('.name').inner_text()}'))"
    raise AssertionError("nobody is fresh")


def test_a_serving_official_is_never_offered(clerk, house):
    """He is asked to introduce somebody, on a shelf of his own, and nothing there asks for his consent."""
    clerk.goto(f"{house.url}/people/?serving=1&size=200")
    officials = set(
        clerk.locator("tbody a.name, tbody td a[href^='/people/']").evaluate_all("all => all.map(a => a.pathname)")
    )
    assert len(officials) > 20
    clerk.goto(f"{house.url}/matches/?size=50")
    seen = introduced = 0
    for address in clerk.locator("tbody a[href*='/matches/need/']").evaluate_all("all => all.map(a => a.href)")[:12]:
        clerk.goto(address)
        offered = set(clerk.locator(".hit:not(.asked-only) .name").evaluate_all("all => all.map(a => a.pathname)"))
        seen += len(offered)
        assert not offered & officials
        introduced += clerk.locator(".asked-only").count()
        assert not clerk.locator(".asked-only a:has-text('征求本人意见')").count()
    assert seen > 10 and introduced
