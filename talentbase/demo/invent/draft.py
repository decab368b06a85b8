"""What is made up, in the words of the register's columns; foreign keys of code tables as "<table>.<code>"."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]


@dataclass(slots=True)
class Slot:
    """The place one person takes in the totals, decided before anything else is made up."""

    categories: tuple[str, ...]
    population: str = "away"
    town: str = ""
    quality: float = 1.0
    province: str = ""
    chain: str = ""
    node: str = ""
    is_key: bool = False
    is_overdue: bool = False
    is_full: bool = False
    entered_on: dt.date = dt.date.min
    marks: frozenset[str] = frozenset()  # deceased lost unwilling closed claimed_twice updated (this month)

    @property
    def is_expert(self) -> bool:
        return "expert" in self.categories


@dataclass(slots=True)
class Draft:
    """One person. units: unit name -> (first reported, last reported). profiles: official, expert, business -> columns."""

    slot: Slot
    values: Values
    units: dict[str, tuple[dt.date, dt.date]] = field(default_factory=dict)
    contacts: list[Values] = field(default_factory=list)
    educations: list[Values] = field(default_factory=list)
    posts: list[Values] = field(default_factory=list)
    profiles: dict[str, Values] = field(default_factory=dict)
    id_number: str = ""
    earlier: Values = field(default_factory=dict)  # what stood there before this month's update
    changed_on: dt.date = dt.date.min
