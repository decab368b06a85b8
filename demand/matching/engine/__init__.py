"""Matches people and needs: facts in, hits with sentences and points out. No Django, no database, no clock.

    from datetime import date
    from demand.matching.engine import Corpus, Matcher, NeedFacts, PersonFacts, Weights, missing_information, shelve

    people = [
        PersonFacts(key=17, field="聚乳酸改性", employer="某大学材料学院", position="教授", title_level="正高级",
                    degree_rank=5, chains=("生物基材料",), consent="是", location_code="310104", city="上海"),
        PersonFacts(key=18, employer="某石化研究院", department="合成材料室", title_name="高级工程师"),
    ]
    need = NeedFacts(key="XQ-147", title="聚乳酸改性高级工程师", chain="生物基材料", degree_min=4, degree_hard=True,
                     modes=("柔性",), location_code="410923")

    matcher = Matcher(people, Weights(field=40, taxonomy=20, qualification=15, willingness=15, region=10),
                      on=date(2026, 11, 22))
    shelves = shelve(matcher.score(need))
    for hit in shelves.confident:             # scored, best first: hit.grade, hit.score_text, hit.remarks
        for reason in hit.reasons:            # five, in page order; their points sum to hit.score
            print(reason.criterion.label, reason.points, reason.maximum, reason.kind, reason.sentence)
    shelves.introducers, shelves.possible, shelves.outside   # no score: hit.evidence, hit.matched_words

Nightly: `Matcher(people, weights, on=day).rank(needs)`. One changed person against all needs: keep the nightly `Corpus`
and `asked = NeedSet(corpus, corpus.prepare(needs))`, then `sweep(Matcher(Corpus([person], background=corpus), weights), asked)`.
Whom to ask for what: `missing_information(hits_by_need)`. The lexicon is a dict (`lexicon_of(rows)`) handed over as
`Corpus(people, tokeniser=Tokeniser(lexicon))`; without one the file `lexicon.csv` is read.
"""

from demand.matching.engine.corpus import Corpus, PreparedNeed
from demand.matching.engine.facts import CRITERIA, Criterion, NeedFacts, PersonFacts, Refusal, Weights
from demand.matching.engine.reasons import Reason
from demand.matching.engine.score import Matcher, rank
from demand.matching.engine.shelves import Hit, MissingInformation, Shelves, missing_information, shelve
from demand.matching.engine.sweep import NeedSet, sweep
from demand.matching.engine.terms import Tokeniser, lexicon_of, lexicon_rows, load_lexicon

__all__ = [
    "CRITERIA",
    "Corpus",
    "Criterion",
    "Hit",
    "Matcher",
    "MissingInformation",
    "NeedFacts",
    "NeedSet",
    "PersonFacts",
    "PreparedNeed",
    "Reason",
    "Refusal",
    "Shelves",
    "Tokeniser",
    "Weights",
    "lexicon_of",
    "lexicon_rows",
    "load_lexicon",
    "missing_information",
    "rank",
    "shelve",
    "sweep",
]
