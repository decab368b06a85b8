from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class AtlasConfig(AppConfig):
    name = "demand.atlas"
    label = "atlas"
    verbose_name = "产业链图谱"

    def ready(self):
        register(Entry("需求", 50, "产业链图谱", "grid-3x3-gap", "atlas:all", right="needs.view"))
