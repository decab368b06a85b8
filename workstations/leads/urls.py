from django.urls import path

from workstations.leads import views

app_name = "leads"
urlpatterns = [
    path("", views.LeadList.as_view(), name="list"),
    path("board/", views.Board.as_view(), name="board"),
    path("export/", views.LeadSheet.as_view(), name="export"),
    path("add/", views.LeadEdit.as_view(), name="add"),
    path("of-station/<int:pk>/", views.OfStation.as_view(), name="of-station"),
    path("<int:pk>/", views.LeadPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.LeadEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.LeadRemove.as_view(), name="remove"),
    path("<int:pk>/distinct/", views.NotTheSame.as_view(), name="distinct"),
    path("<int:pk>/project/", views.ToProject.as_view(), name="to-project"),
    path("<int:pk>/phone/", views.Phone.as_view(), name="phone"),
    path("<int:pk>/<str:act>/", views.Take.as_view(), name="act"),
]
