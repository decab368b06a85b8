"""Faults the framework finds are said in the office's words, everywhere."""

import datetime as dt

import pytest
from django import forms
from django.core.validators import MinValueValidator


class Sample(forms.Form):
    name = forms.CharField(max_length=4)
    count = forms.IntegerField(validators=[MinValueValidator(0)])
    money = forms.DecimalField(max_digits=6, decimal_places=2)
    day = forms.DateField()
    kind = forms.ChoiceField(choices=[("a", "甲")])


GOOD = {"name": "甲", "count": "1", "money": "2.5", "day": dt.date(2026, 3, 15), "kind": "a"}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "这一项没有填。"),
        ("name", "甲乙丙丁戊", "最多4个字，现为5个字，请删减。"),
        ("name", "甲\0乙", "含有无法识别的字符，请重新填写。"),
        ("count", "三", "请填写整数。"),
        ("count", "-1", "不能小于0。"),
        ("money", "很多", "请填写数字。"),
        ("money", "1.234", "小数最多2位，请核对。"),
        ("day", "下周", "日期应写成2026-03-15。"),
        ("kind", "b", "请从列出的选项中选择。"),
    ],
)
def test_each_fault_is_said_in_plain_words(field, value, sentence):
    assert Sample(GOOD).is_valid()
    assert Sample(GOOD | {field: value}).errors[field] == [sentence]
