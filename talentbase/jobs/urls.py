from django.urls import path

from talentbase.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<int:pk>/", views.Progress.as_view(), name="progress"),
    path("<int:pk>/cancel/", views.Cancel.as_view(), name="cancel"),
]
