from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class RegistryConfig(AppConfig):
    name = "people.registry"
    label = "registry"
    verbose_name = "在外人才库"

    def ready(self):
        from people.registry import absent, due, events, figures, undo  # noqa: F401  (本次未报, dues, timeline, figures, undo)
        from people.registry.recipe import PeopleRecipe
        from talentbase.imports import recipe

        recipe.register(PeopleRecipe())
        register(
            Entry("人才", 10, "在外人才库", "people", "registry:list", right="people.view"),
            Entry("人才", 20, "引进人才", "house-heart", "registry:introduced", right="people.view"),
            Entry("人才", 25, "库外专家", "mortarboard", "registry:outside", right="people.view"),
        )
