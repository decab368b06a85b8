"""沿用上次: what the register of a kind does when a unit or a firm says that nothing has changed; it says so in `ready()`."""

from collections.abc import Callable

from talentbase.submissions.models import Expected

Carry = Callable[..., str]  # (expected, by=) -> what was carried over, in words; raises NothingToCarry

_carriers: dict[str, Carry] = {}


class NothingToCarry(Exception):
    """There is no last time; the message says what to do instead."""


def register(kind: str, carry: Carry) -> None:
    """kind: of the task."""
    _carriers[kind] = carry


def carry_over(expected: Expected, *, by) -> str:
    """ "" where the register of this kind keeps what it has anyway."""
    carrier = _carriers.get(expected.task.kind)
    return carrier(expected, by=by) if carrier else ""
