from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class EventsConfig(AppConfig):
    name = "people.events"
    label = "events"
    verbose_name = "活动"

    def ready(self):
        from people.events import timeline  # noqa: F401  (timeline and undo, figures, what is due)
        from people.events.sheet import EventRecipe
        from talentbase.imports import recipe

        recipe.register(EventRecipe())
        register(Entry("服务", 35, "活动", "calendar-event", "events:list", right="events.view"))
