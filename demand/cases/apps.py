from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "demand.cases"
    label = "cases"
    verbose_name = "对接档案"

    def ready(self):
        from demand.cases import due  # noqa: F401  (reminders)
