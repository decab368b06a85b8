from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "talentbase.figures"
    label = "figures"
    verbose_name = "指标"
