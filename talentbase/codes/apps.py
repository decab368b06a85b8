from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "talentbase.codes"
    label = "codes"
    verbose_name = "代码表"
