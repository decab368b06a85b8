"""Drawing with known totals: exact shares of a whole, leaning assignment, days."""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence


def stream(seed: int, part: str) -> random.Random:
    """A source of chance of its own for each part, so that a change in one leaves the others as they were."""
    return random.Random(f"{seed}/{part}")


def apportion(total: int, weights: dict) -> dict:
    """`total` split by weights into whole numbers that add up to it (largest remainders); exact where weights sum to it."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: int(value) for key, value in exact.items()}
    by_rest = sorted(exact, key=lambda key: parts[key] - exact[key])
    for key in by_rest[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def expand(counts: dict) -> list:
    return [key for key, count in counts.items() for _ in range(count)]


def weighted(rng: random.Random, weights: dict):
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def deal(rng: random.Random, holders: Sequence, values: list, lean: Callable, noise: float = 1.0) -> Iterator[tuple]:
    """(holder, value) so that every value is used once; holders of a high `lean` tend to get the first values."""
    order = sorted(holders, key=lambda holder: -(lean(holder) + noise * rng.random()))
    yield from zip(order, values, strict=True)


def choose(rng: random.Random, holders: Sequence, count: int, weight: Callable) -> list:
    """`count` different holders, each the likelier the higher its weight; a weight of 0 is never chosen."""
    able = [(rng.random() ** (1 / weight(holder)), place) for place, holder in enumerate(holders) if weight(holder)]
    return [holders[place] for _, place in sorted(able, reverse=True)[:count]]


def day_between(rng: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=rng.randrange(max(0, (last - first).days) + 1))


def scaled(count: int, size: int, whole: int) -> int:
    """A total of the full county in one of `size` people (or needs); never 0 where the county has some."""
    return min(size, max(1, round(count * size / whole))) if count else 0
