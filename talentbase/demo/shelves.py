"""Six ledgers of the demo, of the kinds the counties' reports name."""

import datetime as dt

from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.demo.invent.shares import stream
from talentbase.ledgers import actions
from talentbase.ledgers.models import Ledger
from talentbase.ledgers.sheets import Table

FLATS = 20


def fill_shelves(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "shelves")
    centre = Unit.objects.get(name="县专家人才服务中心")
    people = list(Person.objects.present().order_by("pk")[:200])

    def some() -> str:
        return rng.choice(people).name

    def day(most: int) -> dt.date:
        return today - dt.timedelta(days=rng.randrange(most))

    books = (
        ("人才公寓", "20套动态保障", "套", "", ("房号", "面积", "入住人", "入住日期", "到期日期", "状态"),
         [(f"{n // 10 + 1}-{n % 10 + 1:02d}", 60 + n % 3 * 15, some() if n % 7 else "", day(600), today + dt.timedelta(days=30 + n * 9),
           "在住" if n % 7 else "空置") for n in range(FLATS)]),
        ("人才编制池", "总量30名，循环使用", "名", "使用编制", ("单位", "岗位", "使用编制", "使用日期", "状态"),
         [(unit, post, 1, day(900), "在用" if n % 5 else "已释放") for n, (unit, post) in enumerate(
             [("县人民医院", "内科医师"), ("县第一高级中学", "物理教师"), ("县中医院", "康复医师"), ("县农业技术推广站", "农艺师")] * 5)]),
        ("青年人才驿站", "免费住宿", "人次", "", ("姓名", "毕业院校", "入住日期", "夜数", "来访目的"),
         [(some(), rng.choice(["郑州某大学", "某师范学院"]), day(300), rng.randrange(1, 7), rng.choice(["求职", "面试", "实习"]))
          for _ in range(46)]),
        ("医疗体检", "年度体检和绿色通道", "人次", "", ("姓名", "项目", "日期", "医院"),
         [(some(), rng.choice(["年度体检", "专家门诊"]), day(300), "县人民医院") for _ in range(38)]),
        ("创新创业大赛", "省市大赛参赛获奖", "项", "奖金（万元）", ("赛事", "参赛单位", "组别", "名次", "奖金（万元）"),
         [("省创新创业大赛", f"某某生物材料{n}公司", rng.choice(["初创组", "成长组"]), rng.choice(["优胜奖", "三等奖"]), rng.choice([2, 5]))
          for n in range(1, 13)]),
        ("创新平台", "省市级平台", "个", "", ("名称", "类型", "级别", "依托单位", "认定年份"),
         [(f"某某工程技术研究中心{n}", rng.choice(["工程技术研究中心", "重点实验室"]), rng.choice(["省级", "市级", "市级"]),
           f"某某{n}有限公司", 2018 + n % 8) for n in range(1, 25)]),
    )  # fmt: skip
    for name, about, measure, sums, labels, rows in books:
        _ledger(name, about, measure, sums, labels, rows, centre, clerk)


def _ledger(name: str, about: str, measure: str, sums: str, labels, rows, unit: Unit, clerk: User) -> None:
    table = Table(dict(enumerate(labels, 1)), [(n, dict(zip(labels, row, strict=True))) for n, row in enumerate(rows, 2)])
    ledger = Ledger(name=name, about=about, measure=measure, unit=unit, counts=True)
    taken = actions.found(ledger, table, by=clerk)
    assert not taken.wrong, taken
    if sums:
        ledger.sums = ledger.columns.get(label=sums).key
        ledger.save(update_fields=["sums"])
