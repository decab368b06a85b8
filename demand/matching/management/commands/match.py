"""`manage.py match [--need ID | --all] [--top 20] [--json OUT]`: computes matches and prints who stands where."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from demand.matching import actions
from demand.matching.hits import in_order, shown
from demand.matching.models import Match, Run
from demand.needs.models import Need
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as

COUNTY = User(role=User.Role.COUNTY_MANAGER)  # never saved: the command sees the county


class Command(BaseCommand):
    help = "计算供需匹配：一条需求（--need，编号或序号）或全部待对接需求。"

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--need", default="", metavar="ID", help="需求的编号（XQ-2026B-147）或序号")
        which.add_argument("--all", action="store_true", help="全部待对接需求，默认")
        parser.add_argument("--top", type=int, default=20, help="每个栏目最多多少人，默认%(default)s")
        parser.add_argument("--json", default="", metavar="OUT", help="写成JSON文件，-为标准输出")

    def handle(self, *, need: str, top: int, json: str, **options):
        if top < 1:
            raise CommandError("--top应为1以上的整数。")
        with acting_as(None):
            run = actions.rescore_need(_find(need), top=top) if need else actions.rescore_all(top=top)
            found = _as_json(_find(need).pk if need else None)
        if json:
            write_json(found, json)
        if json != "-":
            self._print(run, found, detailed=bool(need))

    def _print(self, run: Run, found: list[dict], detailed: bool) -> None:
        people = sum(len(each["hits"]) for each in found)
        self.stdout.write(f"已匹配{run.needs}条需求、{run.people}人，列出{people}人次。")
        for each in found if detailed else ():
            self.stdout.write(f"{each['number']}  {each['title']}")
            for hit in each["hits"]:
                score = "" if hit["score"] is None else f"{'–'.join(map(str, sorted({hit['score'], hit['ceiling']})))}分"
                self.stdout.write(f"  {hit['shelf']}  {hit['grade']}{score}  {hit['name']}  {hit['reasons'][0]['sentence']}")


def _find(text: str) -> Need:
    found = Need.objects.filter(Q(number=text) | Q(pk=int(text) if text.isdigit() and len(text) < 18 else 0)).first()
    if found is None:
        raise CommandError(f"没有编号或序号为{text}的需求。")
    return found


def _as_json(need: int | None) -> list[dict]:
    """One object per need: id, number, title, hits shelf after shelf; score and ceiling null where there is no score."""
    matches = shown(COUNTY).filter(is_current=True).select_related("person", "need")
    matches = matches.filter(need=need) if need else matches.filter(need__state=Need.State.OPEN)
    found: dict[int, dict] = {}
    for match in in_order(matches):
        entry = {"id": match.need_id, "number": match.need.number, "title": match.need.title, "hits": []}
        found.setdefault(match.need_id, entry)["hits"].append(_hit(match))
    return [found[key] for key in sorted(found)]


def _hit(match: Match) -> dict:
    is_scored = match.shelf == Match.Shelf.SURE
    return {
        "person": match.person_id,
        "name": match.person.name,
        "shelf": match.get_shelf_display(),
        "grade": match.get_grade_display() if is_scored else "",
        "score": int(match.score_low) if is_scored else None,
        "ceiling": int(match.score_high) if is_scored else None,
        "stage": match.get_stage_display(),
        "reasons": match.reasons,
    }


def write_json(found, target: str) -> None:
    """To a file, or - for standard output."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    if target == "-":
        sys.stdout.write(f"{text}\n")
        return
    try:
        Path(target).write_text(f"{text}\n", encoding="utf-8")
    except OSError as problem:
        raise CommandError(f"无法写入{target}：{problem.strerror}。") from None
