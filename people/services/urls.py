from django.urls import path

from people.services import views

app_name = "services"
urlpatterns = [
    path("", views.RequestList.as_view(), name="list"),
    path("export/", views.RequestSheet.as_view(), name="export"),
    path("add/", views.RequestEdit.as_view(), name="add"),
    path("<int:pk>/", views.RequestPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.RequestEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.RequestRemove.as_view(), name="remove"),
    path("<int:pk>/phone/", views.Phone.as_view(), name="phone"),
    path("<int:pk>/<str:act>/", views.Take.as_view(), name="act"),
]
