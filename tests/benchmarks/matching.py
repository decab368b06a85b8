"""What is measured of the matching: whole runs, one saved record, two workers, and the same texts by plain means."""

import datetime as dt
import hashlib
import subprocess
import sys
import time
from dataclasses import replace

from django.db import connection, transaction
from django.utils import timezone

from demand.matching.engine import Corpus, Matcher, NeedSet, sweep
from demand.matching.gather import need_facts, people_facts
from demand.matching.lexicon import tokeniser
from demand.needs.models import Need
from talentbase.accounts.scope import acting_as
from tests.benchmarks.clock import cost_of, median_cost, peak_megabytes

SAMPLE = 40  # needs of which the plain means are asked


def _facts(needs: int) -> tuple[list, list]:
    """Everybody, and so many needs: the county's own, invented further where it has not so many."""
    with acting_as(None):
        people, known = people_facts(on=timezone.localdate()), list(need_facts(Need.objects.order_by("pk")))
    if needs <= len(known):
        return people, known[:needs]
    texts = _more(needs - len(known))
    last = max(each.key for each in known)
    shapes = (known[number % len(known)] for number in range(len(texts)))
    more = [replace(shape, key=last + n, **text) for n, (shape, text) in enumerate(zip(shapes, texts, strict=True), 1)]
    return people, known + more


def _more(number: int) -> list[dict]:
    """Titles and descriptions of further invented needs; their conditions are those of the known ones in turn."""
    from talentbase.demo.invent.employers import invent_employers
    from talentbase.demo.invent.needs import invent_needs

    drafts = invent_needs(2, dt.date.today(), number, invent_employers(2, number))
    return [{"title": draft.values["title"], "description": draft.values.get("description", "")} for draft in drafts]


def whole(needs: int, top: int = 20) -> dict:
    """Facts out of the database, then the `top` people of each need with their reasons, in one worker."""
    found = {}

    def run():
        people, wanted = _facts(needs)
        matcher = Matcher(Corpus(people, tokeniser=tokeniser_of_house()), on=timezone.localdate())
        hits = 0
        for start in range(0, len(wanted), 64):  # as the product does: block by block, written and let go
            hits += sum(map(len, matcher.rank(wanted[start : start + 64], top=top)))
        found.update(people=len(people), needs=len(wanted), hits=hits)

    return cost_of(run).plain() | found | {"megabytes": peak_megabytes()}


def tokeniser_of_house():
    with acting_as(None):
        return tokeniser()


def one(needs: int) -> dict:
    """One saved person against all open needs, one saved need against everybody, by what the night has left."""
    people, wanted = _facts(needs)
    corpus = Corpus(people, tokeniser=tokeniser_of_house())
    on = timezone.localdate()
    asked = NeedSet(corpus, corpus.prepare(wanted))
    matcher = Matcher(corpus, on=on)
    saved = next(person for person in people if person.research)

    def of_person():
        list(sweep(Matcher(Corpus([saved], background=corpus), on=on), asked))

    person = median_cost(of_person, times=9, warm_up=2)
    need = median_cost(lambda: matcher.rank([wanted[7]], top=20), times=15)
    return {
        "person": person.plain(),
        "need": need.plain(),
        "people": len(people),
        "needs": len(wanted),
        "megabytes": peak_megabytes(),
    }


