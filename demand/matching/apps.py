from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class MatchingConfig(AppConfig):
    name = "demand.matching"
    label = "matching"
    verbose_name = "供需匹配"

    def ready(self):
        from demand.matching import due, figures, tasks  # noqa: F401  (declares its figures, what is due, and its jobs)

        register(Entry("需求", 40, "供需匹配", "shuffle", "matching:list", right="matching.view"))
