"""When two records of one person are merged: months that both were paid for come to light."""

from people.benefits.models import PaidMonth, Payment, Roll
from people.duplicates.actions import Refused
from people.duplicates.children import care
from people.registry.models import Person


def paid_twice(kept: Person, gone: Person) -> set[int]:
    """Payments of `gone` for a kind and month that `kept` has too. Raises Refused while one of the two can still be mended.

    Money that has left both times cannot be mended in a roll: those payments stay with the archived record.
    """
    mine = {(paid.kind, paid.month): paid.payment for paid in _months(kept)}
    pairs = [(paid.payment, mine[paid.kind, paid.month]) for paid in _months(gone) if (paid.kind, paid.month) in mine]
    for payment, other in pairs:
        if open_ := next((each for each in (payment, other) if _is_open(each)), None):
            raise Refused(
                f"两份档案都列入了{payment.kind}的同一个月。请先在花名册“{open_.roll or '未造册的补贴'}”中核对并删去重复的一人，再合并。"
            )
    return {payment.pk for payment, _ in pairs}


def _months(person: Person):
    return PaidMonth.objects.filter(payment__person=person).select_related("payment__roll")


def _is_open(payment: Payment) -> bool:
    return bool(payment.roll_id) and payment.roll.state != Roll.State.PAID


care(Payment, paid_twice)
