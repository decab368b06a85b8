"""A box in which a person of the register is named."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from people.registry.models import Person

NUMBER = re.compile(r"^\s*(?:RC-?)?(\d{1,9})\b", re.IGNORECASE)
LISTED = 5


class PersonInput(forms.TextInput):
    """Proposes people of the user's own scope while typing; without scripts a name or a number is typed."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        options = f"{name}-people"
        given = {
            "list": options,
            "autocomplete": "off",
            "placeholder": "姓名、拼音或档案编号",
            "hx-get": f"{reverse_lazy('registry:names')}?of={name}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{options}",
        }
        box = super().render(name, value, {**(attrs or {}), **given}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', box, options)


class PersonField(forms.CharField):
    """RC-000012, "RC-000012 王伟", or a name or its pinyin that only one of the visible people has. None when empty."""

    widget = PersonInput

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 80, "required": False, **kwargs})
        self.people = Person.objects.none()

    def for_user(self, user) -> None:
        self.people = Person.objects.visible_to(user).present()

    def offers(self, pk: int) -> bool:
        return self.people.filter(pk=pk).exists()

    def prepare_value(self, value):
        if isinstance(value, int):
            found = self.people.filter(pk=value).first()
            return str_of(found) if found else ""
        return str_of(value) if isinstance(value, Person) else value

    def has_changed(self, initial, data) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if number := NUMBER.match(text):
            if found := self.people.numbered(number[1]):
                return found
            raise ValidationError(f"没有找到档案“{text}”，请填写姓名，或在人才库中核对编号。")
        found = list(self.people.filter(name=text).order_by("pk")[: LISTED + 1])
        if not found and text.isascii():  # liyong, as the box proposes
            found = list(self.people.search(text).order_by("pk")[: LISTED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(f"人才库中没有“{text}”，请核对姓名，或先登记这个人。")
        named = "；".join(f"{str_of(each)}{f'（{each.employer}）' if each.employer else ''}" for each in found[:LISTED])
        raise ValidationError(f"有{'多' if len(found) > LISTED else len(found)}人叫“{text}”，请填写编号：{named}。")


def str_of(person: Person) -> str:
    return f"{person.number} {person.name}"
