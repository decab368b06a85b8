"""Labelled registers and pairs -> how many duplicates are found, and how many of those shown are none."""

import csv
import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from people.duplicates.evidence import THRESHOLD, find_duplicates, judged, traits_of
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.phones import read_phones

GENDERS = {"男": "1", "女": "2"}


def evaluate(directory: str | Path) -> dict[str, float]:
    """{records, true, shown, recall, precision}. directory: people.csv with dup_pairs.tsv, or records.jsonl with pairs.tsv.

    Copies of one original are one person among themselves as well. Raises OSError where neither is there.
    """
    folder = Path(directory)
    if (folder / "records.jsonl").exists():
        return _of_pairs(folder)
    with open(folder / "people.csv", encoding="utf-8", newline="") as file:
        records = {row["pid"]: _values(row) for row in csv.DictReader(file)}
    with open(folder / "dup_pairs.tsv", encoding="utf-8", newline="") as file:
        true = _closed((row["dup"], row["base"]) for row in csv.DictReader(file, delimiter="\t"))
    shown = {frozenset((pair.first, pair.second)) for pair in find_duplicates(records)}
    return _measured(len(records), true, shown)


def _of_pairs(folder: Path) -> dict[str, float]:
    """Pairs that somebody labelled, each judged by the same rule."""
    with open(folder / "records.jsonl", encoding="utf-8") as file:
        rows = (json.loads(line) for line in file)
        records = {row["rid"]: traits_of({"name": row["name"], "employer": row["unit"]}) for row in rows}
    with open(folder / "pairs.tsv", encoding="utf-8", newline="") as file:
        labels = {frozenset((row["rid_a"], row["rid_b"])): row["label"] for row in csv.DictReader(file, delimiter="\t")}
    true = {pair for pair, label in labels.items() if label == "same"}
    shown = {pair for pair in labels if judged(*pair, records).score >= THRESHOLD}
    return _measured(len(records), true, shown)


def _measured(records: int, true: set, shown: set) -> dict[str, float]:
    found = len(true & shown)
    return {
        "records": records,
        "true": len(true),
        "shown": len(shown),
        "recall": round(found / len(true), 4) if true else 1.0,
        "precision": round(found / len(shown), 4) if shown else 1.0,
    }


def _closed(pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for copy, original in pairs:
        groups.setdefault(original, {original}).add(copy)
    return {frozenset(pair) for group in groups.values() for pair in combinations(sorted(group), 2)}


def _values(row: dict[str, str]) -> dict:
    """A row of the labelled register in the keys of talent-import/1."""
    try:
        birth = parse_date(row["birth"]).date.iso() if row["birth"] else ""
    except BadDate:
        birth = ""
    return {
        "name": row["name"],
        "gender": GENDERS.get(row["sex"], ""),
        "birth_ym": birth,
        "hometown": row["town"],
        "employer": row["org"] + row["dept"],
        "title": row["title"],
        "phones": read_phones(row["phone"]).numbers if row["phone"] else [],
        "education": row["edu"],
        "school": row["school"],
    }
