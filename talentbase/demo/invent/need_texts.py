"""What a need says: a technical problem, a professional post or a skilled job of a chain; (node, columns of Need)."""

import random

from talentbase.demo.invent import words
from talentbase.demo.invent.draft import Values

MODES = ("全职", "柔性引进", "项目合作", "技术攻关", "顾问")
SALARIES = ((4, 6), (5, 8), (6, 10), (8, 12), (10, 15), (12, 20), (15, 25))  # 万元/年


def technology(rng: random.Random, chain: str) -> tuple[str, Values]:
    row = rng.choice(words.by_chain("technologies")[chain])
    values: Values = {"kind": "tech", "title": row["title"], "description": row["description"], "target": row["target"]}
    values |= {
        "modes": sorted(rng.sample(("技术攻关", "项目合作", "柔性引进"), 2)),
        "tech_field": words.node_name(row["node"]),
    }
    if rng.random() < 0.6:
        values["budget_wan"] = rng.choice((10, 20, 30, 50, 80, 100, 200))
    if rng.random() < 0.3:
        values["deadline_text"] = "长期"
    return row["node"], values


def post(rng: random.Random, chain: str) -> tuple[str, Values]:
    row = rng.choice(words.by_chain("posts")[chain])
    low, high = rng.choice(SALARIES[3:] if int(row["degree"]) > 3 else SALARIES[1:5])
    values: Values = {
        "title": row["title"],
        "job_kind": "专业技术",
        "description": row["description"],
        "degree_min": int(row["degree"]),
        "degree_is_hard": rng.random() < 0.6,
        "majors": row["majors"].split("|"),
        "modes": ["全职"] if rng.random() < 0.7 else sorted({"全职", rng.choice(MODES[1:])}),
    }
    values["headcount_min"] = values["headcount_max"] = rng.choice((1, 1, 1, 2, 2, 3))
    if rng.random() < 0.65:
        values |= {"salary_min_wan": low, "salary_max_wan": high}
    else:
        values["salary_text"] = "面议"
    if rng.random() < 0.3:
        values["age_max"] = rng.choice((35, 40, 45, 50))
    if int(row["degree"]) >= 4 and rng.random() < 0.2:
        values["title_level_min"] = "中级"
    return row["node"], values


def skill(rng: random.Random, chain: str) -> tuple[str, Values]:
    values: Values = {"title": rng.choice(words.skilled_jobs()[chain]), "job_kind": "技能", "modes": ["全职"]}
    if rng.random() < 0.55:
        values["headcount_text"] = "若干"
    else:
        values["headcount_min"] = values["headcount_max"] = rng.choice((2, 3, 5, 5, 8, 10, 20))
    if rng.random() < 0.7:
        values["salary_text"] = "面议"
    else:
        values["salary_min_wan"], values["salary_max_wan"] = rng.choice(SALARIES[:3])
    if rng.random() < 0.3:
        values |= {"degree_min": rng.choice((1, 2)), "degree_is_hard": False}
    if rng.random() < 0.3:
        values["other"] = rng.choice(("能倒班", "有经验者优先", "吃苦耐劳", "持证上岗", "包吃住，缴五险"))
    return "", values
