"""A register's list with the user's own columns and queries. Rooms subclass PersonalList and are then known by their key."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from talentbase.web.lists import ListColumn, RegisterList

# As visible_to says; plain and in one, for every list page asks, and composing two statements anew costs more than running them.
OWN = """
SELECT (SELECT columns FROM listings_columnchoice WHERE user_id = %(user)s AND register = %(register)s),
  (SELECT coalesce(json_agg(json_build_array(saved.id, saved.name, saved.query, saved.unit_id IS NOT NULL, owner_id = %(user)s,
       owner.full_name) ORDER BY saved.name, saved.id), '[]')::text
   FROM listings_savedquery saved JOIN accounts_user owner ON owner.id = saved.owner_id
   WHERE saved.register = %(register)s AND (saved.owner_id = %(user)s OR saved.unit_id = %(unit)s))
"""
_registers: dict[str, type["PersonalList"]] = {}


class Saved(NamedTuple):
    """A line of “我的查询”."""

    pk: int
    name: str
    query: str
    is_shared: bool
    is_own: bool
    owner_name: str


class PersonalList(RegisterList):
    """register: its key; list_url: URL name; every_column: all that may be shown, the first always is; usual: keys by default."""

    register = ""
    list_url = ""
    every_column: Sequence[ListColumn] = ()
    usual: tuple[str, ...] = ()

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if cls.register:
            _registers[cls.register] = cls

    @cached_property
    def _own(self) -> tuple[list[str] | None, list[Saved]]:
        """The user's columns, None where he chose none; his queries and those shared with his unit."""
        user = self.request.user
        with connection.cursor() as cursor:
            cursor.execute(OWN, {"user": user.pk, "unit": user.unit_id, "register": self.register})
            columns, saved = cursor.fetchone()
        return columns, [Saved(*each) for each in json.loads(saved)]

    @cached_property
    def columns(self) -> tuple[ListColumn, ...]:
        known = {column.key: column for column in self.every_column}
        chosen, first = self._own[0], self.every_column[0].key
        keys = dict.fromkeys([first, *(self.usual if chosen is None else chosen)])
        return tuple(known[key] for key in keys if key in known)

    def sortable(self) -> Sequence[ListColumn]:
        """A column that is not shown may still give the order, as in a query that a colleague shares."""
        return self.every_column

    @property
    def column_lines(self) -> str:
        return _column_lines(self.register, tuple(column.key for column in self.columns))

    def context(self) -> dict:
        return super().context() | {"saved": self._own[1], "personal": self.register}


@lru_cache(maxsize=256)
def _column_lines(register: str, shown: tuple[str, ...]) -> str:
    """Every column but the first, those shown in front in their order. Kept: a list page must not pay for it each time."""
    columns = {column.key: column for column in _registers[register].every_column}
    hidden = [key for key in columns if key not in shown]
    choices = [*((columns[key], True) for key in shown[1:]), *((columns[key], False) for key in hidden)]
    return render_to_string("listings/_columns.html", {"choices": choices})


def register_of(key: str) -> type[PersonalList] | None:
    return _registers.get(key)
