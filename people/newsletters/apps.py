from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class NewslettersConfig(AppConfig):
    name = "people.newsletters"
    label = "newsletters"
    verbose_name = "刊物"

    def ready(self):
        from people.newsletters import timeline  # noqa: F401  (timeline and undo, figures)
        from people.newsletters.sheet import IssueRecipe
        from talentbase.imports import recipe

        recipe.register(IssueRecipe())
        register(Entry("服务", 37, "刊物寄送", "envelope-paper", "newsletters:list", right="events.view"))
