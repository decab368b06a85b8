from django.urls import path

from people.introducers import views

app_name = "introducers"
urlpatterns = [
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("of/<int:pk>/add/", views.Add.as_view(), name="add"),
    path("<int:pk>/drop/", views.Drop.as_view(), name="drop"),
]
