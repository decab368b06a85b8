from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "people.attachments"
    label = "attachments"
    verbose_name = "附件"

    def ready(self):
        from people.registry.extras import Panel, add_panel

        add_panel(Panel("attachments", "附件", "attachments:of-person", "people.view", 40))
