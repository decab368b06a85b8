"""Rolls that wait for approval or payment or came back, honours whose term ends."""

import datetime as dt

from people.benefits.honours import SOON
from people.benefits.models import Honour, Roll
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import dots


def to_approve(user, today):
    checked = Roll.objects.visible_to(user).filter(state=Roll.State.CHECKED)
    return checked.exclude(checker=user.pk).exclude(drawer=user.pk).order_by("pk")


def to_mend(user, today):
    return Roll.objects.visible_to(user).filter(state=Roll.State.DRAFT).exclude(reason="").order_by("pk")


def to_pay(user, today):
    return Roll.objects.visible_to(user).filter(state=Roll.State.APPROVED).order_by("pk")


def ending(user, today):
    return Honour.objects.visible_to(user).ending_by(today + SOON).order_by("until", "pk")


def _since(roll: Roll) -> dt.date:
    return roll.changed_at.date()


def due_approval(roll: Roll) -> Due:
    return Due("审核", roll.title, roll.get_absolute_url(), _since(roll), f"{roll.checked_by}已核对")


def due_payment(roll: Roll) -> Due:
    return Due("发放", roll.title, roll.get_absolute_url(), _since(roll), f"{roll.approved_by}已审核")


def due_mending(roll: Roll) -> Due:
    return Due("改正", roll.title, roll.get_absolute_url(), _since(roll), f"已退回：{roll.reason}")


def due_honour(honour: Honour) -> Due:
    return Due("续聘或终止", honour.name, honour.get_absolute_url(), honour.until, f"{honour.title}，{dots(honour.until)}到期")


register(
    Source(to_approve, due_approval, "benefits.approve"),
    Source(to_mend, due_mending, "benefits.edit"),
    Source(to_pay, due_payment, "benefits.edit"),
    Source(ending, due_honour, "benefits.edit"),
)
