from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "talentbase.web"
    label = "web"
    verbose_name = "界面"

    def ready(self):
        from talentbase.web import wording

        wording.apply()