def plain_means(needs: int) -> dict:
    """The same people ranked for the same needs by BM25 over words and pairs, and by PostgreSQL's ts_rank over a vector."""
    people, wanted = _facts(needs)
    wanted = wanted[:: max(1, len(wanted) // SAMPLE)][:SAMPLE]
    words = tokeniser_of_house()
    corpus = Corpus(people, tokeniser=words)
    matcher = Matcher(corpus, on=timezone.localdate())
    ours = cost_of(lambda: [matcher.rank([need], top=20) for need in wanted])
    return {
        "ours": ours.plain(),
        "bm25": _bm25(people, wanted, words),
        "ts_rank": _ts_rank(people, wanted, words),
        "needs": len(wanted),
    }


def _text(person) -> str:
    return " ".join(filter(None, (person.research, person.employer, person.post)))


def _asked(need) -> str:
    return f"{need.title} {need.description}"


def _bm25(people, wanted, words) -> dict:
    import numpy as np
    from scipy.sparse import csr_matrix

    rows, columns, counts, vocabulary = [], [], [], {}
    for row, person in enumerate(people):
        for term in words.terms(_text(person)):
            rows.append(row)
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
            counts.append(1.0)
    matrix = csr_matrix((counts, (rows, columns)), shape=(len(people), len(vocabulary)), dtype=np.float32)
    lengths = np.asarray(matrix.sum(axis=1)).ravel()
    holders = np.bincount(matrix.indices, minlength=len(vocabulary))
    idf = np.log(1 + (len(people) - holders + 0.5) / (holders + 0.5))
    norm = 1.2 * (0.25 + 0.75 * lengths / max(lengths.mean(), 1))
    coo = matrix.tocoo()
    weighted = csr_matrix((coo.data * 2.2 / (coo.data + norm[coo.row]) * idf[coo.col], (coo.row, coo.col)), shape=matrix.shape)

    def run():
        for need in wanted:
            known = [vocabulary[term] for term in words.terms(_asked(need)) if term in vocabulary]
            scores = np.asarray(weighted[:, known].sum(axis=1)).ravel()
            np.argpartition(-scores, 20)[:20]

    return cost_of(run).plain()


def _ts_rank(people, wanted, words) -> dict:
    """The terms as lexemes, with a GIN index, as one would do it with PostgreSQL alone."""

    def lexemes(text: str, joiner: str) -> str:
        return joiner.join(sorted({f"'{term}'" for term in words.terms(text) if "'" not in term and "\\" not in term}))

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_people (id int, terms tsvector) ON COMMIT DROP")
        cursor.executemany(
            "INSERT INTO bench_people VALUES (%s, %s::tsvector)",
            [(number, lexemes(_text(person), " ")) for number, person in enumerate(people)],
        )
        cursor.execute("CREATE INDEX ON bench_people USING gin (terms)")
        cursor.execute("ANALYZE bench_people")

        def run():
            for need in wanted:
                asked = lexemes(_asked(need), " | ")
                cursor.execute(
                    "SELECT id FROM bench_people, to_tsquery('simple', '') q WHERE terms @@ %s::tsquery "
                    "ORDER BY ts_rank(terms, %s::tsquery) DESC LIMIT 20",
                    [asked, asked],
                )
                cursor.fetchall()

        return cost_of(run).plain()


def shards(needs: int, shards: int) -> dict:
    """Every need of the house by so many workers at once, each a process: the wall clock, and a digest of what they found."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.worker", "matching:shard"]
    arguments = [f'{{"needs": {needs}, "shard": {number}, "shards": {shards}}}' for number in range(shards)]
    workers = [subprocess.Popen([*command, each], stdout=subprocess.PIPE, text=True) for each in arguments]
    answers = [worker.communicate()[0].splitlines()[-1] for worker in workers]
    import json

    found = sorted(line for answer in answers for line in json.loads(answer)["hits"])
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
    return {"wall": time.perf_counter() - started, "cpu": None, "hits": len(found), "digest": digest}


def shard(needs: int, shard: int, shards: int) -> dict:
    people, wanted = _facts(needs)
    matcher = Matcher(Corpus(people, tokeniser=tokeniser_of_house()), on=timezone.localdate())
    mine = [need for need in wanted if need.key % shards == shard]
    lines = []
    for start in range(0, len(mine), 64):
        for hits in matcher.rank(mine[start : start + 64], top=20):
            lines += [f"{hit.need_key}:{hit.person_key}:{hit.shelf}:{hit.score}" for hit in hits]
    return {"hits": lines}
