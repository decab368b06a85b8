from django.urls import path

from people.liaison import coverage, greetings, listing, pair_views, views

app_name = "liaison"
urlpatterns = [
    path("", listing.VisitList.as_view(), name="list"),
    path("export/", listing.VisitSheet.as_view(), name="export"),
    path("coverage/", coverage.Coverage.as_view(), name="coverage"),
    path("greetings/", greetings.Greetings.as_view(), name="greetings"),
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("of/<int:pk>/add/", views.VisitAdd.as_view(), name="add"),
    path("leaders/", pair_views.Offices.as_view(), name="offices"),
    path("leaders/add/", pair_views.OfficeEdit.as_view(), name="office-add"),
    path("leaders/<int:pk>/", pair_views.OfficeEdit.as_view(), name="office"),
    path("leaders/assign/", pair_views.Assign.as_view(), name="assign"),
    path("of/<int:pk>/pair/", pair_views.PairAdd.as_view(), name="pair"),
    path("pair/<int:pk>/end/", pair_views.PairEnd.as_view(), name="pair-end"),
    path("<int:pk>/edit/", views.VisitEdit.as_view(), name="edit"),
]
