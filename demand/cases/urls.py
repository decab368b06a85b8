from django.urls import path

from demand.cases import outcomes, views

app_name = "cases"
urlpatterns = [
    path("outcomes/", outcomes.OutcomeList.as_view(), name="outcomes"),
    path("outcomes/export/", outcomes.OutcomeSheet.as_view(), name="export"),
    path("<int:pk>/", views.CasePage.as_view(), name="page"),
    path("<int:pk>/assign/", views.Assign.as_view(), name="assign"),
    path("<int:pk>/say/", views.Say.as_view(), name="say"),
    path("<int:pk>/attach/", views.Attach.as_view(), name="attach"),
]
