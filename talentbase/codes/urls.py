from django.urls import path

from talentbase.codes import views

app_name = "codes"
urlpatterns = [
    path("", views.Tables.as_view(), name="list"),
    path("chains/<int:key>/", views.EditChain.as_view(), name="chain"),
    path("edit/<str:key>/", views.Edit.as_view(), name="edit"),
    path("<slug:table>/", views.Table.as_view(), name="table"),
]
