"""Who keeps in touch with whom in the demo: leaders' offices, calls of the month, those brought in, introducers."""

import datetime as dt
import random

from demand.atlas.models import ChainLead
from people.growth.models import Stage, Treatment
from people.introducers.likely import likely
from people.introducers.models import Introducer
from people.liaison.models import Office, Pair, Term, Visit
from people.registry.models import Person
from people.revisits import actions as revisits
from talentbase.accounts.models import Unit, User
from talentbase.codes.models import IndustryChain
from talentbase.demo.invent.shares import stream

# invented: the county's posts are public, the names are not anybody's
LEADERS = (
    ("县委书记", "冯某某"), ("县委副书记、县长", "孟某某"), ("县委副书记", "祝某某"), ("县委常委、组织部部长", "裴某某"),
    ("县委常委、常务副县长", "滕某某"), ("县委常委、统战部部长", "葛某某"), ("副县长（科技）", "聂某某"), ("副县长（教育卫生）", "柏某某"),
    ("县人大常委会主任", "隋某某"), ("县政协主席", "管某某"), ("副县长（工业）", "齐某某"), ("县委常委、宣传部部长", "鲍某某"),
)  # fmt: skip
SINCE = dt.date(2024, 3, 1)
FRESH = 60  # days within which those who were brought in last came
PROMISES = (("安家费", 20, 120), ("人才公寓", None, 30), ("生活补贴", 3.6, 365), ("配偶就业", None, 180))


def fill_ties(seed: int, today: dt.date, clerk: User) -> None:
    rng = stream(seed, "ties")
    _leaders(rng)
    ChainLead.objects.bulk_create(_lead(chain, place) for place, chain in enumerate(IndustryChain.objects.active()))
    revisits.draw_up_for_all(Unit.objects.townships().order_by("pk"), by=clerk)
    _growth(rng, today)
    _introducers(rng)


def _leaders(rng: random.Random) -> None:
    """Every 重点联系对象 but a few has one leader, by turns."""
    offices = Office.objects.bulk_create(Office(post=post, order=order) for order, (post, _) in enumerate(LEADERS, 1))
    Term.objects.bulk_create(
        Term(office=office, name=name, since=SINCE) for office, (_, name) in zip(offices, LEADERS, strict=True)
    )
    people = [person for person in Person.objects.away().key_contacts().order_by("pk") if rng.random() < 0.92]
    pairs = [Pair(person=person, office=offices[place % len(offices)], since=SINCE) for place, person in enumerate(people)]
    Pair.objects.bulk_create(pairs)
    Visit.objects.bulk_create(_visit(rng, pair) for pair in pairs if pair.person.last_contact)


def _visit(rng: random.Random, pair: Pair) -> Visit:
    """The last contact on file was the leader's; now and then something was asked for."""
    person, asks = pair.person, rng.random() < 0.2
    post, name = LEADERS[pair.office.order - 1]
    return Visit(
        person=person, expert=person.name, expert_post=f"{person.employer}{person.position}"[:160], leader=name, leader_post=post,
        visited_on=person.last_contact.isoformat(), modes=[rng.choice(["走访", "电话", "座谈"])], kind=rng.choice(["重大节日", "日常联系"]),
        note=person.last_contact_note, request=rng.choice(["子女入学", "老人就医", "项目用地"]) if asks else "",
        closed_on=person.last_contact.isoformat() if asks and rng.random() < 0.7 else "", unit=Unit.objects.get(name="县委组织部"),
    )  # fmt: skip


def _lead(chain: IndustryChain, place: int) -> ChainLead:
    (post, name), helper = LEADERS[place % len(LEADERS)], LEADERS[(place + 5) % len(LEADERS)]
    return ChainLead(chain=chain, lead=name, lead_post=post, talent_lead=helper[1], talent_lead_post=helper[0])


def _growth(rng: random.Random, today: dt.date) -> None:
    people = list(Person.objects.present().of_population(Person.Population.INTRODUCED).order_by("pk"))
    stages, treatments = [], []
    for person in people:
        came = today - dt.timedelta(days=rng.randrange(FRESH, 1500))
        stages.append(
            Stage(
                person=person,
                kind=Stage.Kind.ARRIVED,
                begun=f"{came:%Y-%m-%d}",
                employer=person.employer,
                position=person.position,
            )
        )
        if rng.random() < 0.3:
            later = came + dt.timedelta(days=(today - came).days // 2)
            stages.append(
                Stage(
                    person=person,
                    kind=rng.choice([Stage.Kind.CONFIRMED, Stage.Kind.PROMOTED, Stage.Kind.SECONDED]),
                    begun=f"{later:%Y-%m}",
                    employer=person.employer,
                    position=person.position,
                )
            )
        for item, amount, days in rng.sample(PROMISES, 2):
            treatments.append(_treatment(rng, person, came, today, item, amount, days))
    Stage.objects.bulk_create(stages)
    Treatment.objects.bulk_create(treatments)


def _treatment(rng: random.Random, person: Person, came: dt.date, today: dt.date, item: str, amount, days: int) -> Treatment:
    due = came + dt.timedelta(days=days)
    is_settled = due < today and rng.random() < 0.93
    return Treatment(
        person=person, employer=person.employer or "县人才发展有限公司", item=item, amount_wan=amount, basis="引进协议", due_on=due,
        state=Treatment.State.SETTLED if is_settled else Treatment.State.PROMISED,
        settled_on=min(due + dt.timedelta(days=rng.randrange(1, 40)), today) if is_settled else None,
    )  # fmt: skip


def _introducers(rng: random.Random) -> None:
    """Of a few hundred at most: each asks the whole register who knows him."""
    experts = Person.objects.present().of_population(Person.Population.OUTSIDE).order_by("pk")[:200]
    ours = Person.objects.present()
    rows = []
    for expert in experts:
        known = likely(expert, ours)
        if known and rng.random() < 0.6:
            person, why = known[0]
            rows.append(Introducer(expert=expert, person=person, how=why, is_willing=rng.random() < 0.5))
    Introducer.objects.bulk_create(rows)
