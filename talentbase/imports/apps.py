from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "talentbase.imports"
    label = "imports"
    verbose_name = "表格导入"

    def ready(self):
        from talentbase.imports import due  # noqa: F401  (what waits for a decision)
