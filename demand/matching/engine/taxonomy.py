"""How near two people stand in a taxonomy: GB/T 13745 codes, free discipline names, industry chains and their nodes."""

import re
from collections.abc import Iterable

SAME, PARENT, NONE = "same", "parent", "none"

_PARTS = re.compile(r"[/／、,，;；|]")
_BRACKETS = re.compile(r"[（(].*?[)）]")
_FILLER = re.compile(r"科学|工程|技术|研究|[学与和类及其·•\s]")


def label(discipline: str) -> str:
    """The name in "43040 高分子材料"; a bare code stays as it is."""
    return discipline.lstrip("0123456789").strip() or discipline


def discipline_relation(wanted: str, held: str) -> str:
    """Distance of two disciplines: SAME, PARENT or NONE.

    Codes of GB/T 13745-2009 (3, 5 or 7 digits, a name may follow): one inside the other is SAME, a common first three
    digits is PARENT.
    Names: equal parts (化学/化学工程与技术 against 化学) are SAME, a shared stem (理论经济, 应用经济) is PARENT.
    """
    if wanted[:3].isdigit() and held[:3].isdigit():
        return _code_relation(re.sub(r"\D", "", wanted), re.sub(r"\D", "", held))
    wanted_parts, held_parts = _names(wanted), _names(held)
    if wanted_parts & held_parts:
        return SAME
    nearest = max((_overlap(a, b) for a in wanted_parts for b in held_parts), default=0.0)
    return PARENT if nearest >= 0.3 else NONE


def _code_relation(wanted: str, held: str) -> str:
    if held.startswith(wanted) or wanted.startswith(held):
        return SAME
    return PARENT if wanted[:3] == held[:3] else NONE


def _names(text: str) -> set[str]:
    return {part.strip() for part in _PARTS.split(text) if part.strip()}


def _overlap(left: str, right: str) -> float:
    """Dice coefficient of character pairs after filler such as 科学与工程 is taken away; 0 to 1."""
    left, right = (_FILLER.sub("", _BRACKETS.sub("", name)) for name in (left, right))
    if left and left == right:
        return 1.0
    pairs, others = ({name[at : at + 2] for at in range(len(name) - 1)} for name in (left, right))
    return 2 * len(pairs & others) / max(1, len(pairs) + len(others))


def nearest_discipline(wanted: str, held: Iterable[str]) -> tuple[str, str]:
    """(relation, discipline) of the nearest discipline a person holds; (NONE, "") when none is near."""
    order = (SAME, PARENT)
    related = [(discipline_relation(wanted, discipline), discipline) for discipline in held]
    known = [pair for pair in related if pair[0] != NONE]
    return min(known, key=lambda pair: order.index(pair[0]), default=(NONE, ""))


def chain_share(chain: str, node: str, chains: Iterable[str], nodes: Iterable[str]) -> float:
    """0 to 1: 1 for the same node (or the same chain when the need names no node), .9 node not known, .8 another node."""
    chains, nodes = set(chains), set(nodes)
    if node and node in nodes:
        return 1.0
    if not chain or chain not in chains:
        return 0.0
    if not node:
        return 1.0
    return 0.8 if nodes else 0.9
