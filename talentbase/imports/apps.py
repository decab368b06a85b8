from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "talentbase.imports"
    label = "imports"
    verbose_name = "表格导入"
