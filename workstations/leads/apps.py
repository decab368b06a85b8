from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "workstations.leads"
    label = "leads"
    verbose_name = "招商线索"

    def ready(self):
        from talentbase.imports import recipe
        from workstations.leads.reading import LeadReading

        recipe.register(recipe.CheckOnly(LeadReading))
