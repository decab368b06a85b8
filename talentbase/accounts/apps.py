from django.apps import AppConfig

from talentbase.web.menu import Entry, register


class AccountsConfig(AppConfig):
    name = "talentbase.accounts"
    label = "accounts"
    verbose_name = "用户与单位"

    def ready(self):
        register(Entry("管理", 10, "用户", "person-gear", "accounts:users", right="accounts.manage"))
        register(Entry("管理", 11, "权限", "shield-lock", "accounts:grants", right="rights.manage"))
        register(Entry("管理", 12, "管理范围", "diagram-3", "accounts:units", right="rights.manage"))
        from talentbase.accounts import checks  # noqa: F401  (what production refuses to start with)
