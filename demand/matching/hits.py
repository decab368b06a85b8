"""Matches as the page shows them: the sentences that decide, the points in short, who can make the call, the acts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q
from django.urls import reverse

from demand.matching.models import Match
from demand.matching.rules import TONES, Button, buttons, follow_ups
from people.registry.columns import place, work
from people.registry.models import Contact, Person
from talentbase.codes.book import name_of
from talentbase.web.templatetags.ui import day

SHORT = {"field": "专业", "taxonomy": "产业链", "qualification": "学历职称", "willingness": "意愿", "region": "地域"}
SENTENCES = 2
ICONS = {"plus": ("check2", "green"), "evidence": ("check2", "green"), "unknown": ("question-lg", "amber")}
AGAINST = ("exclamation-lg", "amber")
OFF = (Match.Stage.DECLINED, Match.Stage.FAILED, Match.Stage.PUT_OFF)


def shown(user):
    """Matches this user may see, without people who must not be approached; a result stays in sight, whoever it was with."""
    person = Q(person__restriction="", person__archived_at=None, person__is_excluded_from_matching=False)
    gone = Q(person__status__in=[Person.Status.DECEASED, Person.Status.LOST])
    return Match.objects.visible_to(user).filter(person & ~gone | Q(stage=Match.Stage.SETTLED))


def with_people(matches):
    """Everything `Hit` reads, in three more queries."""
    family = Contact.objects.filter(whose=Contact.Whose.FAMILY, is_dead=False).exclude(holder="")
    return matches.select_related("person", "need__enterprise").prefetch_related(
        Prefetch("person__contacts", family, to_attr="family"), "person__claims__unit", "steps"
    )


def with_relations(people):
    """Everything `Hit` reads of people without matches."""
    family = Contact.objects.filter(whose=Contact.Whose.FAMILY, is_dead=False).exclude(holder="")
    return people.prefetch_related(Prefetch("contacts", family, to_attr="family"), "claims__unit")


@dataclass
class Hit:
    """One row of the page. bullets: (icon, tone, sentence, words); points: (text, sentence, is unknown)."""

    match: Match
    number: int = 0
    bullets: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    points: list[tuple[str, str, bool]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.match.person

    @property
    def score(self) -> str:
        """91分, or 70–85分 while something is unknown; "" off the first shelf."""
        low, high = int(self.match.score_low), int(self.match.score_high)
        if self.match.shelf != Match.Shelf.SURE:
            return ""
        return f"{low}分" if low == high else f"{low}–{high}分"

    @property
    def whereabouts(self) -> str:
        """华东某大学材料学院教授　上海　城关镇东街村人."""
        home = self.person.hometown or name_of(self.person.town_id)
        parts = (work(self.person), place(self.person), f"{home}人" if home else "")
        return "　".join(filter(None, parts)) or "单位和职务未登记"

    @property
    def evidence(self) -> str:
        return next((line["sentence"] for line in self.match.reasons if line["kind"] == "evidence"), "")

    @property
    def introducer(self) -> str:
        """推荐人, else 家乡亲属, else the unit that reports the person."""
        if self.person.recommender:
            return f"{self.person.recommender}　推荐人"
        if self.person.family:
            return f"{self.person.family[0].holder}　家乡亲属"
        units = [claim.unit.name for claim in self.person.claims.all()]
        return f"{units[0]}　报送单位" if units else ""

    @property
    def tone(self) -> str:
        return TONES.get(self.match.stage, "")

    @property
    def stage(self) -> str:
        """待征求意见, 11月18日本人同意, 暂不推荐（方向不符）."""
        match = self.match
        words = f"{day(match.stage_on) if match.stage_on else ''}{match.get_stage_display()}"
        steps = match.steps.all()
        return f"{words}（{steps[0].reason}）" if steps and steps[0].reason and match.stage != Match.Stage.NEW else words

    @property
    def follow_ups(self) -> list[tuple[str, str]]:
        """(label, address) of what a match that succeeded may become."""
        if self.match.stage != Match.Stage.SETTLED:
            return []
        return [(each.label, f"{reverse(each.url)}?match={self.match.pk}") for each in follow_ups]

    @property
    def words(self) -> list[str]:
        return [word for line in self.match.reasons for word in line["words"]]

    @property
    def requested(self) -> str:
        """When somebody was asked to make the introduction, "" where nobody was."""
        return next((f"{day(step.on)}已请托{step.through}" for step in self.match.steps.all() if step.act == "request"), "")


def hit_of(match: Match, number: int = 0) -> Hit:
    since = day(match.stage_on) if match.stage_on else ""
    return Hit(match, number, _bullets(match.reasons), _points(match.reasons), buttons(match.shelf, match.stage, since))


def in_order(matches: Iterable[Match]) -> list[Match]:
    """Shelf after shelf, who is out of question for now behind the others: by score, then in the engine's order."""

    def place(match: Match):
        score = (-match.score_low, -match.score_high)
        return (match.shelf, match.stage in OFF, *score, match.inputs.get("place", 0), match.person_id)

    return sorted(matches, key=place)


def by_shelf(matches: Iterable[Match]) -> dict[str, list[Hit]]:
    """{shelf: hits}, every shelf present; numbered from 1 on each."""
    shelves: dict[str, list[Hit]] = {shelf: [] for shelf in Match.Shelf.values}
    for match in in_order(matches):
        rows = shelves[match.shelf]
        rows.append(hit_of(match, len(rows) + 1))
    return shelves


def _bullets(lines: list[dict]) -> list[tuple[str, str, str, list[str]]]:
    """The field first, then all that has to be heeded, what is unknown or speaks against, then what speaks for."""
    rank = {"heed": 1, "unknown": 2, "doubt": 3, "plus": 4}
    chosen = sorted(lines, key=lambda line: 0 if line["criterion"] == "field" else rank.get(line["kind"], 0))
    heeded = sum(line["kind"] == "heed" for line in lines)
    words = [word for line in lines for word in line["words"]]
    return [(*ICONS.get(line["kind"], AGAINST), line["sentence"], words) for line in chosen[: max(SENTENCES, heeded + 1)]]


def _points(lines: list[dict]) -> list[tuple[str, str, bool]]:
    found = []
    for line in lines:
        if not line["criterion"]:
            continue
        low, high, label = line["points"], line["points"] + line["possible"], SHORT[line["criterion"]]
        text = f"{label}未知{low}–{high}" if line["possible"] else f"{label}{low}/{line['maximum']}"
        found.append((text, line["sentence"], bool(line["possible"])))
    return found


def missing_items(hits: Iterable[Hit]) -> list[tuple[str, int]]:
    """(item, people it is missing of), the one that most people lack first."""
    people = defaultdict(set)
    for hit in hits:
        for line in hit.match.reasons:
            for item in line["missing"]:
                people[item].add(hit.match.person_id)
    return sorted(((item, len(keys)) for item, keys in people.items()), key=lambda pair: (-pair[1], pair[0]))
