from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class PoliciesConfig(AppConfig):
    name = "talentbase.policies"
    label = "policies"
    verbose_name = "政策"

    def ready(self):
        from talentbase.imports import recipe
        from talentbase.policies.sheet import ClauseRecipe

        recipe.register(ClauseRecipe())
        register(Entry("服务", 40, "政策", "journal-text", "policies:list", right="policies.view"))
