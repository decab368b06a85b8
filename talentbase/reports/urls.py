from django.urls import path

from talentbase.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.ReportList.as_view(), name="list"),
    path("<str:month>/", views.MonthPage.as_view(), name="month"),
    path("<str:month>/lock/", views.Lock.as_view(), name="lock"),
    path("<str:month>/document/", views.PaperFile.as_view(), name="document"),
    path("<str:month>/workbook/", views.WorkbookFile.as_view(), name="workbook"),
]
