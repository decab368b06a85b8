"""Stations of the demo: two at work and two in preparation, six heads, what they report."""

import datetime as dt
import random
from decimal import Decimal

from people.registry.models import Person
from talentbase.accounts.models import Unit, User
from talentbase.codes.models import IndustryChain
from talentbase.demo.invent.figures import last_opening
from talentbase.demo.invent.shares import day_between, stream
from workstations.assessment import actions as assessments
from workstations.assessment.counting import Half
from workstations.assessment.models import Assessment, Criterion
from workstations.leads.models import Lead, LeadStep
from workstations.leads.rules import next_step
from workstations.stations.models import Appointment, Charter, LogEntry, Station
from workstations.tips import actions as tips
from workstations.tips.models import Tip

BEGAN = 3  # years ago
STATIONS = (
    ("上海工作站", "上海", "上海市某某商会", ("上海", "苏州", "杭州", "宁波")),
    ("天津工作站", "天津", "天津市某某商会", ("天津", "北京", "唐山")),
)  # fmt: skip
PREPARING = (("广州工作站", "广州", ("广州", "深圳", "东莞")), ("武汉工作站", "武汉", ("武汉", "长沙")))
LEADS = {"上海工作站": (54, 22, 2), "天津工作站": (38, 15, 1)}  # in all, this year, this month
TIPS = {"上海工作站": (71, 30, 2), "天津工作站": (53, 21, 1)}
PLACES = ("沪东", "苏南", "津滨", "浙北", "冀东", "宁波某某", "北辰", "虹桥")
TRADES = (
    ("生物基材料", "可降解餐具生产线", 5000), ("生物基材料", "聚乳酸改性料项目", 12000), ("食品加工", "预制菜中央厨房", 3000),
    ("食品加工", "速冻食品冷链", 4500), ("装备制造", "智能分拣设备", 6000), ("电子信息", "线束加工", 1800), ("医药健康", "医用敷料", 2600),
    ("新能源", "储能电池包组装", 20000), ("家居建材", "定制家具", 3500), ("电子商务", "直播电商基地", 900),
)  # fmt: skip
PROGRESS = (
    "投资方表示有意，拟来县考察。",
    "已发送园区资料和政策。",
    "第二次视频洽谈，谈用地和标准厂房。",
    "来县实地考察两天。",
)
FIELDS = ("高分子材料", "食品工程", "机电一体化", "肿瘤内科", "软件工程", "农产品加工", "新能源电池", "企业管理")
SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦昌马苗凤花方"


def fill_outposts(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "outposts")
    stations = _stations(rng, today)
    Charter.objects.create(
        title="“双招双引”驻外工作站管理办法", document="南组通〔2024〕12号", effective_on=dt.date(today.year - 2, 3, 1),
        text="工作站由县委组织部负责管理，站长、副站长每届聘期两年，线索和人才信息随收随报，县级1个工作日响应、3个工作日研判。",
    )  # fmt: skip
    chains = {chain.name: chain for chain in IndustryChain.objects.active()}
    units = list(Unit.objects.filter(kind=Unit.Kind.DEPARTMENT).order_by("order")[4:10])
    for name, station in stations.items():
        if name in LEADS:
            _leads(rng, today, station, LEADS[name], chains, units, clerk)
            _tips(rng, today, station, TIPS[name], clerk)


def _stations(rng: random.Random, today: dt.date) -> dict[str, Station]:
    found = {}
    county = Unit.objects.get(kind=Unit.Kind.COUNTY)
    began = dt.date(today.year - BEGAN, 3, 10)
    people = list(Person.objects.away().filter(categories__contains=["business"]).order_by("pk")[:40])
    for name, city, host, covers in STATIONS:
        station = Station.objects.create(
            unit=Unit.objects.get(name=name),
            city=city,
            host=host,
            covers=list(covers),
            state=Station.State.RUNNING,
            plaque_on=began,
        )
        for place, post in enumerate((Appointment.Post.HEAD, Appointment.Post.DEPUTY, Appointment.Post.DEPUTY)):
            person = people.pop(rng.randrange(len(people)))
            until = today + dt.timedelta(days=40 if place == 2 else 400)
            Appointment.objects.create(
                station=station, post=post, person=person, name=person.name, since=began, until=until, document="聘书"
            )
        LogEntry.objects.bulk_create(
            LogEntry(station=station, on=today - dt.timedelta(days=days), kind=kind, text=text, by_name="周文博")
            for days, kind, text in (
                (6, "visit", "走访在当地经商的南乐籍企业家3人，了解返乡意向。"), (21, "meeting", "召开站务例会，梳理在谈线索。"),
                (50, "event", "组织在当地乡友座谈会，24人参加。"),
            )
        )  # fmt: skip
        found[name] = station
    for order, (name, city, covers) in enumerate(PREPARING, 90):
        unit, _ = Unit.objects.get_or_create(parent=county, name=name, defaults={"kind": Unit.Kind.STATION, "order": order})
        found[name] = Station.objects.create(unit=unit, city=city, covers=list(covers))
    return found


