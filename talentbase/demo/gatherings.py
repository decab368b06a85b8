"""活动 of the demo, of the running year and one that is being prepared; branches of the 博士团 and their weekly."""

import datetime as dt

from people.branches.models import Branch, Member
from people.events.models import Event, Guest
from people.newsletters.models import Delivery, Issue
from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.demo.invent.shares import stream

HELD = (
    ("春节返乡人才座谈会", "talk", "县会议中心", 290, 24, "12人愿意回乡授课，2个项目意向转工作站跟进。"),
    ("“归雁”家乡行", "home", "县先进制造业开发区", 180, 18, "走访3家企业，现场对接需求6项。"),
    ("生物基材料专家大讲堂", "lecture", "县职业教育中心", 120, 6, "听众多为企业技术人员。"),
    ("高校毕业生专场招聘会", "fair", "县体育馆", 60, 8, "32家企业参加，达成意向41人。"),
)
BRANCHES = (("南乐博士团上海分团", "上海", "31"), ("南乐博士团北京分团", "北京", "11"), ("南乐博士团郑州分团", "郑州", "41"))
POSTS = ("1head", "2deputy", "2deputy", "3secretary", "4council", "4council")
ISSUES = 12
COLUMNS_OF_ISSUE = (
    "家乡事：县先进制造业开发区又有两个项目开工\n家乡味：端午的枣糕\n家乡记：老县城的仓颉庙\n家乡地：元村镇的十里长廊"
)
COMING = ("上海双招双引恳谈会", "trade", "上海市某酒店", 6, 20)


def fill_gatherings(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "gatherings")
    people = list(Person.objects.away().reachable().order_by("pk"))
    unit = Unit.objects.get(name="县专家人才服务中心")
    for title, kind, place, ago, number, outcome in HELD:
        event = _event(
            title, kind, place, today - dt.timedelta(days=ago), unit, state="done", outcome=outcome, others=number * 2
        )
        _guests(event, rng.sample(people, number), lambda: rng.choice([True, True, False]))
    title, kind, place, ahead, number = COMING
    event = _event(title, kind, place, today + dt.timedelta(days=ahead), unit, itinerary="9:00 签到\n9:30 推介\n10:30 交流")
    Guest.objects.bulk_create(
        [Guest(event=event, person=person, answer=rng.choice(Guest.Answer.values)) for person in rng.sample(people, number)]
    )


def fill_groups(seed: int, today: dt.date) -> None:
    """Three branches by province of work, and a quarter of weeklies to their members."""
    rng = stream(seed, "groups")
    unit = Unit.objects.get(name="县专家人才服务中心")
    everybody = Person.objects.away().reachable()
    for name, city, province in BRANCHES:
        branch = Branch.objects.create(
            name=name, city=city, unit=unit, founded_on=dt.date(today.year - 2, 5, 20), host=f"{city}市某某商会"
        )
        people = list(everybody.filter(location_province=province, categories__contains=["expert"]).order_by("pk")[:30])
        Member.objects.bulk_create(
            Member(branch=branch, person=person, since=branch.founded_on, post=POSTS[n] if n < len(POSTS) else "5member")
            for n, person in enumerate(people)
        )
    readers = list(Person.objects.filter(pk__in=Member.objects.values("person")).order_by("pk"))
    for number in range(1, ISSUES + 1):
        day = today - dt.timedelta(days=7 * (ISSUES - number) + 2)
        issue = Issue.objects.create(series="博士周刊", number=number, published_on=day, unit=unit, contents=COLUMNS_OF_ISSUE)
        sent = day + dt.timedelta(days=1) if number < ISSUES else None
        Delivery.objects.bulk_create(
            Delivery(issue=issue, person=person, way="wechat", sent_on=sent, is_returned=bool(sent) and rng.random() < 0.02)
            for person in readers
        )


def _event(title: str, kind: str, place: str, day: dt.date, unit: Unit, **fields) -> Event:
    return Event.objects.create(title=title, kind=kind, place=place, begins_on=day, host="县委组织部", unit=unit, **fields)


def _guests(event: Event, people: list[Person], came) -> None:
    guests = [Guest(event=event, person=person, came=came()) for person in people]
    for guest in guests:
        guest.answer = Guest.Answer.YES if guest.came else Guest.Answer.NO
    Guest.objects.bulk_create(guests)
