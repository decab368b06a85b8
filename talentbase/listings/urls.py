from django.urls import path

from talentbase.listings import views

app_name = "listings"
urlpatterns = [
    path("<slug:register>/keep/", views.Keep.as_view(), name="keep"),
    path("<slug:register>/remove/<int:pk>/", views.Remove.as_view(), name="remove"),
    path("<slug:register>/columns/", views.Columns.as_view(), name="columns"),
]
