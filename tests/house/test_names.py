"""Everything a user may read has a Chinese name."""

import re

from django.apps import apps

HAN = re.compile(r"[\u4e00-\u9fff]")
OURS = ("talentbase.", "people.", "demand.", "workstations.")


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def test_every_model_has_a_chinese_name():
    nameless = [model.__name__ for model in our_models() if not HAN.search(str(model._meta.verbose_name))]
    assert not nameless, nameless


def test_every_field_has_a_chinese_name():
    nameless = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if not field.primary_key and not HAN.search(str(field.verbose_name)) and field.name not in ("password", "last_login")
    ]
    assert not nameless, nameless


def test_every_choice_has_a_chinese_label():
    english = [
        f"{model.__name__}.{field.name}={label}"
        for model in our_models()
        for field in model._meta.concrete_fields
        for _, label in field.flatchoices or ()
        if not HAN.search(str(label))
    ]
    assert not english, english
