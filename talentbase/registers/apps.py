from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "talentbase.registers"
    label = "registers"
    verbose_name = "台账页面"
