from django.urls import path

from talentbase.todo import views

app_name = "todo"
urlpatterns = [path("", views.DueList.as_view(), name="list")]
