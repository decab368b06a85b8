from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class RegistryConfig(AppConfig):
    name = "people.registry"
    label = "registry"
    verbose_name = "在外人才库"

    def ready(self):
        register(Entry("人才", 10, "在外人才库", "people", "registry:list", right="people.view"))
