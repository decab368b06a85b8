from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class TipsConfig(AppConfig):
    name = "workstations.tips"
    label = "tips"
    verbose_name = "人才信息"

    def ready(self):
        from people.intake.actions import on_decision
        from talentbase.imports import recipe
        from workstations.tips import events, figures  # noqa: F401  (timeline of a person, figures)
        from workstations.tips.actions import follow
        from workstations.tips.reading import TipReading
        from workstations.tips.recipe import TipRecipe

        on_decision(follow)
        recipe.register(TipRecipe(TipReading))
        register(Entry("工作站", 30, "人才信息", "person-plus", "tips:list", right="stations.view"))
