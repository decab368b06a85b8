from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class SubmissionsConfig(AppConfig):
    name = "talentbase.submissions"
    label = "submissions"
    verbose_name = "报送收件箱"

    def ready(self):
        from talentbase.submissions import due, figures, receiving, work  # noqa: F401  (who is late; its figure; firms; the job)

        register(Entry("数据", 10, "报送收件箱", "inbox", "submissions:list", right="imports.use"))
