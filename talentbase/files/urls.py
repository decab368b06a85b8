from django.urls import path

from talentbase.files import views

app_name = "files"
urlpatterns = [path("<uuid:key>/", views.Download.as_view(), name="download")]
