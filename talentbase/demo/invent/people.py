"""People: one slot after the other is filled, field by field, at the rates of real township sheets (and unevenly so)."""

import datetime as dt
import random
from dataclasses import dataclass

from talentbase.demo.invent import lookalikes, places, standing, study, words, work
from talentbase.demo.invent.draft import Draft, Slot, Values
from talentbase.demo.invent.names import Namer, villages
from talentbase.demo.invent.phones import Exchange, credit_code
from talentbase.demo.invent.shares import day_between, stream, weighted
from talentbase.demo.invent.slots import away_slots, other_slots
from talentbase.demo.invent.totals import TOWNS

CENTRE = "县专家人才服务中心"
# share filled in township sheets: everybody; (experts, others) where the two differ
RATES = {
    "gender": 0.945, "birth": 0.79, "birth_year_only": 0.19, "nation": 0.84, "politics": 0.64, "village": 0.74, "tie": 0.3,
    "education": (0.94, 0.74), "degree": (0.70, 0.085), "school": (0.84, 0.43), "major": (0.61, 0.24),
    "employer": 0.935, "position": (0.95, 0.90), "title": (0.62, 0.30), "phone": 0.63,
    "id": 0.06, "email": 0.055, "wechat": 0.05, "family_address": 0.38, "programs": 0.075, "node": 0.7,
}  # fmt: skip
FIELD_RATES = {(True, True): 0.46, (True, False): 0.06, (False, True): 0.025, (False, False): 0.004}  # (expert, tagged)
FIELD_CHAINS = {"hospital": "L07", "school": "L12", "finance": "L15", "culture": "L13"}
TECHNICAL = ("L01", "L02", "L03", "L04", "L05", "L08", "L09", "L11")
BIRTHS = {"official": (44, 9), "expert": (47, 10), "business": (44, 9)}  # mean age, spread
WOMEN = {"official": 0.18, "expert": 0.30, "business": 0.19}
NATIONS = {"01": 965, "03": 24, "11": 5, "02": 4, "04": 1, "05": 1}
POLITICS = {
    "official": {"01": 96, "13": 2, "05": 1, "12": 1},
    "expert": {"01": 62, "13": 22, "05": 5, "10": 5, "06": 2, "07": 1, "12": 2, "03": 1},
    "business": {"13": 66, "01": 29, "06": 3, "03": 2},
}
STATIONS = {"31": "上海工作站", "12": "天津工作站"}
KNOWN_TO_STATION = 0.12
UPDATED_FIELDS = ("position", "employer", "hometown", "source")
RECOMMENDERS = ("村支书", "同学", "退休教师", "亲属")
TIES = {"原籍": 90, "配偶籍贯": 5, "曾在南乐工作": 3, "祖籍": 2}
PROGRAMS = {
    0: {"P14": 12, "P25": 10, "P28": 14, "P10": 3, "P11": 4, "P27": 6, "P29": 6, "P12": 3, "P05": 2},
    1: {"P28": 8, "P30": 12, "P27": 4, "P24": 10, "P31": 6},
    2: {"P30": 8, "P24": 8, "P31": 6, "P17": 2},
}


@dataclass
class Inventor:
    """Everything that several people share while they are made up."""

    rng: random.Random
    today: dt.date
    namer: Namer
    exchange: Exchange

    def acquaintance(self) -> str:
        """Somebody outside the register: 李国强（村支书）."""
        return f"{self.namer.surname()}{self.namer.given('1', 1970)}（{self.rng.choice(RECOMMENDERS)}）"

    def chance(self, slot: Slot, rate: str) -> bool:
        """Whether a field is filled: full files nearly always, others by the rate of the field bent by their township."""
        share = RATES[rate]
        if isinstance(share, tuple):
            share = share[0] if slot.is_expert else share[1]
        return self.rng.random() < bent(share, slot)


def bent(share: float, slot: Slot) -> float:
    quality = slot.quality * (3 if slot.is_key else 1)
    return 0.97 if slot.is_full and share > 0.2 else 1 - (1 - share) ** quality


