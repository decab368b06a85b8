from django.urls import path

from talentbase.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.PolicyList.as_view(), name="list"),
    path("export/", views.PolicySheet.as_view(), name="export"),
    path("add/", views.PolicyEdit.as_view(), name="add"),
    path("<int:pk>/", views.PolicyPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.PolicyEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.PolicyRemove.as_view(), name="remove"),
    path("<int:policy>/clauses/add/", views.ClauseEdit.as_view(), name="clause-add"),
    path("clauses/<int:pk>/", views.ClauseEdit.as_view(), name="clause"),
    path("clauses/<int:pk>/remove/", views.ClauseRemove.as_view(), name="clause-remove"),
]
