from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "talentbase.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self):
        from talentbase.jobs import bell  # noqa: F401  (makes it the current Celery application)
