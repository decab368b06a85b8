from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class GrowthConfig(AppConfig):
    name = "people.growth"
    label = "growth"
    verbose_name = "成长档案"

    def ready(self):
        from people.growth import due, events, undo  # noqa: F401  (what waits, tab and timeline, what an undo keeps)

        register(Entry("人才", 22, "待遇落实", "clipboard-check", "growth:employers", right="people.view"))