def invent_people(seed: int, today: dt.date, people: int) -> list[Draft]:
    """`people` 在外人才 and, beside them, 引进人才 and 库外专家, in the order of their entry."""
    rng = stream(seed, "people")
    inventor = Inventor(rng, today, Namer(rng), Exchange(rng))
    drafts = [_draft(inventor, slot) for slot in away_slots(seed, today, people)]
    lookalikes.plant(rng, drafts, people)
    drafts += [_draft(inventor, slot) for slot in other_slots(seed, today, people)]
    return sorted(drafts, key=lambda draft: draft.slot.entered_on)


def _draft(inventor: Inventor, slot: Slot) -> Draft:
    rng, main = inventor.rng, slot.categories[0] if "expert" not in slot.categories else "expert"
    mean, spread = BIRTHS[main]
    age = int(min(82, max(24, rng.gauss(mean + (22 if "deceased" in slot.marks else 0), spread))))
    birth_year, gender = inventor.today.year - age, "2" if rng.random() < WOMEN[main] else "1"
    place = (
        places.at_home() if slot.population == "introduced" else places.place_in(rng, slot.province, 1 + slot.is_full * 0.4)
    )
    job = _job(rng, slot, place)
    values: Values = {"name": inventor.namer.person(gender, birth_year), "categories": list(slot.categories)}
    draft = Draft(slot, values)
    _who(inventor, draft, gender, birth_year, main)
    _where_from(inventor, draft)
    _work(inventor, draft, job, place)
    schooling = study.schooling(rng, main, slot.chain, birth_year, inventor.today.year)
    _study(inventor, draft, schooling)
    _field(inventor, draft, job)
    values |= standing.status_of(rng, slot, birth_year, inventor.today, job.kind)
    values |= standing.relations(rng, slot, values, inventor.today)
    values |= standing.origin(rng, slot, inventor.acquaintance())
    _numbers(inventor, draft)
    _life(inventor, draft, schooling, birth_year, place)
    _report(inventor, draft)
    return draft


def _job(rng: random.Random, slot: Slot, place: places.Place) -> work.Work:
    if "official" in slot.categories:
        return work.official_work(rng, place)
    if slot.population == "outside":
        return work.expert_work(rng, place, slot.chain if slot.chain != "L12" else "L01")
    if slot.is_expert and "business" not in slot.categories:
        return work.expert_work(rng, place, slot.chain)
    return work.business_work(rng, place, slot.chain, is_known=slot.is_key)


def _who(inventor: Inventor, draft: Draft, gender: str, birth_year: int, main: str) -> None:
    rng, slot, values = inventor.rng, draft.slot, draft.values
    if inventor.chance(slot, "gender"):
        values["gender_id"] = f"genders.{gender}"
    month, day = rng.randrange(1, 13), rng.randrange(1, 29)
    if inventor.chance(slot, "id") and slot.population == "away":
        values["birth"] = f"{birth_year}-{month:02d}-{day:02d}"
        values["gender_id"] = f"genders.{gender}"
        draft.id_number = inventor.exchange.identity(values["birth"], gender)
    elif inventor.chance(slot, "birth"):
        year_only = not slot.is_full and rng.random() < RATES["birth_year_only"]
        values["birth"] = str(birth_year) if year_only else f"{birth_year}-{month:02d}"
        values["birth_is_estimate"] = year_only and rng.random() < 0.5
    if inventor.chance(slot, "nation"):
        values["nation_id"] = f"nations.{weighted(rng, NATIONS)}"
    if inventor.chance(slot, "politics"):
        values["politics_id"] = f"politics.{weighted(rng, POLITICS[main])}"
        if values["politics_id"] == "politics.01" and slot.is_full:
            values["party_date"] = f"{birth_year + rng.randrange(20, 30)}-{rng.choice(('06', '07', '12'))}"


def _where_from(inventor: Inventor, draft: Draft) -> None:
    rng, slot = inventor.rng, draft.slot
    if not slot.town:
        return
    town, village = town_name(slot.town), rng.choice(villages(slot.town))
    knows_village = inventor.chance(slot, "village")
    draft.values |= {"town_id": f"towns.{slot.town}", "hometown": town + village if knows_village else town}
    if inventor.chance(slot, "tie"):
        draft.values["tie_kind"] = weighted(rng, TIES)
    if inventor.chance(slot, "family_address"):
        draft.values["family_address"] = f"南乐县{town}{village}{rng.randrange(1, 400)}号"


