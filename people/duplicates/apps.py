from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class DuplicatesConfig(AppConfig):
    name = "people.duplicates"
    label = "duplicates"
    verbose_name = "疑似重复"

    def ready(self):
        from people.duplicates import events, scan, undo  # noqa: F401  (timeline, its job, who must stay when an import is taken back)

        register(Entry("人才", 40, "疑似重复", "intersect", "duplicates:list", right="people.edit"))
