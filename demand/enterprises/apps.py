from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class EnterprisesConfig(AppConfig):
    name = "demand.enterprises"
    label = "enterprises"
    verbose_name = "用人单位"

    def ready(self):
        from demand.enterprises import undo  # noqa: F401  (how an import goes back)

        register(Entry("需求", 10, "用人单位", "buildings", "enterprises:list", right="needs.view"))
