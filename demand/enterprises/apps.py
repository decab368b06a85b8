from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "demand.enterprises"
    label = "enterprises"
    verbose_name = "用人单位"
