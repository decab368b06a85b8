"""What a form says when the framework finds a fault: the words an office uses, in place of the framework's translation."""

from django import forms
from django.core import validators

FIELDS = {
    forms.Field: {"required": "这一项没有填。"},
    forms.IntegerField: {"invalid": "请填写整数。"},
    forms.FloatField: {"invalid": "请填写数字。"},
    forms.DecimalField: {"invalid": "请填写数字。"},
    forms.DateField: {"invalid": "日期应写成2026-03-15。"},
    forms.DateTimeField: {"invalid": "时间应写成2026-03-15 09:00。"},
    forms.ChoiceField: {"invalid_choice": "请从列出的选项中选择。"},
    forms.MultipleChoiceField: {"invalid_choice": "请从列出的选项中选择。", "invalid_list": "请从列出的选项中选择。"},
    forms.ModelChoiceField: {"invalid_choice": "所选内容已停用或不在您的范围内，请重新选择。"},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": "所选内容已停用或不在您的范围内，请重新选择。",
        "invalid_pk_value": "请从列出的选项中选择。",
        "invalid_list": "请从列出的选项中选择。",
    },
    forms.FileField: {
        "invalid": "没有收到文件，请重新选择。",
        "missing": "没有收到文件，请重新选择。",
        "empty": "文件是空的，请检查后重新选择。",
    },
}
VALIDATORS = {
    validators.MaxLengthValidator: "最多%(limit_value)d个字，现为%(show_value)d个字，请删减。",
    validators.MinLengthValidator: "至少%(limit_value)d个字，现为%(show_value)d个字。",
    validators.MinValueValidator: "不能小于%(limit_value)s。",
    validators.MaxValueValidator: "不能大于%(limit_value)s。",
    validators.EmailValidator: "邮箱应写成name@example.cn。",
    validators.ProhibitNullCharactersValidator: "含有无法识别的字符，请重新填写。",
}
DIGITS = {
    "max_digits": "数字最多%(max)s位，请核对。",
    "max_decimal_places": "小数最多%(max)s位，请核对。",
    "max_whole_digits": "小数点前最多%(max)s位，请核对。",
    "invalid": "请填写数字。",
}


def apply() -> None:
    """Once per process, before any form is made."""
    for field, words in FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **DIGITS}
