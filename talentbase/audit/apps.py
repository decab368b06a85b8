from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class AuditConfig(AppConfig):
    name = "talentbase.audit"
    label = "audit"
    verbose_name = "操作日志"

    def ready(self):
        register(Entry("数据", 90, "访问记录", "clock-history", "audit:list", right="log.read"))
        register(Entry("数据", 91, "变更记录", "pencil-square", "audit:changes", right="log.read"))
