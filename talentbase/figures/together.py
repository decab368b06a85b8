"""Many counts and sums in one statement."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import cached_property

from talentbase.pg.url import is_embedded

_prepared: WeakKeyDictionary = WeakKeyDictionary()  # {connection: names of statements}


def totals(wanted: Sequence[tuple[QuerySet, str]]) -> list[int | Decimal]:
    """(rows, "") counts the rows, (rows, "value") adds up that column; the answers in the same order."""
    return answers(*statement_of(wanted)) if wanted else []


def statement_of(wanted: Sequence[tuple[QuerySet, str]]) -> tuple[str, tuple]:
    """What `totals` asks, and its parameters; for whoever asks the same again and again."""
    parts, parameters = zip(*(_part(rows, column) for rows, column in wanted), strict=True)
    return f"SELECT {', '.join(parts)}", tuple(chain.from_iterable(parameters))


def answers(statement: str, parameters: tuple) -> list[int | Decimal]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [plain(number) for number in cursor.fetchone()]


class Again:
    """What every page asks: planned once for each connection.

    Only on the embedded server: a pooler before another one shares its sessions, and names would be somebody else's.
    """

    def __init__(self, statement: str, parameters: tuple):
        self._plain = statement, parameters

    def answers(self) -> list[int | Decimal]:
        return answers(self._prepared(), ()) if is_embedded() else answers(*self._plain)

    @cached_property
    def _named(self) -> tuple[str, str]:
        """(name, text with its values in it)."""
        with connection.cursor() as cursor:
            text = cursor.mogrify(*self._plain)
        return f"again_{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}", text

    def _prepared(self) -> str:
        name, text = self._named
        connection.ensure_connection()
        known = _prepared.setdefault(connection.connection, set())
        if name not in known:
            with connection.cursor() as cursor:
                cursor.execute(f"PREPARE {name} AS {text.replace('%', '%%')}", ())
            known.add(name)
        return f"EXECUTE {name}"


def _part(rows: QuerySet, column: str) -> tuple[str, tuple]:
    """Only text that the ORM wrote goes into the statement, values stay parameters."""
    try:
        statement, values = rows.order_by().values_list(column or "pk").query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    answer = "coalesce(sum(number), 0)" if column else "count(*)"
    return f"(SELECT {answer} FROM ({statement}) AS counted (number))", values


def plain(number: int | Decimal) -> int | Decimal:
    """6.00 -> 6, 182.60 -> 182.6."""
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else number.normalize()
    return number
