"""Serial numbers when two people register at the same moment: real transactions on a database of the test's own."""

import threading

from django.db import connection

from talentbase.accounts.scope import acting_as
from tests.factories import make_enterprise, make_need, make_round


def test_two_at_once_get_two_numbers(own_database):
    with acting_as(None):
        firms, rounds = [make_enterprise(), make_enterprise()], [make_round(), None]
    together, numbers = threading.Barrier(4), []

    def register(firm, round_):
        together.wait()
        with acting_as(None):
            numbers.append(make_need("会计", firm, round=round_).number)
        connection.close()

    threads = [threading.Thread(target=register, args=[firm, round_]) for firm in firms for round_ in rounds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == ["XQ-2026-T001", "XQ-2026-T002", "XQ-2026B-001", "XQ-2026B-002"]
