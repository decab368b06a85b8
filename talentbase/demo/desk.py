"""服务事项 of the demo: those of the running year, six of this month, fourteen in hand."""

import datetime as dt
import random

from people.registry.models import Person
from people.services.models import ServiceRequest, Step
from people.services.rules import Act, Kind, promised
from talentbase.accounts.models import Unit, User
from talentbase.demo.invent.figures import last_opening
from talentbase.demo.invent.shares import day_between, stream

DONE_THIS_YEAR, DONE_THIS_MONTH, IN_HAND = 61, 6, 14
MATTERS = {
    Kind.SCHOOL: (("子女转学到县一小", "县教育局"), ("子女入读县第一幼儿园", "县教育局"), ("高中借读手续", "县教育局")),
    Kind.PAPERS: (
        ("补办社保卡", "县人力资源和社会保障局"),
        ("职称证书核验", "县人力资源和社会保障局"),
        ("营业执照变更", "县商务局"),
    ),
    Kind.MEDICAL: (("老人住院协调床位", "县卫生健康委员会"), ("预约专家门诊", "县卫生健康委员会")),
    Kind.HOUSING: (("申请人才公寓", "县专家人才服务中心"), ("公租房续租", "县专家人才服务中心")),
    Kind.SPOUSE: (("配偶工作对接", "县人力资源和社会保障局"),),
    Kind.PROJECT: (("科技项目申报辅导", "县工业和信息化局"), ("用地手续咨询", "县先进制造业开发区")),
    Kind.OTHER: (("参加家乡行报名", "县专家人才服务中心"),),
}


def fill_desk(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "desk")
    units = {unit.name: unit for unit in Unit.objects.all()}
    people = list(Person.objects.present().order_by("pk"))
    first, began = today.replace(day=1), last_opening(today) + dt.timedelta(days=1)
    before = first - dt.timedelta(days=1)
    closed = [day_between(rng, first, today) for _ in range(DONE_THIS_MONTH)]
    closed += [day_between(rng, began, max(began, before)) for _ in range(DONE_THIS_YEAR - DONE_THIS_MONTH)]
    days = sorted([(day - dt.timedelta(days=rng.randrange(1, 18)), day) for day in closed])
    days += [(today - dt.timedelta(days=rng.randrange(0, 9 if place else 45)), None) for place in range(IN_HAND)]
    requests = [
        _request(rng, number, received, done, rng.choice(people), units, clerk)
        for number, (received, done) in enumerate(sorted(days, key=lambda pair: pair[0]), 1)
    ]
    ServiceRequest.objects.bulk_create(requests)
    Step.objects.bulk_create(step for request in requests for step in _steps(request, clerk))


def _request(rng: random.Random, number: int, received: dt.date, done, person: Person, units, clerk: User) -> ServiceRequest:
    kind = rng.choices(list(MATTERS), weights=(34, 22, 12, 12, 6, 8, 6))[0]
    title, handler = rng.choice(MATTERS[kind])
    state = ServiceRequest.State.CLOSED if done else rng.choice(["under_way", "under_way", "answered", "new"])
    return ServiceRequest(
        number=f"FW-{received.year}-{number:04d}", person=person, name=person.name, kind=kind, title=title, unit=clerk.unit,
        channel=rng.choice(["desk", "phone", "phone", "visit"]), handler=None if state == "new" else units.get(handler, clerk.unit),
        received_on=received, due_on=promised(kind, received), state=state, closed_on=done,
        answer="已按规定办理。" if done or state == "answered" else "", answered_on=done or (received if state == "answered" else None),
        rating=rng.choices([3, 2, 1, None], weights=(70, 15, 2, 13))[0] if done else None,
    )  # fmt: skip


def _steps(request: ServiceRequest, clerk: User):
    if request.handler_id:
        yield Step(request=request, act=Act.ASSIGN, on=request.received_on, by_name=clerk.full_name)
    if request.answered_on:
        yield Step(request=request, act=Act.ANSWER, on=request.answered_on, note=request.answer, by_name=clerk.full_name)
    if request.closed_on:
        yield Step(request=request, act=Act.CLOSE, on=request.closed_on, by_name=clerk.full_name)
