from django.urls import path

from talentbase.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.FigureList.as_view(), name="list"),
    path("reported/", views.Duties.as_view(), name="duties"),
    path("reported/<int:pk>/file/", views.ReportedFile.as_view(), name="file"),
    path("reported/add/", views.ReportedEdit.as_view(), name="report"),
    path("reported/<int:pk>/", views.ReportedEdit.as_view(), name="report-edit"),
    path("reported/<int:pk>/withdraw/", views.ReportedWithdraw.as_view(), name="withdraw"),
    path("opening/<str:key>/", views.OpeningEdit.as_view(), name="opening"),
    path("<str:key>/", views.FigureRows.as_view(), name="rows"),
]
