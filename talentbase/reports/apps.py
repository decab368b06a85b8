from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "talentbase.reports"
    label = "reports"
    verbose_name = "月报"
