"""A register's list with the user's own columns and queries. Rooms subclass PersonalList and are then known by their key."""

from collections.abc import Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import cached_property

from talentbase.listings.models import ColumnChoice, SavedQuery
from talentbase.web.lists import ListColumn, RegisterList

_registers: dict[str, type["PersonalList"]] = {}


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
    def columns(self) -> tuple[ListColumn, ...]:
        known = {column.key: column for column in self.every_column}
        chosen = ColumnChoice.objects.filter(user=self.request.user, register=self.register).first()
        first = self.every_column[0].key
        keys = dict.fromkeys([first, *(chosen.columns if chosen else self.usual)])
        return tuple(known[key] for key in keys if key in known)

    def sortable(self) -> Sequence[ListColumn]:
        """A column that is not shown may still give the order, as in a query that a colleague shares."""
        return self.every_column

    @property
    def column_lines(self) -> str:
        return _column_lines(self.register, tuple(column.key for column in self.columns))

    def context(self) -> dict:
        saved = SavedQuery.objects.visible_to(self.request.user).of_register(self.register)
        return super().context() | {"saved": list(saved), "personal": self.register}


@lru_cache(maxsize=256)
def _column_lines(register: str, shown: tuple[str, ...]) -> str:
    """Every column but the first, those shown in front in their order. Kept: a list page must not pay for it each time."""
    columns = {column.key: column for column in _registers[register].every_column}
    hidden = [key for key in columns if key not in shown]
    choices = [*((columns[key], True) for key in shown[1:]), *((columns[key], False) for key in hidden)]
    return render_to_string("listings/_columns.html", {"choices": choices})


def register_of(key: str) -> type[PersonalList] | None:
    return _registers.get(key)
