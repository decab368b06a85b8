"""Leaders and their firms in the demo, what they found there, and 人才服务专员 of firms, talents and villages."""

import datetime as dt

from demand.care.models import FirmPair, FirmVisit, Officer
from demand.enterprises.models import Enterprise
from people.liaison.models import Office
from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.demo.invent.shares import stream

FIRMS_OF_EACH = 3
SINCE = dt.date(2025, 3, 1)
FOUND = (  # (what was seen, problem, who answers)
    ("查看生产线，了解用工情况。", "缺食品检验人员，招聘半年未到岗。", "县人力资源和社会保障局"),
    ("了解订单和研发情况。", "", ""),
    ("现场办公，听取意见。", "新车间用电容量不足。", "县供电公司"),
    ("了解技改进展。", "膜材料耐热性不达标，需要专家诊断。", "县科学技术局"),
    ("座谈人才待遇落实。", "引进的技术员子女入学问题。", "县教育局"),
    ("调研产业链配套。", "", ""),
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def fill_firms(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "firms")
    offices = list(Office.objects.standing().prefetch_related("terms"))
    firms = list(Enterprise.objects.present().order_by("pk")[: len(offices) * FIRMS_OF_EACH])
    visits = []
    for place, firm in enumerate(firms):
        office = offices[place % len(offices)]
        FirmPair.objects.create(office=office, enterprise=firm, since=SINCE)
        for ago in rng.sample(range(5, 300), rng.randrange(0, 4)):
            content, problem, handler = rng.choice(FOUND)
            day = today - dt.timedelta(days=ago)
            is_closed = bool(problem) and ago > 40 and rng.random() < 0.8
            visits.append(
                FirmVisit(
                    enterprise=firm,
                    leader=office.holder,
                    visited_on=day,
                    content=content,
                    problem=problem,
                    handler=handler,
                    closed_on=day + dt.timedelta(days=25) if is_closed else None,
                    result="已协调解决。" if is_closed else "",
                )  # fmt: skip
            )
    FirmVisit.objects.bulk_create(visits)
    _officers(rng, firms)


def _officers(rng, firms: list[Enterprise]) -> None:
    towns = list(Unit.objects.townships().order_by("pk"))
    people = list(Person.objects.present().filter(populations__contains=["introduced"]).order_by("pk")[:12])
    served = [{"enterprise": firm} for firm in firms[:12]] + [{"person": person} for person in people]
    served += [{"village": f"{town.name.removesuffix('镇').removesuffix('乡')}某某村"} for town in towns[:8]]
    Officer.objects.bulk_create(
        Officer(
            name=f"{rng.choice(SURNAMES)}某某",
            post=rng.choice(("组织干事", "包村干部", "人才专干")),
            unit=towns[place % len(towns)],
            phone=f"1990000{2000 + place}",
            since=SINCE,
            **each,
        )  # fmt: skip
        for place, each in enumerate(served)
    )
