from django.urls import path

from people.intake import listing, public_views, views

app_name = "intake"
urlpatterns = [
    path("", listing.NominationList.as_view(), name="list"),
    path("figures/", listing.Figures.as_view(), name="figures"),
    path("add/", views.Add.as_view(), name="add"),
    path("self/", public_views.SelfNomination.as_view(), name="self"),
    path("<int:pk>/", views.NominationPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.Edit.as_view(), name="edit"),
    path("<int:pk>/review/", views.Review.as_view(), name="review"),
]
