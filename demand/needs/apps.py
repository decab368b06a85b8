from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class NeedsConfig(AppConfig):
    name = "demand.needs"
    label = "needs"
    verbose_name = "人才需求"

    def ready(self):
        from demand.enterprises.actions import on_change
        from demand.needs import carrying, figures, undo  # noqa: F401  (沿用上次, its figures, how an import goes back)
        from demand.needs.actions import follow_employer
        from demand.needs.recipe import DemandRecipe, TechRecipe
        from talentbase.imports import recipe

        recipe.register(DemandRecipe())
        recipe.register(TechRecipe())
        on_change(follow_employer)
        register(Entry("需求", 20, "人才需求", "briefcase", "needs:list", right="needs.view"))
