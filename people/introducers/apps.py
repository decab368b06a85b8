from django.apps import AppConfig


class IntroducersConfig(AppConfig):
    name = "people.introducers"
    label = "introducers"
    verbose_name = "引荐人"

    def ready(self):
        from people.introducers import actions, conditions, undo  # noqa: F401  (merges; what lists ask and show, the tab; undo)
