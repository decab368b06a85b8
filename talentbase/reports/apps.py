from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class ReportsConfig(AppConfig):
    name = "talentbase.reports"
    label = "reports"
    verbose_name = "月报"

    def ready(self):
        from talentbase.reports import due  # noqa: F401  (numbers to be asked for)

        register(Entry("数据", 30, "指标与月报", "file-earmark-text", "reports:list", right="figures.view"))
