from django.urls import path

from people.benefits import views

app_name = "benefits"
urlpatterns = [path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person")]
