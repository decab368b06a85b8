from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class CareConfig(AppConfig):
    name = "demand.care"
    label = "care"
    verbose_name = "联系服务企业"

    def ready(self):
        from demand.care import due  # noqa: F401  (problems that wait; what an undo keeps)
        from demand.care.sheet import OfficerRecipe, PairRecipe, VisitRecipe
        from talentbase.imports import recipe

        for kind in (PairRecipe, VisitRecipe, OfficerRecipe):
            recipe.register(kind())
        register(Entry("服务", 15, "联系企业", "building-check", "care:list", right="needs.view"))
