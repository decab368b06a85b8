"""活动 of the demo: of the running year and one that is being prepared."""

import datetime as dt

from people.events.models import Event, Guest
from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.demo.invent.shares import stream

HELD = (
    ("春节返乡人才座谈会", "talk", "县会议中心", 290, 24, "12人愿意回乡授课，2个项目意向转工作站跟进。"),
    ("“归雁”家乡行", "home", "县先进制造业开发区", 180, 18, "走访3家企业，现场对接需求6项。"),
    ("生物基材料专家大讲堂", "lecture", "县职业教育中心", 120, 6, "听众多为企业技术人员。"),
    ("高校毕业生专场招聘会", "fair", "县体育馆", 60, 8, "32家企业参加，达成意向41人。"),
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


def _event(title: str, kind: str, place: str, day: dt.date, unit: Unit, **fields) -> Event:
    return Event.objects.create(title=title, kind=kind, place=place, begins_on=day, host="县委组织部", unit=unit, **fields)


def _guests(event: Event, people: list[Person], came) -> None:
    guests = [Guest(event=event, person=person, came=came()) for person in people]
    for guest in guests:
        guest.answer = Guest.Answer.YES if guest.came else Guest.Answer.NO
    Guest.objects.bulk_create(guests)
