from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "talentbase.accounts"
    label = "accounts"
    verbose_name = "用户与单位"

    def ready(self):
        from talentbase.accounts import checks  # noqa: F401  (what production refuses to start with)
