from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class BenefitsConfig(AppConfig):
    name = "people.benefits"
    label = "benefits"
    verbose_name = "人才补贴"

    def ready(self):
        from people.benefits import due, events, figures  # noqa: F401  (what waits, tab and timeline of a person, figures)
        from people.benefits.reading import SubsidyReading
        from people.benefits.recipe import SubsidyRecipe
        from talentbase.imports import recipe

        recipe.register(SubsidyRecipe(SubsidyReading))
        register(Entry("服务", 30, "补贴与荣誉", "cash-coin", "benefits:rolls", right="benefits.view"))
