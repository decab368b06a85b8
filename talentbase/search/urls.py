from django.urls import path

from talentbase.search import views

app_name = "search"
urlpatterns = [path("", views.Index.as_view(), name="index")]
