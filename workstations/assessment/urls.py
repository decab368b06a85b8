from django.urls import path

from workstations.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.Comparison.as_view(), name="table"),
    path("paper/", views.SummaryPaper.as_view(), name="summary-paper"),
    path("criteria/", views.Criteria.as_view(), name="criteria"),
    path("criteria/add/", views.CriterionEdit.as_view(), name="criterion-add"),
    path("criteria/<int:pk>/", views.CriterionEdit.as_view(), name="criterion"),
    path("criteria/<int:pk>/remove/", views.CriterionRemove.as_view(), name="criterion-remove"),
    path("<int:pk>/", views.Sheet.as_view(), name="detail"),
    path("<int:pk>/settle/", views.Settle.as_view(), name="settle"),
    path("<int:pk>/reopen/", views.Reopen.as_view(), name="reopen"),
    path("<int:pk>/paper/", views.Paper.as_view(), name="paper"),
]
