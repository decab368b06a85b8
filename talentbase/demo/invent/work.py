"""Employer, post, title and level. Employers are always 某…: no real unit is named."""

import random
from dataclasses import dataclass

from talentbase.demo.invent import words
from talentbase.demo.invent.places import MUNICIPALITIES, Place
from talentbase.demo.invent.shares import weighted

# kinds of work of an expert, by chain; the rest of the chains and people without one: MIXED
EXPERT_WORK = {
    "L07": {"hospital": 6, "university": 2, "institute": 1, "firm": 1},
    "L12": {"school": 6, "university": 4},
    "L15": {"finance": 8, "university": 1},
    "L05": {"institute": 5, "university": 4, "firm": 1},
    "L08": {"firm": 5, "university": 4, "institute": 1},
    "L13": {"culture": 5, "university": 3},
    "L14": {"firm": 4, "university": 1},
}
MIXED = {"university": 4, "firm": 3, "institute": 2}
UNTAGGED = {"hospital": 3, "school": 3, "university": 3, "firm": 3, "finance": 1, "culture": 1, "institute": 1}
# level of the post: (share, unit, post, job level, civil rank)
OFFICIAL_POSTS = (
    (2, "部", "司长", "121", "R01"), (4, "厅", "副厅长", "122", "R02"), (14, "厅", "处长", "131", "R03"),
    (22, "局", "副局长", "132", "R05"), (24, "局", "科长", "141", "R07"), (20, "局", "副科长", "142", "R09"),
    (10, "局", "四级主任科员", "", "R10"), (6, "街道", "党工委书记", "141", ""), (4, "区委", "组织部副部长", "132", ""),
)  # fmt: skip
TITLE_SHARES = (0.28, 0.42, 0.30)
SIDE_TITLES = ("123", "083", "122", "082", "133")
BUSINESS_POSTS = {"总经理": 30, "董事长": 18, "经理": 18, "负责人": 12, "副总经理": 10, "法定代表人": 6, "会长": 2, "老板": 4}


@dataclass(frozen=True, slots=True)
class Work:
    employer: str
    position: str
    kind: str  # official, business, casual or a kind of expert_posts.csv
    title: str = ""
    job_level: str = ""
    civil_rank: str = ""
    rank: int = 2  # 0 the highest


def official_work(rng: random.Random, place: Place) -> Work:
    _, unit, post, level, rank = rng.choices(OFFICIAL_POSTS, weights=[row[0] for row in OFFICIAL_POSTS])[0]
    department, short = rng.choice(words.words("departments")), place.short if place.region else ""
    employer = {
        "部": f"国家某部{rng.choice(('规划', '政策', '科技', '综合'))}司",
        "厅": f"某市{department}局" if place.province in MUNICIPALITIES else f"{place.region}某省{department}厅",
        "局": f"{short}某区{department}局" if rng.random() < 0.6 else f"{short}某县{department}局",
        "街道": f"{short}某街道办事处",
        "区委": f"{short}某区委",
    }[unit]
    post = post.replace("厅长", "局长") if employer.endswith("局") else post
    return Work(employer, post, "official", _side_title(rng), level, rank, rank=0 if level in ("121", "122", "131") else 1)


def expert_work(rng: random.Random, place: Place, chain: str) -> Work:
    kind = weighted(rng, EXPERT_WORK.get(chain, MIXED if chain else UNTAGGED))
    rank = rng.choices((0, 1, 2), weights=TITLE_SHARES)[0]
    leads = rng.random() < 0.45
    posts = words.expert_post(kind)
    position = posts["leading"][rank] if leads else posts["plain"][0]
    if kind == "university":
        position = words.trade(chain).get("faculty", "学院") + position
    if kind == "hospital":
        position = rng.choice(words.departments("L07")) + position
    if kind == "school" and not leads:
        position = rng.choice(words.departments("L12")) + position
    return Work(_employer(rng, place, chain, kind), position, kind, posts["titles"][rank], rank=rank)


def _employer(rng: random.Random, place: Place, chain: str, kind: str) -> str:
    region, short = place.region, place.short if place.region else ""
    if kind == "university":
        return f"{region}某{rng.choice(words.trade(chain).get('universities', '大学|科技大学|学院').split('|'))}"
    if kind == "institute":
        area = "某市" if place.province in MUNICIPALITIES else "某省"
        return f"{region}{area}{words.trade(chain).get('institute', '科学院')}"
    if kind == "hospital":
        return f"{short}某{rng.choice(('人民医院', '中心医院', '医院', '中医院', '医科大学附属医院'))}"
    if kind == "school":
        return f"{short}某{rng.choice(('高级中学', '实验中学', '中学', '职业学院', '外国语学校'))}"
    if kind == "finance":
        house = rng.choice(("银行", "证券", "保险", "基金"))
        return f"某{house}{short}{'分行' if house == '银行' else '分公司'}"
    if kind == "culture":
        return f"{short}某{rng.choice(('博物馆', '传媒公司', '艺术中心', '设计院'))}"
    return firm_name(rng, place, chain)


def firm_name(rng: random.Random, place: Place, chain: str) -> str:
    trade = words.trade(chain).get("trade") or rng.choice(words.words("other_trades"))
    form = rng.choice(("有限公司", "有限公司", "集团有限公司", "股份有限公司"))
    return f"某{trade}（{place.short}）{form}" if place.region else f"某{trade}{form}"


def business_work(rng: random.Random, place: Place, chain: str, *, is_known: bool) -> Work:
    """is_known: somebody the county keeps in touch with, who therefore has a firm with a name."""
    if not is_known and rng.random() < 0.46:
        return Work(
            rng.choice(words.words("casual_employers")), rng.choice(("", "", "老板", "经营者", "负责人", "工长")), "casual"
        )
    return Work(firm_name(rng, place, chain), weighted(rng, BUSINESS_POSTS), "business", _side_title(rng))


def _side_title(rng: random.Random) -> str:
    """The professional title some officials and owners of firms hold beside their post."""
    return rng.choice(SIDE_TITLES) if rng.random() < 0.25 else ""