def _days(rng: random.Random, today: dt.date, numbers: tuple[int, int, int]) -> list[dt.date]:
    """Days of so many in all, this year and this month, the oldest first."""
    total, year, month = numbers
    first, began = today.replace(day=1), last_opening(today) + dt.timedelta(days=1)
    before = first - dt.timedelta(days=1)
    days = [day_between(rng, first, today) for _ in range(month)]
    days += [day_between(rng, began, max(began, before)) for _ in range(year - month)]
    days += [day_between(rng, dt.date(began.year - 2, 3, 15), began - dt.timedelta(days=1)) for _ in range(total - year)]
    return sorted(days)


def _leads(rng, today, station: Station, numbers, chains, units, clerk: User) -> None:
    """Most old ones are over; of the others some wait, a few too long."""
    rows = []
    for number, day in enumerate(_days(rng, today, numbers), 1):
        chain, project, amount = TRADES[number % len(TRADES)]
        lead = Lead(
            unit=station.unit, project=f"{project}（{station.city}{number}号）", investor=f"{rng.choice(PLACES)}某某{number}公司",
            amount_wan=amount * rng.choice([1, 1, 2]), industry=chain, chain=chains.get(chain), contact=rng.choice(["周某某", "胡某某"]),
            source=rng.choice(["站长推荐", "乡友座谈会", "商会介绍"]), reported=day.isoformat(), entered_on=day,
            receiver="县先进制造业开发区",
        )  # fmt: skip
        _advance(rng, lead, (today - day).days, units)
        rows.append(lead)
    Lead.objects.bulk_create(rows)
    LeadStep.objects.bulk_create(
        LeadStep(lead=lead, act=LeadStep.Act.FOLLOW, on=lead.last_step_on, note=lead.progress, by_name=clerk.full_name)
        for lead in rows
        if lead.last_step_on
    )


def _advance(rng, lead: Lead, age: int, units: list[Unit]) -> None:
    if age < 3:
        lead.next_step_on = next_step(lead)
        return
    over = rng.random() < (0.75 if age > 240 else 0.25)
    stage = (
        rng.choice([Lead.Stage.SETTLED, Lead.Stage.ENDED, Lead.Stage.ENDED])
        if over
        else rng.choice([Lead.Stage.JUDGED, Lead.Stage.TALKS, Lead.Stage.TALKS, Lead.Stage.SIGNED])
    )
    idle = rng.randrange(1, 13) if rng.random() < 0.9 else rng.randrange(20, 45)
    lead.stage, lead.duty, lead.progress = stage, rng.choice(units), rng.choice(PROGRESS)
    lead.responded_on = lead.entered_on + dt.timedelta(days=1)
    lead.last_step_on = max(lead.entered_on + dt.timedelta(days=2), lead.entered_on + dt.timedelta(days=max(2, age - idle)))
    lead.stage_reason = "投资方选择其他地区。" if stage == Lead.Stage.ENDED else ""
    lead.next_step_on = next_step(lead)


def _tips(rng, today, station: Station, numbers, clerk: User) -> None:
    """Half of them came to be new people, a quarter was known; those of the last days wait."""
    known = list(Person.objects.away().order_by("pk")[:400])
    for number, day in enumerate(_days(rng, today, numbers), 1):
        name = f"{rng.choice(SURNAMES)}某{'某' if rng.random() < 0.6 else ''}{number}"
        tip = tips.keep(
            Tip(
                unit=station.unit, name=name, employer=f"{station.city}某某{rng.choice(['研究院', '大学', '科技公司', '医院'])}",
                field=rng.choice(FIELDS), referrer="站长", modes=["柔性"], received_on=day,
            ),
            opened_version=None,
            by=clerk,
        )  # fmt: skip
        if (today - day).days > 12:
            _judge(rng, tip, rng.choice(known), clerk)


def _judge(rng, tip: Tip, person: Person, clerk: User) -> None:
    """Written as the reviewers' decision without a new record: the county's 2,700 are told elsewhere."""
    nomination, luck = tip.nomination, rng.random()
    nomination.state = "accepted" if luck < 0.5 else "known" if luck < 0.75 else "rejected"
    nomination.person = None if nomination.state == "rejected" else person
    nomination.reason = "与本县产业关联不大" if nomination.state == "rejected" else ""
    nomination.reviewed_by, nomination.reviewed_at = clerk, tip.nomination.changed_at
    nomination.save()
    tips.follow(nomination)


def assess(today: dt.date, clerk: User) -> None:
    """The half-year before is settled, the present one is open."""
    now = Half.of(today)
    for half in (now.before(), now):
        assessments.open_half(half, by=clerk)
    for assessment in Assessment.objects.filter(year=now.before().year, half=now.before().half):
        given = {each.pk: (Decimal(each.maximum) - 1, "") for each in Criterion.objects.filter(measure="")}
        judged = assessments.judge(assessment, given, "报送及时，参加活动积极。", opened_version=assessment.version, by=clerk)
        assessments.settle(judged, by=clerk)
