from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "demand.matching"
    label = "matching"
    verbose_name = "供需匹配"

    def ready(self):
        from demand.matching import due, figures  # noqa: F401  (declares its figures and what is due)
