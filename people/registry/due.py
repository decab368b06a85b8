"""回访 of 重点联系对象: overdue, or due within a week."""

from datetime import timedelta

from people.registry.columns import work
from people.registry.models import Person
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import day

AHEAD = timedelta(days=7)


def contacts(user, today):
    people = Person.objects.visible_to(user).away().key_contacts().reachable()
    return people.filter(contact_due__lte=today + AHEAD).order_by("contact_due", "pk")


def due_contact(person: Person) -> Due:
    more = f"应于{day(person.contact_due)}前　{work(person)}"
    return Due("回访", person.name, person.get_absolute_url(), person.contact_due, more)


register(Source(contacts, due_contact, "people.view"))
