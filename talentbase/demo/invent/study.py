"""Education, school and subject, and for full files the steps of a life: schools, then posts."""

import random
from dataclasses import dataclass

from talentbase.codes.lookup import CodeBook
from talentbase.demo.invent import words
from talentbase.demo.invent.shares import weighted

LEVELS = {
    "expert": {"doctor": 46, "master": 32, "bachelor": 20, "college": 2},
    "official": {"doctor": 3, "master": 24, "party": 14, "bachelor": 48, "college": 11},
    "business": {"master": 3, "bachelor": 19, "college": 23, "vocational": 14, "high": 28, "middle": 13},
}
# level: (education code, first digit of the degree, age at its end)
EDUCATION = {
    "doctor": ("11", "2", 30), "master": ("11", "3", 26), "party": ("1B", "", 40), "bachelor": ("21", "4", 23),
    "college": ("31", "", 22), "vocational": ("35", "", 20), "high": ("37", "", 19), "middle": ("38", "", 16),
}  # fmt: skip
DEGREE_FIELD_KNOWN = 0.45
SECONDARY = {
    "vocational": ("濮阳市某中等专业学校", "某技工学校", "濮阳市某卫生学校"),
    "high": ("南乐县某高中", "濮阳市某高中"),
    "middle": ("某初级中学",),
}
HOME_SHARE = 0.38


@dataclass(frozen=True, slots=True)
class Schooling:
    level: str
    education: str
    degree: str
    school: str
    major: str
    ended: int  # year


def schooling(rng: random.Random, category: str, chain: str, birth_year: int, last_year: int) -> Schooling:
    """The highest education; somebody still too young for it has the level his age allows."""
    level, trade = weighted(rng, LEVELS[category]), words.trade(chain)
    majors = trade["majors"].split("|") if trade else words.words("other_majors")
    if birth_year + EDUCATION[level][2] > last_year:
        level = "bachelor" if category != "business" else "high"
    education, digit, age = EDUCATION[level]
    degree = digit
    if digit and rng.random() < DEGREE_FIELD_KNOWN:
        degree = f"{digit}{trade.get('degree_field', '12')}"
    major = "" if level in ("high", "middle") else rng.choice(majors)
    return Schooling(level, education, degree, school_of(rng, level), major, birth_year + age)


def school_of(rng: random.Random, level: str) -> str:
    if level in SECONDARY:
        return rng.choice(SECONDARY[level])
    if level == "party":
        return "中共河南省委党校"
    if level == "college":
        return rng.choice(words.words("colleges"))
    if level == "bachelor" and rng.random() < 0.3:
        return rng.choice(words.words("regional_universities"))
    if rng.random() < HOME_SHARE:
        return rng.choice(
            ("郑州大学", "郑州大学", "河南大学", *words.words("provincial_universities")[: 3 if level == "doctor" else None])
        )
    return rng.choice(CodeBook.from_files().rows("universities")).name


def education_rows(rng: random.Random, last: Schooling, birth_year: int) -> list[dict]:
    """学习经历 up to `last`, in order."""
    steps = [last.level]
    if last.level == "doctor":
        steps = ["bachelor", "master", "doctor"]
    elif last.level in ("master", "party"):
        steps = ["bachelor", last.level]
    rows, year = [], birth_year + 19
    for step in steps:
        years = {"bachelor": 4, "master": 3, "doctor": 4, "college": 3}.get(step, 2)
        is_last = step == last.level
        part_time = step == "party" or (is_last and step == "master" and rng.random() < 0.35)
        start = last.ended - years if part_time else year
        education, digit, _ = EDUCATION[step]
        rows.append(
            {
                "start": f"{start}-09",
                "end": f"{start + years}-{'06' if step == 'doctor' else '07'}",
                "mode": "part" if part_time else "full",
                "education_id": f"education.{education}",
                "degree_id": f"degrees.{last.degree if is_last else digit}" if digit else None,
                "school": last.school if is_last else school_of(rng, step),
                "major": last.major,
            }
        )
        year = start + years
    return rows


def post_rows(
    rng: random.Random, present: tuple[str, str], earlier: list[tuple[str, str]], schools: list[dict], this_year: int
) -> list[dict]:
    """工作经历 from the end of full-time school to the present post; pairs of (employer, post)."""
    year = max(int(row["end"][:4]) for row in schools if row["mode"] == "full" or len(schools) == 1)
    room = max(1, this_year - year)
    steps = earlier[: room // 4]
    cuts = sorted(rng.sample(range(year + 1, this_year), min(len(steps), max(0, room - 1)))) if steps else []
    begins, rows = [year, *cuts], []
    every = [*steps[: len(cuts)], present]
    months = [f"{rng.randrange(1, 13):02d}" for _ in begins]
    months[0] = "07"
    for place, (employer, position) in enumerate(every):
        start = f"{begins[place]}-{months[place]}"
        end = f"{begins[place + 1]}-{months[place + 1]}" if place + 1 < len(begins) else ""
        rows.append({"start": start, "end": end, "employer": employer, "position": position})
    return rows
