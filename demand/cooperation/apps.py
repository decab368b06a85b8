from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "demand.cooperation"
    label = "cooperation"
    verbose_name = "合作项目"

    def ready(self):
        from demand.cooperation.reading import ProjectReading
        from talentbase.imports import recipe

        recipe.register(recipe.CheckOnly(ProjectReading))
