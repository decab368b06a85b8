from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class CodesConfig(AppConfig):
    name = "talentbase.codes"
    label = "codes"
    verbose_name = "代码表"

    def ready(self):
        register(Entry("管理", 20, "代码表", "list-ol", "codes:list", right="codes.edit"))
