from django.urls import path

from demand.atlas import views

app_name = "atlas"
urlpatterns = [
    path("", views.Atlas.as_view(), name="all"),
    path("cross/", views.Cross.as_view(), name="cross"),
    path("<int:pk>/", views.ChainPage.as_view(), name="chain"),
    path("<int:pk>/lead/", views.LeadEdit.as_view(), name="lead"),
]
