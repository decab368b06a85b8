"""疑似重复 as a clerk uses it: warned while typing, the register searched, two records made one and two again."""


def hits(clerk) -> int:
    return int(clerk.inner_text(".chips .whole b").replace(",", ""))


def test_two_records_become_one_and_two_again(clerk, house):
    clerk.goto(f"{house.url}/people/duplicates/")
    clerk.click("button:has-text('立即查找')")
    clerk.wait_for_selector("table.data tbody tr")  # the job leads back to the list
    before = hits(clerk)
    clerk.click("table.data tbody tr:nth-child(1) a")
    name = clerk.inner_text(".crumb").rpartition("/")[2].split("、")[0].strip()
    numbers = clerk.locator("table.compare thead a").all_inner_texts()
    clerk.check("[name=keep][value=second]")
    clerk.click("button:has-text('合并为一人')")
    clerk.wait_for_selector(f".message:has-text('{numbers[0]}并入{numbers[1]}')")
    assert clerk.locator("table.compare").count() == 1, "the next pair follows"
    clerk.goto(f"{house.url}/people/{int(numbers[0].removeprefix('RC-'))}/")
    clerk.wait_for_selector(f".strip:has-text('这份档案已并入{name} {numbers[1]}')")
    clerk.goto(f"{house.url}/people/duplicates/?state=open")
    assert hits(clerk) == before - 1
    clerk.click("a:has-text('合并记录')")
    clerk.click(f"tr:has-text('{numbers[0]}') button:has-text('撤销合并')")
    clerk.wait_for_selector(".message:has-text('恢复为两份档案')")
    clerk.goto(f"{house.url}/people/{int(numbers[0].removeprefix('RC-'))}/")
    clerk.wait_for_selector(".card h1")
    assert not clerk.locator(".tag:has-text('已归档')").count()


def test_two_people_stay_two(clerk, house):
    clerk.goto(f"{house.url}/people/duplicates/?state=open")
    if not clerk.locator("table.data tbody tr").count():
        clerk.click("button:has-text('立即查找')")
        clerk.wait_for_selector("table.data tbody tr")
    before = hits(clerk)
    clerk.click("table.data tbody tr:last-child a")
    address = clerk.url
    clerk.fill("[name=note]", "籍贯不同村")
    clerk.press("[name=note]", "Enter")
    clerk.wait_for_selector(".message:has-text('不是同一人')")
    clerk.goto(f"{house.url}/people/duplicates/?state=open")
    assert hits(clerk) == before - 1
    clerk.goto(address)
    clerk.click("button:has-text('改回待核对')")
    clerk.wait_for_selector("button:has-text('合并为一人')")


def test_a_clerk_is_warned_while_typing(clerk, house):
    clerk.goto(f"{house.url}/people/?category=expert")
    row = clerk.locator("table.data tbody tr").first
    name, birth = row.locator("td a").first.inner_text(), row.locator("td").nth(4).inner_text()
    clerk.goto(f"{house.url}/people/add/")
    clerk.fill("[name=name]", name)
    clerk.fill("[name=birth]", birth)
    clerk.press("[name=birth]", "Tab")
    clerk.wait_for_selector(".message:has-text('库中可能已有此人')")
    assert clerk.locator(".message a", has_text=name).count()
