"""合作项目 and 返乡 of the demo: as many as the county's report speaks of, owed to stations, events and people."""

import datetime as dt
import itertools
import random

from demand.cooperation.models import Milestone, Participant, Project, Return
from demand.enterprises.models import Enterprise
from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.codes.models import Code
from talentbase.demo.invent.figures import last_opening
from talentbase.demo.invent.shares import day_between, stream

BY_STATION = (("上海工作站", 8), ("天津工作站", 5))
OTHERS = 6
TOPICS = (
    "聚乳酸改性联合攻关", "生物可降解餐具模压工艺改进", "速冻面米保鲜技术转让", "大蒜深加工联合实验室", "秸秆糖化中试",
    "智能分拣设备共同研发", "食用菌工厂化栽培", "功能性饲料添加剂开发", "装备焊接自动化改造", "县医院专科联盟",
    "生物基纤维纺丝小试", "预制菜风味稳定研究", "污水处理菌剂应用", "数控系统国产化替代", "中学奥赛教练共育",
    "农产品溯源平台建设", "康养护理人才共育", "包装膜阻隔性能提升", "园区人才飞地共建",
)  # fmt: skip
PARTNERS = (
    "上海某某大学材料学院",
    "天津某某大学化工学院",
    "江南某某大学食品学院",
    "某某科学院过程研究所",
    "郑州某某大学",
    "某某省农科院",
)
EVENTS = ("春节家乡行", "在外人才座谈会", "人才周企业考察", "")
THIS_YEAR, THIS_MONTH = 37, 3
WORKS = (
    (Return.Kind.STARTUP, "可降解餐具加工厂", "生物基材料", 800, 45), (Return.Kind.STARTUP, "大蒜分选冷链项目", "食品加工", 320, 26),
    (Return.Kind.STARTUP, "电商直播基地", "电子商务", 60, 12), (Return.Kind.STARTUP, "家庭农场", "现代农业", 90, 9),
    (Return.Kind.WORK, "县医院心内科", "卫生", None, None), (Return.Kind.WORK, "一中物理教师", "教育", None, None),
    (Return.Kind.WORK, "企业技术主管", "装备制造", None, None), (Return.Kind.MOVE, "木业制品回迁", "家具建材", 1500, 80),
    (Return.Kind.CAPITAL, "参股食品园二期", "食品加工", 2000, 60), (Return.Kind.FLEXIBLE, "周末工程师", "生物基材料", None, None),
)  # fmt: skip


def fill_results(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "results")
    units = {unit.name: unit for unit in Unit.objects.exclude(parent=None)}
    _projects(rng, today, units)
    _returns(rng, today, units)


def _projects(rng: random.Random, today: dt.date, units: dict[str, Unit]) -> None:
    firms = itertools.cycle(Enterprise.objects.present().filter(kind__in=["leading", "scale"]).order_by("pk"))
    stations = [units[name] for name, number in BY_STATION for _ in range(number)] + [None] * OTHERS
    began = last_opening(today) - dt.timedelta(days=600)
    projects = [_project(rng, topic, firm, station, day_between(rng, began, today), today)
                for topic, firm, station in zip(TOPICS, firms, stations, strict=False)]  # fmt: skip
    Project.objects.bulk_create(projects)
    experts = list(Person.objects.away().filter(categories__contains=["expert"]).order_by("pk")[:40])
    Milestone.objects.bulk_create(each for project in projects for each in _milestones(project, today))
    Participant.objects.bulk_create(
        Participant(project=project, person=person, role="项目负责人")
        for project, person in zip(projects, rng.sample(experts, min(len(experts), len(projects))), strict=False)
    )


def _project(
    rng: random.Random, topic: str, firm: Enterprise, station: Unit | None, signed: dt.date, today: dt.date
) -> Project:
    kinds = [Project.Kind.SCHOOL_FIRM, Project.Kind.SCHOOL_PLACE, Project.Kind.TECHNICAL]
    kind = Project.Kind.ENCLAVE if "飞地" in topic else rng.choice(kinds)
    ends = signed.replace(year=signed.year + rng.choice([2, 3]), day=min(signed.day, 28))
    return Project(
        name=topic, kind=kind, enterprise=firm, unit_id=firm.unit_id, party_b=rng.choice(PARTNERS), station=station,
        amount_wan=rng.choice([20, 50, 80, 120, 200, 300]), signed=signed.isoformat(), ends=ends.isoformat(),
        event="" if station else rng.choice(EVENTS), status="按协议推进。" if ends > today else "已通过验收。",
        state=Project.State.RUNNING if ends > today else Project.State.DONE,
    )  # fmt: skip


def _milestones(project: Project, today: dt.date):
    signed = dt.date.fromisoformat(project.signed)
    for name, days in (("首笔经费到账", 60), ("中期检查", 400)):
        due = signed + dt.timedelta(days=days)
        yield Milestone(project=project, name=name, due_on=due, done_on=due if due < today else None)


def _returns(rng: random.Random, today: dt.date, units: dict[str, Unit]) -> None:
    month = today.replace(day=1)
    since, before = last_opening(today) + dt.timedelta(days=1), month - dt.timedelta(days=1)
    days = [day_between(rng, month, today) for _ in range(THIS_MONTH)]
    days += [day_between(rng, since, max(since, before)) for _ in range(THIS_YEAR - THIS_MONTH)]
    towns = list(Code.objects.of("towns").active())
    people = rng.sample(list(Person.objects.away().order_by("pk")), len(days))
    stations = [units[name] for name, _ in BY_STATION]
    Return.objects.bulk_create(
        _return(rng, person, day, rng.choice(towns), stations, units["县专家人才服务中心"])
        for person, day in zip(people, sorted(days), strict=True)
    )


def _return(rng: random.Random, person: Person, day: dt.date, town: Code, stations: list[Unit], centre: Unit) -> Return:
    kind, project, industry, investment, jobs = rng.choice(WORKS)
    cause = rng.random()
    return Return(
        person=person, name=person.name, kind=kind, returned_on=day, project=project, industry=industry, investment_wan=investment,
        jobs=jobs, town=town, unit=centre, stage=Return.Stage.RUNNING if investment else "",
        station=rng.choice(stations) if cause < 0.4 else None, event=rng.choice(EVENTS[:3]) if 0.4 <= cause < 0.75 else "",
        recommender=person.recommender if cause >= 0.75 else "", evidence="返乡创业就业登记表",
    )  # fmt: skip
