from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class TodoConfig(AppConfig):
    name = "talentbase.todo"
    label = "todo"
    verbose_name = "待办"

    def ready(self):
        from talentbase.todo.due import waiting_in_menu

        register(Entry("", 5, "待办", "bell", "todo:list", right="people.view", waiting=waiting_in_menu))
