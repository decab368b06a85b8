from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class ServicesConfig(AppConfig):
    name = "people.services"
    label = "services"
    verbose_name = "服务事项"

    def ready(self):
        from people.services import due, events, figures  # noqa: F401  (what is due, timeline and undo, figures)
        from people.services.sheet import RequestRecipe
        from talentbase.imports import recipe

        recipe.register(RequestRecipe())
        register(Entry("服务", 20, "服务事项", "headset", "services:list", right="services.view"))
