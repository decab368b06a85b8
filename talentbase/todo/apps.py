from django.apps import AppConfig


class TodoConfig(AppConfig):
    name = "talentbase.todo"
    label = "todo"
    verbose_name = "待办"
