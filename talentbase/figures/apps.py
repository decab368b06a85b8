from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "talentbase.figures"
    label = "figures"
    verbose_name = "指标"

    def ready(self):
        from talentbase.figures import reported  # noqa: F401  (declares its figures)
