from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "talentbase.files"
    label = "files"
    verbose_name = "附件"
