from django.urls import path

from demand.replies import public_views, views

app_name = "replies"
urlpatterns = [
    path("links/<int:pk>/", views.Links.as_view(), name="links"),
    path("workbooks/<int:pk>/", views.Workbooks.as_view(), name="workbooks"),
    path("renew/<int:pk>/", views.Renew.as_view(), name="renew"),
    path("form/<str:token>/", public_views.FirmReply.as_view(), name="form"),
]
