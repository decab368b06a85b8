from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "people.registry"
    label = "registry"
    verbose_name = "在外人才库"
