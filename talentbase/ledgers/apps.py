from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class LedgersConfig(AppConfig):
    name = "talentbase.ledgers"
    label = "ledgers"
    verbose_name = "自建台账"

    def ready(self):
        from talentbase.ledgers import figures, history  # noqa: F401  (ledgers that are figures; what of an entry changed)

        register(Entry("数据", 50, "台账", "table", "ledgers:list", right="ledgers.view"))
