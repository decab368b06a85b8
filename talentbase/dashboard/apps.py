from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class DashboardConfig(AppConfig):
    name = "talentbase.dashboard"
    label = "dashboard"
    verbose_name = "工作台"

    def ready(self):
        register(Entry("", 0, "工作台", "house-door", "dashboard:home"))
