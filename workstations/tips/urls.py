from django.urls import path

from workstations.tips import views

app_name = "tips"
urlpatterns = [
    path("", views.TipList.as_view(), name="list"),
    path("export/", views.TipSheet.as_view(), name="export"),
    path("add/", views.TipEdit.as_view(), name="add"),
    path("<int:pk>/", views.TipPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.TipEdit.as_view(), name="edit"),
    path("<int:pk>/phone/", views.Phone.as_view(), name="phone"),
    path("<int:pk>/remove/", views.TipRemove.as_view(), name="remove"),
]
