from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class BranchesConfig(AppConfig):
    name = "people.branches"
    label = "branches"
    verbose_name = "人才组织"

    def ready(self):
        from people.branches import timeline  # noqa: F401  (timeline and undo, figures)
        from people.branches.sheet import BranchRecipe
        from talentbase.imports import recipe

        recipe.register(BranchRecipe())
        register(Entry("服务", 36, "人才组织", "people", "branches:list", right="events.view"))
