from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class WorklistsConfig(AppConfig):
    name = "people.worklists"
    label = "worklists"
    verbose_name = "名单"

    def ready(self):
        from people.worklists import due, events, undo  # noqa: F401  (what waits, timeline, what an undo keeps)

        register(Entry("人才", 30, "名单", "card-list", "worklists:list", right="people.view"))
