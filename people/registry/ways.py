"""The ways to reach a person, each with the day somebody last made sure of it."""

import datetime as dt
from dataclasses import dataclass

from people.registry.models import Contact, Person
from talentbase.text.phones import mask_phone

WAYS = {"email": "邮箱", "wechat": "微信", "family_address": "家庭住址"}  # besides the phone; each has its <name>_confirmed_on


@dataclass(frozen=True)
class Way:
    """text: in part, as everybody may read it; key: what `confirm_way` takes, "" where it is out of use."""

    label: str
    text: str
    confirmed_on: dt.date | None
    key: str


def in_part(text: str) -> str:
    return f"{text[:2]}****{text[-2:]}" if len(text) > 6 else "****"


def ways_of(person: Person, contacts: list[Contact]) -> list[Way]:
    """Phones in their order, then the others. A secret number stays secret."""
    found = [_phone(person, contact) for contact in contacts if contact.phone]
    for name, label in WAYS.items():
        if text := getattr(person, name):
            found.append(Way(label, in_part(text), getattr(person, f"{name}_confirmed_on"), name))
    return found


def _phone(person: Person, contact: Contact) -> Way:
    label = f"亲属电话（{contact.holder}）" if contact.whose == Contact.Whose.FAMILY and contact.holder else "电话"
    text = "保密" if person.phone_is_secret and contact.whose == Contact.Whose.OWN else mask_phone(contact.phone)
    if contact.is_dead:
        return Way(label, f"{text}（已停用）", contact.confirmed_on, "")
    return Way(label, text, contact.confirmed_on, f"phone-{contact.pk}")