def town_name(code: str) -> str:
    return words.town_names()[code]


def _work(inventor: Inventor, draft: Draft, job: work.Work, place: places.Place) -> None:
    slot, values = draft.slot, draft.values
    values |= {"location_id": place.key or None, "location_province": place.province, "location_country": place.country}
    if inventor.chance(slot, "employer"):
        values["employer"] = job.employer
        if inventor.chance(slot, "position"):
            values["position"] = job.position
    if job.title and inventor.chance(slot, "title"):
        values["title_id"] = f"titles.{job.title}"
    if job.kind == "official" and values.get("position"):
        values["job_level_id"] = f"job_levels.{job.job_level}" if job.job_level else None
        values["civil_rank_id"] = f"civil_ranks.{job.civil_rank}" if job.civil_rank else None
        draft.profiles["official"] = {}
    if job.kind == "university" and job.rank == 0 and slot.is_key and inventor.rng.random() < 0.5:
        values |= {"position": "副校长", "employer": job.employer, "is_university_leader": True}
    if slot.is_expert and inventor.chance(slot, "programs"):
        values["programs"] = [weighted(inventor.rng, PROGRAMS[job.rank])]
    if slot.is_expert and slot.is_full:
        values["honors"] = inventor.rng.choice(words.words("honors"))
    _business(inventor, draft, job)


