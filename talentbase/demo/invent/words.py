"""The word lists of `data/`: research fields, technical problems, professional posts and skilled jobs, by chain node."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_chain(name: str) -> dict[str, tuple[dict[str, str], ...]]:
    """Rows of a list with a `node` column, by the chain the node belongs to ("L0104" -> "L01")."""
    found: dict[str, list] = {}
    for row in rows(name):
        found.setdefault(row["node"][:3], []).append(row)
    return {chain: tuple(found[chain]) for chain in sorted(found)}


@cache
def skilled_jobs() -> dict[str, tuple[str, ...]]:
    return {row["chain"]: tuple(row["titles"].split("|")) for row in rows("skills")}
