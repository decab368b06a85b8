from django.urls import path

from talentbase.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.BatchList.as_view(), name="list"),
    path("upload/", views.Upload.as_view(), name="upload"),
    path("template/<slug:kind>/", views.Template.as_view(), name="template"),
    path("<int:pk>/", views.BatchPage.as_view(), name="batch"),
    path("<int:pk>/columns/", views.Columns.as_view(), name="columns"),
    path("<int:pk>/check/", views.Check.as_view(), name="check"),
    path("<int:pk>/rows/<int:row>/", views.RowEdit.as_view(), name="row"),
    path("<int:pk>/duplicates/", views.Duplicates.as_view(), name="duplicates"),
    path("<int:pk>/return/", views.Returned.as_view(), name="return"),
    path("<int:pk>/drop/", views.Drop.as_view(), name="drop"),
    path("<int:pk>/undo/", views.Undo.as_view(), name="undo"),
    path("<int:pk>/again/", views.TryAgain.as_view(), name="again"),
]
