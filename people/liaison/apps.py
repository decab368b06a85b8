from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "people.liaison"
    label = "liaison"
    verbose_name = "联系服务"

    def ready(self):
        from people.liaison import events, undo  # noqa: F401  (tab and timeline of a person, what an undo keeps)
        from people.liaison.reading import LiaisonReading
        from talentbase.imports import recipe

        recipe.register(recipe.CheckOnly(LiaisonReading))
