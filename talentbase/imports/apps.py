from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class ImportsConfig(AppConfig):
    name = "talentbase.imports"
    label = "imports"
    verbose_name = "表格导入"

    def ready(self):
        from talentbase.imports import due, work  # noqa: F401  (what waits for a decision; the jobs)

        register(Entry("数据", 20, "表格导入", "file-earmark-arrow-up", "imports:list", right="imports.use"))
