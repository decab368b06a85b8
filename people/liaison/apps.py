from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class LiaisonConfig(AppConfig):
    name = "people.liaison"
    label = "liaison"
    verbose_name = "联系服务"

    def ready(self):
        from people.liaison import conditions, events, pair_actions, undo  # noqa: F401  (lists, tab and timeline, merges, undo)
        from people.liaison.reading import LiaisonReading
        from people.liaison.recipe import VisitRecipe
        from talentbase.imports import recipe

        recipe.register(VisitRecipe(LiaisonReading))
        register(Entry("服务", 10, "联系服务", "telephone", "liaison:list", right="people.view"))
        register(Entry("人才", 28, "联系领导", "person-lines-fill", "liaison:offices", right="people.view"))
