from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class CareConfig(AppConfig):
    name = "demand.care"
    label = "care"
    verbose_name = "联系服务企业"

    def ready(self):
        from demand.care import due  # noqa: F401  (problems that wait; what an undo keeps)

        register(Entry("服务", 15, "联系企业", "building-check", "care:list", right="needs.view"))
