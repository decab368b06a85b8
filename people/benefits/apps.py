from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "people.benefits"
    label = "benefits"
    verbose_name = "人才补贴"

    def ready(self):
        from people.benefits import events  # noqa: F401  (tab and timeline of a person)
        from people.benefits.reading import SubsidyReading
        from talentbase.imports import recipe

        recipe.register(recipe.CheckOnly(SubsidyReading))
