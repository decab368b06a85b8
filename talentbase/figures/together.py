"""Many counts and sums in one statement."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

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


def answers_again(statement: str, parameters: tuple) -> list[int | Decimal]:
    """As `answers`, for what every page asks: planned once for each connection.

    Only on the embedded server: a pooler before another one shares its sessions, and names would be somebody else's.
    """
    return answers(_prepared_name(statement, parameters), ()) if is_embedded() else answers(statement, parameters)


def _prepared_name(statement: str, parameters: tuple) -> str:
    with connection.cursor() as cursor:
        text = cursor.mogrify(statement, parameters)
        name = f"again_{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"
        known = _prepared.setdefault(connection.connection, set())
        if name not in known:
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
