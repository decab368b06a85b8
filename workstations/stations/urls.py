from django.urls import path

from workstations.stations import views

app_name = "stations"
urlpatterns = [
    path("", views.StationList.as_view(), name="list"),
    path("export/", views.StationSheet.as_view(), name="export"),
    path("add/", views.StationEdit.as_view(), name="add"),
    path("<int:pk>/", views.StationPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.StationEdit.as_view(), name="edit"),
    path("<int:station>/appointments/add/", views.AppointmentEdit.as_view(), name="appointment-add"),
    path("appointments/<int:pk>/", views.AppointmentEdit.as_view(), name="appointment"),
    path("appointments/<int:pk>/remove/", views.AppointmentRemove.as_view(), name="appointment-remove"),
    path("<int:pk>/log/add/", views.LogAdd.as_view(), name="log-add"),
    path("log/<int:pk>/drop/", views.LogDrop.as_view(), name="log-drop"),
    path("charters/", views.Charters.as_view(), name="charters"),
    path("charters/add/", views.CharterEdit.as_view(), name="charter-add"),
    path("charters/<int:pk>/", views.Charters.as_view(), name="charter"),
    path("charters/<int:pk>/edit/", views.CharterEdit.as_view(), name="charter-edit"),
]
