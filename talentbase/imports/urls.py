from django.urls import path

from talentbase.dashboard import views as v

app_name = "imports"
urlpatterns = [path("upload/", v.Home.as_view(), name="upload")]
