"""Payments on the timeline of 一人一档."""

from collections.abc import Iterator

from people.benefits.models import Honour, Payment
from people.registry.extras import Event, Panel, add_events, add_panel
from people.registry.models import Person
from talentbase.web.templatetags.ui import thousands


def payments(person: Person, user) -> Iterator[Event]:
    for payment in Payment.objects.visible_to(user).of_person(person):
        day = payment.paid_on.isoformat() if payment.paid_on else max(payment.months, default="")
        amount = f"{thousands(payment.amount)}元" if payment.amount is not None else ""
        yield Event(day, "补贴", f"{payment.kind or '人才补贴'}　{amount}", "、".join(payment.months).replace("-", "."))


def honours(person: Person, user) -> Iterator[Event]:
    for honour in Honour.objects.visible_to(user).filter(person=person):
        yield Event(honour.granted_on.isoformat(), "荣誉", honour.title, honour.issuer, url=honour.get_absolute_url())


add_events(honours)
add_events(payments)
add_panel(Panel("support", "荣誉与支持", "benefits:of-person", "people.view", 30))
