from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class MatchingConfig(AppConfig):
    name = "demand.matching"
    label = "matching"
    verbose_name = "供需匹配"

    def ready(self):
        # figures, what is due, tab and timeline of a person, jobs, what an undo keeps, what a merge moves
        from demand.matching import actions, due, events, figures, merging, tasks, undo  # noqa: F401
        from demand.needs.actions import obstacles

        obstacles.append(actions.result_of)

        register(Entry("需求", 35, "速配", "lightning-charge", "matching:quick", right="matching.view"))
        register(Entry("需求", 40, "供需匹配", "shuffle", "matching:list", right="matching.view"))
