from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class LeadsConfig(AppConfig):
    name = "workstations.leads"
    label = "leads"
    verbose_name = "招商线索"

    def ready(self):
        from talentbase.imports import recipe
        from workstations.leads import due, figures  # noqa: F401  (what is due, figures)
        from workstations.leads.reading import LeadReading
        from workstations.leads.recipe import LeadRecipe

        recipe.register(LeadRecipe(LeadReading))
        register(Entry("工作站", 20, "招商线索", "signpost-split", "leads:list", right="leads.view"))
