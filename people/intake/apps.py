from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class IntakeConfig(AppConfig):
    name = "people.intake"
    label = "intake"
    verbose_name = "推荐自荐"

    def ready(self):
        from people.intake import due, events, undo  # noqa: F401  (what waits, timeline, what an undo keeps)

        register(Entry("人才", 35, "推荐自荐", "person-plus", "intake:list", right="people.edit"))
