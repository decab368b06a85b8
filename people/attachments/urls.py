from django.urls import path

from people.attachments import views

app_name = "attachments"
urlpatterns = [
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("of/<int:pk>/add/", views.Add.as_view(), name="add"),
    path("<int:pk>/", views.Download.as_view(), name="download"),
    path("<int:pk>/remove/", views.Remove.as_view(), name="remove"),
]
