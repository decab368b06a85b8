from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "talentbase.dashboard"
    label = "dashboard"
    verbose_name = "工作台"
