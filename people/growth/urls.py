from django.urls import path

from people.growth import listing, views

app_name = "growth"
urlpatterns = [
    path("", listing.Employers.as_view(), name="employers"),
    path("treatments/", listing.TreatmentList.as_view(), name="treatments"),
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("of/<int:person>/stages/add/", views.Edit.as_view(part="stage"), name="stage-add"),
    path("of/<int:person>/treatments/add/", views.Edit.as_view(part="treatment"), name="treatment-add"),
    path("stages/<int:pk>/", views.Edit.as_view(part="stage"), name="stage"),
    path("treatments/<int:pk>/", views.Edit.as_view(part="treatment"), name="treatment"),
]
