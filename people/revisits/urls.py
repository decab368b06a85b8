from django.urls import path

from people.revisits import views

app_name = "revisits"
urlpatterns = [
    path("", views.Rounds.as_view(), name="list"),
    path("<int:pk>/", views.RoundPage.as_view(), name="round"),
]
