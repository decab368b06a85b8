"""The word lists of `data/`: names, trades, research fields, technical problems, posts and jobs."""

import csv
from functools import cache
from pathlib import Path

from talentbase.codes.lookup import CodeBook

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
def words(name: str) -> tuple[str, ...]:
    """One list of lists.csv: surnames, departments, honors …"""
    return next(tuple(row["words"].split("|")) for row in rows("lists") if row["name"] == name)


@cache
def trade(chain: str) -> dict[str, str]:
    """trade, products, faculty, institute, universities, majors, degree_field of one chain; of none: {}."""
    return next((row for row in rows("trades") if row["chain"] == chain), {})


@cache
def expert_post(kind: str) -> dict[str, tuple[str, ...]]:
    """titles and leading posts from high to low, and the plain post, of university, hospital, firm …"""
    row = next(row for row in rows("expert_posts") if row["kind"] == kind)
    return {key: tuple(value.split("|")) for key, value in row.items()}


@cache
def departments(chain: str) -> tuple[str, ...]:
    """Wards of hospitals (L07) and subjects of schools (L12), each with a field of its own."""
    return tuple(row["department"] for row in by_chain("fields")[chain] if row["department"])


@cache
def skilled_jobs() -> dict[str, tuple[str, ...]]:
    return {row["chain"]: tuple(row["titles"].split("|")) for row in rows("skills")}


@cache
def town_names() -> dict[str, str]:
    """Names of the towns by code, from the code table."""
    return {code.code: code.name for code in CodeBook.from_files().rows("towns")}


@cache
def disciplines() -> dict[str, str]:
    """The first discipline (GB/T 13745) of each chain node."""
    return {node.code: node.listed("disciplines")[0] for node in CodeBook.from_files().rows("chain_nodes")}


@cache
def node_name(node: str) -> str:
    return CodeBook.from_files().name("chain_nodes", node)
