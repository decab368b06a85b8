from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class StationsConfig(AppConfig):
    name = "workstations.stations"
    label = "stations"
    verbose_name = "驻外工作站"

    def ready(self):
        from talentbase.imports import recipe
        from workstations.stations import due, events, figures  # noqa: F401  (terms, timeline and undo, figures)
        from workstations.stations.sheet import AppointmentRecipe

        recipe.register(AppointmentRecipe())
        register(Entry("工作站", 10, "双招双引工作站", "geo-alt", "stations:list", right="stations.view"))
