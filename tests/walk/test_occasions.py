"""活动, 人才组织, 刊物, 走访: who was invited and came, who is in which group, who gets the paper, which firm was visited."""

from tests.walk.desk import enter, open_from_menu, send, workbook_of


def test_an_event_from_invitation_to_attendance(clerk):
    open_from_menu(clerk, "活动")
    clerk.click("main a:has-text('登记活动')")
    enter(clerk, title="秋季返乡人才座谈会", kind="座谈会", begins_on="2026-11-20", place="县委会议室")
    send(clerk, "登记活动")
    for number in ("RC-000021", "RC-000022"):
        clerk.click("main a:has-text('邀请一人')")
        enter(clerk, person=number)
        clerk.locator("main form button[type=submit]").first.click()
        clerk.wait_for_selector(".message")
    clerk.locator("[name^=came-]").first.check()
    clerk.locator("[name^=follow-]").first.fill("有意回乡办厂")
    clerk.click("button:has-text('保存')")
    clerk.wait_for_selector(".message")
    assert clerk.locator("[name^=came-]").first.is_checked()
    cells = workbook_of(clerk, "签到表")
    names = clerk.locator("main td a[href*='/people/']").all_inner_texts()
    assert len(names) == 2 and set(names) <= cells
    clerk.click("main td a[href*='/people/']")
    clerk.click("a:has-text('大事记')")
    clerk.wait_for_selector("main:has-text('秋季返乡人才座谈会')")


def test_somebody_joins_a_group_and_takes_a_post(clerk):
    open_from_menu(clerk, "人才组织")
    clerk.click("td a:has-text('郑州分团')")
    clerk.click("main a:has-text('添加成员')")
    enter(clerk, person="RC-000023", post="理事", since="2026-11-01")
    send(clerk, "添加成员")
    assert "理事" in workbook_of(clerk, "成员名册")


def test_an_issue_goes_to_those_who_got_the_last_one(clerk):
    open_from_menu(clerk, "刊物寄送")
    clerk.click("main a:has-text('登记一期')")
    number = int(clerk.input_value("[name=number]"))
    enter(clerk, title="家乡产业链招才", contents="家乡事：东区开园\n政策：安居补贴")
    send(clerk, "登记刊物")
    assert f"第{number}期" in clerk.inner_text("h1")
    clerk.click("main a:has-text('照上一期')")
    clerk.locator("main form button[type=submit]").first.click()
    clerk.wait_for_selector(".message:has-text('已列入')")
    clerk.click("main a:has-text('登记寄出')")
    clerk.locator("main form button[type=submit]").first.click()
    clerk.wait_for_selector(".message:has-text('已登记寄出')")
    clerk.locator("button:has-text('登记退回')").first.click()
    clerk.wait_for_selector(".message:has-text('已登记退回')")


def test_a_leaders_firm_is_visited_and_its_problem_waits(clerk, house):
    open_from_menu(clerk, "联系企业")
    firm = clerk.locator("table.data tbody tr:first-child td:nth-child(3) a")
    name = firm.inner_text()
    firm.click()
    clerk.click("main a:has-text('登记走访')")
    assert clerk.input_value("[name=leader]")
    enter(clerk, visited_on="2026-10-08", problem="缺冷链设备维修技师", handler="县人社局")
    send(clerk, "登记走访企业")
    clerk.goto(f"{house.url}/care/visits/?unsettled=1&q=维修技师")
    assert name in clerk.inner_text("table.data tbody")
    clerk.goto(f"{house.url}/todo/")
    assert "答复企业问题" in clerk.inner_text("main")


def test_a_visit_to_an_expert_stands_on_his_page_and_in_the_list(clerk, house):
    clerk.goto(f"{house.url}/people/24/?tab=liaison")
    clerk.click("main a:has-text('登记联系')")
    clerk.wait_for_selector("[name=visited_on]")
    enter(clerk, leader="祝某某", visited_on="2026-11-18", note="电话问候，了解近况。")
    clerk.locator("main form:has([name=visited_on]) button[type=submit]").first.click()
    clerk.wait_for_selector("main:has-text('电话问候，了解近况')")
    clerk.goto(f"{house.url}/liaison/?q=祝某某")
    assert "2026.11.18" in clerk.inner_text("table.data tbody")
