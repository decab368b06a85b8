"""How the county stands with somebody: status, consent, contacts, confirmation, and where the record comes from."""

import datetime as dt
import random

from talentbase.demo.invent.draft import Slot, Values
from talentbase.demo.invent.shares import day_between, weighted
from talentbase.demo.invent.words import words

SOURCES = {"进村入户摸排": 52, "乡镇报送": 20, "走访乡贤": 10, "联名推荐": 8, "部门推送": 7, "个人自荐": 3}
MODES = ("全职", "柔性引进", "技术攻关", "顾问", "项目合作")
STATUS_KNOWN = 0.55
OTHERS_CONTACTED = 0.042
OTHERS_CONFIRMED = 0.085
CONFIRMED_EARLIER = 0.08
CONSENT_KEY, CONSENT_OTHERS = 0.6, 0.105
RECOMMENDED = 0.05
RETIREMENT_AGE = 60
RECENTLY_RETIRED = 3


def status_of(rng: random.Random, slot: Slot, birth_year: int, today: dt.date, kind: str) -> Values:
    """状态, 联系限制, 现职公务员, 高校领导干部."""
    age = today.year - birth_year
    retired = age >= RETIREMENT_AGE and kind not in ("business", "casual")
    values: Values = {"status": ""}
    if "deceased" in slot.marks or "lost" in slot.marks:
        values["status"] = "deceased" if "deceased" in slot.marks else "lost"
    elif retired:
        values["status"] = "retired"
        values["retired_on"] = (
            f"{birth_year + RETIREMENT_AGE}" if age - RETIREMENT_AGE < RECENTLY_RETIRED or slot.is_full else ""
        )
    elif slot.is_full or rng.random() < STATUS_KNOWN:
        values["status"] = "working"
    values["is_serving_official"] = kind == "official" and values["status"] in ("", "working")
    if "unwilling" in slot.marks or "closed" in slot.marks:
        values["restriction"] = "unwilling" if "unwilling" in slot.marks else "closed"
    return values


def relations(rng: random.Random, slot: Slot, values: Values, today: dt.date) -> Values:
    """Consent, last contact, last confirmation, next contact. Days of this month only for people updated this month."""
    gone = values["status"] in ("deceased", "lost")
    is_fresh = "updated" in slot.marks or slot.entered_on >= today.replace(day=1)
    last_day = today if is_fresh else today.replace(day=1) - dt.timedelta(days=1)
    found: Values = {}
    if not gone:
        found |= _consent(rng, slot, values)
        found |= _contact(rng, slot, today, last_day)
    if slot.is_key and rng.random() < 0.85 or not slot.is_key and rng.random() < OTHERS_CONFIRMED * slot.quality:
        found["last_confirmed"] = day_between(rng, max(slot.entered_on, today - dt.timedelta(days=350)), last_day)
    elif rng.random() < CONFIRMED_EARLIER and slot.entered_on < today - dt.timedelta(days=400):
        found["last_confirmed"] = day_between(rng, slot.entered_on, today - dt.timedelta(days=370))
    return found


def _consent(rng: random.Random, slot: Slot, values: Values) -> Values:
    if values.get("restriction") == "unwilling":
        return {"consent": "no"}
    if rng.random() > (CONSENT_KEY if slot.is_key else CONSENT_OTHERS * slot.quality):
        return {}
    answer = weighted(rng, {"yes": 76, "undecided": 19, "no": 5})
    if answer != "yes" or values["is_serving_official"]:
        return {"consent": answer}
    intents = words("business_intents" if slot.categories == ("business",) else "expert_intents")
    return {"consent": "yes", "intent": rng.choice(intents), "modes": sorted(rng.sample(MODES, rng.choice((1, 1, 2))))}


def _contact(rng: random.Random, slot: Slot, today: dt.date, last_day: dt.date) -> Values:
    """重点联系对象 have a next day; it has passed for those overdue."""
    if not slot.is_key and rng.random() > OTHERS_CONTACTED * slot.quality:
        return {}
    found: Values = {"last_contact_note": rng.choice(words("contact_notes"))}
    if slot.is_overdue:
        found["contact_due"] = today - dt.timedelta(days=rng.randrange(3, 41))
        found["last_contact"] = found["contact_due"] - dt.timedelta(days=180)
    else:
        found["last_contact"] = day_between(rng, max(slot.entered_on, today - dt.timedelta(days=175)), last_day)
        if slot.is_key:
            found["contact_due"] = max(today, found["last_contact"] + dt.timedelta(days=180))
    return found


def origin(rng: random.Random, slot: Slot, recommender: str) -> Values:
    if slot.population == "outside":
        return {"source": "公开资料收集", "basis": "public", "basis_evidence": "单位门户网站公开的个人简介"}
    if slot.population == "introduced":
        return {"source": "引进人才登记", "basis": "duty", "basis_evidence": "引进协议"}
    values: Values = {"source": weighted(rng, SOURCES)}
    if rng.random() < RECOMMENDED * slot.quality:
        values["recommender"] = recommender
    return values
