"""Measures the engine on labelled sets: queries.jsonl, experts.jsonl and qrels.tsv (query TAB expert TAB gain).

The engine that ranks people for real needs is asked, with nothing cut off below. Ids are read for reporting only.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from demand.matching.engine import Matcher, NeedFacts, PersonFacts

DEPTH = 100
FILES = ("queries.jsonl", "experts.jsonl", "qrels.tsv")


def evaluate(directory: Path | str, with_discipline: bool = True) -> dict[str, float | int]:
    """R@1, R@10, MRR (first 100), nDCG@10, ms_p50 and ms_p95 per need, seconds to index, queries and experts.

    A query counts when the labels name at least one expert for it. Raises ValueError when a file is absent or unreadable.
    """
    directory = Path(directory)
    queries, experts, gains = read_set(directory)
    started = perf_counter()
    matcher = Matcher([person_facts(expert) for expert in experts])
    matcher.score(NeedFacts(key=""), minimum=0)
    index_seconds = perf_counter() - started
    judged = [query for query in queries if gains.get(query["query_id"])]
    measured, milliseconds = [], []
    for query in judged:
        need = need_facts(query, with_discipline)
        started = perf_counter()
        hits = matcher.score(need, top=DEPTH, minimum=0)
        milliseconds.append((perf_counter() - started) * 1000)
        measured.append(_measures([hit.person_key for hit in hits], gains[query["query_id"]]))
    if not measured:
        raise ValueError(f"{directory}中没有可以计分的查询：qrels.tsv与queries.jsonl的编号对不上。")
    means = np.mean(measured, axis=0).round(4).tolist()
    return {
        **dict(zip(("R@1", "R@10", "MRR", "nDCG@10"), means, strict=True)),
        "ms_p50": round(float(np.percentile(milliseconds, 50)), 1),
        "ms_p95": round(float(np.percentile(milliseconds, 95)), 1),
        "index_seconds": round(index_seconds, 2),
        "queries": len(judged),
        "experts": len(experts),
    }


def read_set(directory: Path) -> tuple[list[dict], list[dict], dict[str, dict[str, float]]]:
    """Queries, experts, and gains per query id and expert id."""
    for name in FILES:
        if not (directory / name).is_file():
            raise ValueError(f"{directory}中缺少{name}，评测目录应包含{'、'.join(FILES)}。")
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    for number, line in enumerate((directory / "qrels.tsv").read_text(encoding="utf-8").splitlines(), 1):
        try:
            query, expert, gain = line.split("\t")
            gains[query][expert] = float(gain)
        except ValueError:
            raise ValueError(f"qrels.tsv第{number}行：应为三列，用制表符分隔，例如Q1→E1→2。")
    return list(_records(directory / "queries.jsonl")), list(_records(directory / "experts.jsonl")), gains


def _records(path: Path) -> Iterator[dict]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError:
                raise ValueError(f"{path.name}第{number}行：不是完整的JSON记录。")


def need_facts(query: dict, with_discipline: bool) -> NeedFacts:
    """A query as a need: its text is the title, its discipline (else its category) the discipline."""
    discipline = (query.get("discipline") or query.get("category") or "") if with_discipline else ""
    return NeedFacts(key=query["query_id"], title=query.get("text") or "", discipline=discipline)


def person_facts(expert: dict) -> PersonFacts:
    """An expert as a person: works or keywords are the research field, org the employer, level the title level."""
    disciplines = expert.get("disciplines") or [expert.get("discipline")]
    return PersonFacts(
        key=expert["expert_id"],
        keywords=tuple(expert.get("works") or expert.get("keywords") or ()),
        employer=expert.get("org") or "",
        disciplines=tuple(name for name in disciplines if name),
        title_level=expert.get("level") or None,
    )


def _measures(ranked: list[str], gains: dict[str, float]) -> tuple[float, float, float, float]:
    """R@1, R@10, reciprocal rank and nDCG@10 of one ranking."""
    relevant = {expert for expert, gain in gains.items() if gain > 0}
    first = next((place for place, expert in enumerate(ranked, 1) if expert in relevant), math.inf)
    recall = (len(relevant.intersection(ranked[:depth])) / max(1, len(relevant)) for depth in (1, 10))
    ideal = _discounted(sorted(gains.values(), reverse=True)[:10])
    found = _discounted([gains.get(expert, 0.0) for expert in ranked[:10]])
    return (*recall, 1 / first, found / ideal if ideal else 0.0)


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))
