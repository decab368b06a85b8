from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "talentbase.listings"
    label = "listings"
    verbose_name = "我的查询"
