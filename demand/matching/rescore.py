"""When what is computed: everything at night, one need when asked, and each minute what has changed since."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from demand.matching.engine import Corpus, Hit, Matcher, NeedFacts, NeedSet, PersonFacts, sweep
from demand.matching.engine.proposals import INTRODUCERS_SHOWN
from demand.matching.engine.shelves import INTRODUCER
from demand.matching.gather import engine_weights, need_facts, people_facts
from demand.matching.lexicon import tokeniser
from demand.matching.models import Match, Run, Step, WeightSet
from demand.matching.store import ENGINE_VERSION, SHELVES, Store, drop_others
from demand.needs.models import Need
from people.registry.models import Person

TOP = 20
CHUNK = 64
# From so many changed people on (an import) everything is computed anew: it takes little longer, and rarity is right again.
MANY = 300
LOCK = 7_041_923  # one computation at a time; the number means nothing
Progress = Callable[[int, int, str], None]


def current_weights() -> WeightSet:
    """The newest version; a new house begins with 40, 20, 15, 15, 10."""
    return WeightSet.objects.order_by("-pk").first() or WeightSet.objects.create(note="初始权重", made_by="系统")


@transaction.atomic
def rescore_all(progress: Progress | None = None, *, top: int = TOP) -> Run:
    """Every open need against everybody; at most `top` on each shelf. progress(done, total, words) after each block."""
    _wait()
    return _score_needs(_begin(Run.Scope.ALL), list(need_facts(_open_needs())), progress, top)


@transaction.atomic
def rescore_need(need: Need, progress: Progress | None = None, *, top: int = TOP) -> Run:
    """One need, also one that is closed: whoever asks for it wants to see it."""
    _wait()
    return _score_needs(_begin(Run.Scope.NEED), need_facts(Need.objects.filter(pk=need.pk)), progress, top)


@transaction.atomic
def rescore_changed() -> Run | None:
    """People and needs changed since the last run; None where nothing did, or another computation is under way."""
    if not _try():
        return None
    last = Run.objects.exclude(scope=Run.Scope.NEED).exclude(finished_at=None).first()
    if last is None:
        return rescore_all()
    people, needs = _changed_people(last.until), _changed_needs(last.until)
    if len(people) > MANY:
        return rescore_all()
    if not people and not needs:
        return None
    run = _begin(Run.Scope.CHANGED)
    facts = people_facts(on=run.started_at.date())
    corpus = Corpus(facts, tokeniser=tokeniser())
    every = need_facts(_open_needs())
    fresh = [need for need in every if need.key in needs]
    others = [need for need in every if need.key not in needs]
    _score(Matcher(corpus, engine_weights(run.weights), on=run.started_at.date()), run, fresh, TOP)
    _score_people(run, corpus, [person for person in facts if person.key in people], people, others)
    return _finish(run, len(fresh) if not people else len(every), len(people) if not fresh else len(facts))


def _open_needs():
    return Need.objects.open().order_by("pk")


def _changed_people(since) -> set[int]:
    """Also whoever declined or was taken up again: that alone changes what may be proposed."""
    changed = set(Person.objects.filter(changed_at__gte=since).values_list("pk", flat=True))
    steps = Step.objects.filter(at__gte=since, act__in=[Step.Act.DECLINE, Step.Act.RESUME])
    return changed | set(steps.values_list("match__person_id", flat=True))


def _changed_needs(since) -> set[int]:
    return set(_open_needs().filter(changed_at__gte=since).values_list("pk", flat=True))


def _begin(scope: str) -> Run:
    return Run.objects.create(scope=scope, weights=current_weights(), engine=ENGINE_VERSION, until=_settled_until())


def _settled_until():
    """Changes up to this moment are all to be seen: it lies before the start of every transaction still under way.

    A transaction stamps its rows when it writes them and shows them when it commits; the present moment would miss those.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT LEAST(now(), min(xact_start)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0]


def _finish(run: Run, needs: int, people: int) -> Run:
    run.needs, run.people, run.finished_at = needs, people, timezone.now()
    run.save(update_fields=["needs", "people", "finished_at"])
    return run


def _score_needs(run: Run, needs: Sequence[NeedFacts], progress: Progress | None, top: int) -> Run:
    people = Corpus(people_facts(on=run.started_at.date()), tokeniser=tokeniser())
    _score(Matcher(people, engine_weights(run.weights), on=run.started_at.date()), run, needs, top, progress)
    return _finish(run, len(needs), len(people.people))


def _score(matcher: Matcher, run: Run, needs: Sequence[NeedFacts], top: int, progress: Progress | None = None) -> None:
    """Needs against everybody, block by block."""
    store = Store(run, matcher.corpus.people, needs)
    for start in range(0, len(needs), CHUNK):
        block = needs[start : start + CHUNK]
        hits = [hit for hits in matcher.rank(block, top=top) for hit in hits]
        store.write(hits)
        drop_others(hits, needs=[need.key for need in block])
        if progress:
            progress(start + len(block), len(needs), "正在匹配")


def _score_people(run: Run, corpus: Corpus, changed: list[PersonFacts], ids: set[int], needs: list[NeedFacts]) -> None:
    """Changed people against needs that stayed as they are; a shelf that is full takes only who is better than its last.

    ids: also people who were archived meanwhile and stand in `changed` no more. Matches of closed needs are left alone.
    """
    hits: list[Hit] = []
    if changed and needs:
        among = Matcher(Corpus(changed, background=corpus), engine_weights(run.weights), on=run.started_at.date())
        hits = list(sweep(among, NeedSet(corpus, corpus.prepare(needs)), top=TOP, floors=_floors(needs, ids)))
    Store(run, changed, needs).write(hits)
    drop_others(hits, needs=[need.key for need in needs], people=ids)


def _floors(needs: list[NeedFacts], changed: set[int]) -> dict[str, np.ndarray]:
    """{shelf: points to be beaten, need by need}: the lowest of the other people's on a full shelf, -1 where there is room."""
    scores: dict[tuple[int, str], list[int]] = defaultdict(list)
    current = Match.objects.filter(is_current=True).exclude(person__in=changed)
    for need, shelf, score in current.values_list("need_id", "shelf", "score_low"):
        scores[need, shelf].append(score)
    floors = {}
    for name, shelf in SHELVES.items():
        limit = INTRODUCERS_SHOWN if name == INTRODUCER else TOP
        there = [scores.get((need.key, shelf), ()) for need in needs]
        floors[name] = np.array([min(held) if len(held) >= limit else -1 for held in there], float)
    return floors


def _wait() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _try() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]
