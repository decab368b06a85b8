"""补贴 and 荣誉 of the demo: two policies, rolls of the running year as the county's report adds them up, honours with terms."""

import datetime as dt
import random
from decimal import Decimal

from people.benefits.models import Honour, Payment, Roll
from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.accounts.sealing import blind, seal
from talentbase.demo.invent.figures import months_after, payment_days
from talentbase.demo.invent.shares import stream
from talentbase.policies.models import Clause, Policy

STANDARD = 1000  # 元 a month; a roll's rest goes to its last line
FEES = ("12.4", "8.6", "9.5", "7", "11", "10.6", "4.4")  # 万元, the oldest first
CLAUSES = (
    (
        "一",
        "生活补贴",
        "引进的硕士以上人才",
        "monthly",
        1000,
        "硕士每月1000元",
        "单位申报，人社局审核，公示5日",
        "每季度末月20日前",
    ),
    (
        "二",
        "安家费",
        "引进的博士",
        "once",
        None,
        "博士10万元，分五年发放",
        "个人申请，单位初审，人才办审定",
        "引进满一年后30日内",
    ),
    ("三", "成果转化奖励", "企业", "once", None, "", "企业申报", ""),
)


def fill_purse(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "purse")
    centre = Unit.objects.get(name="县专家人才服务中心")
    clause = _policies(today)
    people = list(Person.objects.present().of_population(Person.Population.INTRODUCED).order_by("pk"))
    people = people or list(Person.objects.present().order_by("pk")[:60])
    reviewer = User.objects.filter(role=User.Role.REVIEWER).first()
    paid: set[str] = set()
    for number, (day, wan) in enumerate(zip(payment_days(today, len(FEES)), FEES, strict=True), 1):
        month = next(code for ago in range(1, 99) if (code := f"{months_after(day, -ago):%Y-%m}") not in paid)
        paid.add(month)
        _roll(number, day, month, Decimal(wan) * 10_000, clause, people, centre, clerk, reviewer)
    _honours(rng, today, people, centre)


def _policies(today: dt.date) -> Clause:
    policy = Policy.objects.create(
        title="关于加快集聚人才的若干措施",
        document="南发〔2024〕6号",
        office="中共某县委",
        effective_on=dt.date(today.year - 2, 5, 1),
    )
    names = ("number", "title", "target", "period", "standard_yuan", "amount_text", "procedure", "time_limit")
    clauses = [Clause.objects.create(policy=policy, **dict(zip(names, row, strict=True))) for row in CLAUSES]
    Policy.objects.create(
        title="濮阳市高层次人才引进办法",
        document="濮办〔2023〕15号",
        level="city",
        office="中共某市委办公室",
        effective_on=dt.date(2023, 7, 1),
    )
    return clauses[0]


def _roll(number: int, day: dt.date, month: str, total: Decimal, clause: Clause, people, unit, clerk: User, reviewer) -> None:
    """Everybody the standard sum of the month; who stands last gets what is left, without a standard."""
    roll = Roll.objects.create(
        title=f"{month.replace('-', '年').replace('年0', '年')}月人才补贴花名册", clause=clause, kind=clause.title, months=[month],
        months_until=month, unit=unit, state=Roll.State.PAID, paid_on=day, checked_by=clerk.full_name, checker=clerk.pk,
        approved_by=reviewer.full_name if reviewer else "", approver=reviewer.pk if reviewer else None,
    )  # fmt: skip
    count = max(1, min(len(people), int(total // STANDARD) - 1))
    sums = [Decimal(STANDARD)] * (count - 1)
    sums.append(total - sum(sums))
    payments = []
    for place, (person, amount) in enumerate(zip(people[:count], sums, strict=True)):
        account = f"62284800000{number:02d}{place:06d}"
        payments.append(
            Payment(
                roll=roll, person=person, name=person.name, employer=person.employer, kind=roll.kind, months=[month], unit=unit,
                standard=STANDARD if amount == STANDARD else None, amount=amount, paid_on=day, bank="某某银行",
                account_cipher=seal(account), account_hash=blind(account),
            )
        )  # fmt: skip
    Payment.objects.bulk_create(payments)


def _honours(rng: random.Random, today: dt.date, people, unit: Unit) -> None:
    experts = list(Person.objects.away().filter(categories__contains=["expert"]).order_by("pk")[:40])
    rows = [
        Honour(kind=Honour.Kind.POST, person=person, name=person.name, title=title, issuer="某县人民政府", number=f"南聘{number:04d}",
               granted_on=today - dt.timedelta(days=650 + number), until=today + dt.timedelta(days=80 - number * 20), unit=unit)
        for number, (person, title) in enumerate(zip(rng.sample(experts, min(4, len(experts))),
                                                     ("发展顾问", "县医院名誉院长", "一中荣誉校长", "产业顾问"), strict=False), 1)
    ]  # fmt: skip
    rows += [
        Honour(kind=Honour.Kind.CARD, person=person, name=person.name, title="人才绿卡A类", number=f"绿{number:04d}",
               granted_on=today - dt.timedelta(days=300), until=today + dt.timedelta(days=430), unit=unit)
        for number, person in enumerate(people[:12], 1)
    ]  # fmt: skip
    rows.append(
        Honour(name="某某生物材料有限公司", title="人才工作先进单位", granted_on=today - dt.timedelta(days=200), unit=unit)
    )
    Honour.objects.bulk_create(rows)
