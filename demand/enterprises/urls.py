from django.urls import path

from demand.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("", views.EnterpriseList.as_view(), name="list"),
    path("add/", views.EnterpriseAdd.as_view(), name="add"),
    path("<int:pk>/", views.EnterprisePage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.EnterpriseEdit.as_view(), name="edit"),
    path("<int:pk>/close/", views.Close.as_view(), name="close"),
    path("<int:pk>/reveal/", views.Reveal.as_view(), name="reveal"),
]
