from django.urls import path

from people.liaison import views

app_name = "liaison"
urlpatterns = [
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("of/<int:pk>/add/", views.VisitAdd.as_view(), name="add"),
    path("<int:pk>/edit/", views.VisitEdit.as_view(), name="edit"),
]
