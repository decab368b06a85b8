from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "demand.needs"
    label = "needs"
    verbose_name = "人才需求"
