from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class CooperationConfig(AppConfig):
    name = "demand.cooperation"
    label = "cooperation"
    verbose_name = "合作与返乡"

    def ready(self):
        # what is due, a person's timeline, figures, what an undo keeps
        from demand.cooperation import due, events, figures, undo  # noqa: F401
        from demand.cooperation.reading import ProjectReading
        from demand.cooperation.recipe import ProjectRecipe
        from demand.cooperation.return_sheet import ReturnRecipe
        from demand.matching.rules import FollowUp, follow_ups
        from talentbase.imports import recipe

        recipe.register(ProjectRecipe(ProjectReading))
        recipe.register(ReturnRecipe())
        follow_ups += [
            FollowUp("登记合作", "cooperation:project-add"),
            FollowUp("登记返乡", "cooperation:return-add"),
        ]
        register(Entry("工作站", 40, "合作与返乡", "arrow-repeat", "cooperation:list", right="cooperation.view"))