def _business(inventor: Inventor, draft: Draft, job: work.Work) -> None:
    if job.kind != "business" or not draft.values.get("employer"):
        return
    rng, slot = inventor.rng, draft.slot
    known, trade = bent(0.25, slot), words.trade(slot.chain)
    profile: Values = {"industry": trade.get("trade", "商贸") if rng.random() < known * 2 else ""}
    if slot.chain and rng.random() < known:
        profile["products"] = trade["products"]
    if rng.random() < known:
        profile["turnover_wan"] = rng.choice((80, 200, 300, 500, 800, 1200, 2600, 5000, 12000, 30000))
        profile["employees"] = max(3, profile["turnover_wan"] // rng.choice((20, 40, 60)))
    if rng.random() < known * 0.2:
        profile["uscc"] = credit_code(rng)
    draft.profiles["business"] = profile


def _study(inventor: Inventor, draft: Draft, schooling: study.Schooling) -> None:
    slot, values = draft.slot, draft.values
    if inventor.chance(slot, "education"):
        values["education_id"] = f"education.{schooling.education}"
    if schooling.degree and inventor.chance(slot, "degree"):
        values["degree_id"] = f"degrees.{schooling.degree}"
    if inventor.chance(slot, "school"):
        values["school"] = schooling.school
    if schooling.major and inventor.chance(slot, "major"):
        values["major"] = schooling.major


def _field(inventor: Inventor, draft: Draft, job: work.Work) -> None:
    """研究领域 and, with it, the node of the chain and a discipline; a chain without a field often has no node."""
    rng, slot = inventor.rng, draft.slot
    share = 1.0 if slot.population != "away" else FIELD_RATES[slot.is_expert, bool(slot.chain)]
    row, second = _topics(rng, slot.chain or FIELD_CHAINS.get(job.kind) or rng.choice(TECHNICAL), job.position)
    full = slot.is_full and slot.is_expert
    if full or rng.random() < (share if slot.is_key else bent(share, slot)):
        texts = [row["field"], second["field"]] if rng.random() < 0.25 else [row["field"]]
        draft.values["field"] = "；".join(dict.fromkeys(texts))
        if slot.is_expert and rng.random() < 0.6:
            draft.values["discipline_id"] = f"disciplines.{words.disciplines()[row['node']]}"
        slot.node = row["node"] if slot.chain else ""
    elif slot.chain and rng.random() < RATES["node"]:
        slot.node = row["node"]


def _topics(rng: random.Random, chain: str, position: str) -> tuple[dict, dict]:
    """Two fields of one node; of somebody in a ward or a subject, the field of that ward or subject."""
    rows = words.by_chain("fields")[chain]
    fitting = [row for row in rows if row["department"] and row["department"] in position]
    row = rng.choice(fitting or [row for row in rows if not row["department"]])
    return row, rng.choice([other for other in rows if other["node"] == row["node"] and not other["department"]] or [row])


def _numbers(inventor: Inventor, draft: Draft) -> None:
    slot, values, rng = draft.slot, draft.values, inventor.rng
    if slot.population == "outside":
        return
    if slot.is_key or inventor.chance(slot, "phone"):
        draft.contacts = inventor.exchange.contacts(values["name"], slot.town, is_sure=slot.is_key)
    if inventor.chance(slot, "wechat") and draft.contacts:
        values["wechat"] = f"wx_{rng.randrange(10**7, 10**8)}"
    if inventor.chance(slot, "email"):
        values["email"] = f"u{rng.randrange(10**6, 10**7)}@example.cn"


def _life(inventor: Inventor, draft: Draft, schooling: study.Schooling, birth_year: int, place: places.Place) -> None:
    """学习经历 and 工作经历 of full files, which agree with the fields above."""
    rng, slot, values = inventor.rng, draft.slot, draft.values
    if not slot.is_full:
        return
    draft.educations = study.education_rows(rng, schooling, birth_year)
    values |= {"school": schooling.school, "major": schooling.major, "education_id": f"education.{schooling.education}"}
    if schooling.degree:
        values["degree_id"] = f"degrees.{schooling.degree}"
    earlier = [_job(rng, slot, place) for _ in range(rng.randrange(1, 4))]
    steps = [(job.employer, job.position) for job in earlier if job.kind != "casual"]
    values.setdefault("employer", work.firm_name(rng, place, slot.chain))
    values.setdefault("position", "顾问")
    present = (values["employer"], values["position"])
    draft.posts = study.post_rows(rng, present, steps, draft.educations, inventor.today.year)
    values["work_since"] = draft.posts[0]["start"]
    since = draft.posts[-1]["start"]
    if "official" in draft.profiles:
        draft.profiles["official"] = {"post_since": since, "level_since": since}
    if slot.is_expert:
        draft.profiles["expert"] = {"title_since": since, "achievements": values["honors"]}


def _last_list(unit: str, entered: dt.date, last: dt.date, today: dt.date) -> dt.date:
    """A township sends its whole list twice a year; two have not sent this half-year's yet."""
    towns = [town_name(town) for town in TOWNS]
    begin = dt.date(today.year, 1 if today.month <= 6 else 7, 1)
    if unit not in towns:
        return last
    if unit in towns[-2:]:
        return max(entered, min(last, begin - dt.timedelta(days=20)))
    return max(entered, last, begin, today - dt.timedelta(days=2 + towns.index(unit)))


def _report(inventor: Inventor, draft: Draft) -> None:
    """Which units claim this person, first and last when; and the day of the last change."""
    rng, slot, today = inventor.rng, draft.slot, inventor.today
    month = today.replace(day=1)
    updated = "updated" in slot.marks
    last = day_between(rng, max(slot.entered_on, month), today) if updated else slot.entered_on
    if not updated and slot.entered_on < month and rng.random() < 0.6:
        last = day_between(rng, slot.entered_on, month - dt.timedelta(days=1))
    units = [town_name(slot.town) if slot.town else CENTRE]
    if "claimed_twice" in slot.marks:
        units.append(town_name(rng.choice([town for town in TOWNS if town != slot.town])))
    if slot.province in STATIONS and slot.population == "away" and rng.random() < KNOWN_TO_STATION:
        units.append(STATIONS[slot.province])
    draft.units = {unit: (slot.entered_on, _last_list(unit, slot.entered_on, last, today)) for unit in units}
    draft.values["entered_on"] = slot.entered_on
    draft.values["is_key_contact"] = slot.is_key
    draft.values["populations"] = [slot.population]
    days = (last, slot.entered_on, draft.values.get("last_contact"), draft.values.get("last_confirmed"))
    draft.changed_on = max(day for day in days if day)
    if updated:
        filled = next(name for name in UPDATED_FIELDS if draft.values.get(name))
        draft.earlier = {filled: ""}
