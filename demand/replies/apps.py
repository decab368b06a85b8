from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "demand.replies"
    label = "replies"
    verbose_name = "企业网上填报"

    def ready(self):
        from demand.replies import workbooks  # noqa: F401  (its job)
