from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class BenefitsConfig(AppConfig):
    name = "people.benefits"
    label = "benefits"
    verbose_name = "人才补贴"

    def ready(self):
        # what waits, tab and timeline of a person, figures, what a merge brings to light
        from people.benefits import due, events, figures, merging  # noqa: F401
        from people.benefits.honour_sheet import HonourRecipe
        from people.benefits.reading import SubsidyReading
        from people.benefits.recipe import SubsidyRecipe
        from talentbase.imports import recipe

        recipe.register(SubsidyRecipe(SubsidyReading))
        recipe.register(HonourRecipe())
        register(Entry("服务", 30, "补贴与荣誉", "cash-coin", "benefits:rolls", right="benefits.view"))
