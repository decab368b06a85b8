from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class AssessmentConfig(AppConfig):
    name = "workstations.assessment"
    label = "assessment"
    verbose_name = "工作站考核"

    def ready(self):
        register(Entry("工作站", 60, "工作站考核", "clipboard-check", "assessment:table", right="stations.view"))
