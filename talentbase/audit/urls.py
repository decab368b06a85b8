from django.urls import path

from talentbase.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.AccessLog.as_view(), name="list"),
    path("changes/", views.ChangeLog.as_view(), name="changes"),
]
