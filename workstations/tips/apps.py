from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "workstations.tips"
    label = "tips"
    verbose_name = "人才线索"

    def ready(self):
        from talentbase.imports.recipe import register
        from workstations.tips import events  # noqa: F401  (timeline of a person)
        from workstations.tips.recipe import TipRecipe

        register(TipRecipe())
