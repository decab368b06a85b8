from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class RevisitsConfig(AppConfig):
    name = "people.revisits"
    label = "revisits"
    verbose_name = "回访"

    def ready(self):
        from people.revisits import due, undo  # noqa: F401  (what waits for a unit, what an undo keeps)

        register(Entry("人才", 29, "回访", "telephone-outbound", "revisits:list", right="people.view"))
