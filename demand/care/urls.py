from django.urls import path

from demand.care import officers, views

app_name = "care"
urlpatterns = [
    path("", views.PairList.as_view(), name="list"),
    path("export/", views.PairSheet.as_view(), name="export"),
    path("add/", views.PairEdit.as_view(), name="pair-add"),
    path("<int:pk>/", views.PairPage.as_view(), name="pair"),
    path("<int:pk>/edit/", views.PairEdit.as_view(), name="pair-edit"),
    path("<int:pk>/remove/", views.PairRemove.as_view(), name="pair-remove"),
    path("visits/", views.VisitList.as_view(), name="visits"),
    path("visits/export/", views.VisitSheet.as_view(), name="visits-export"),
    path("visits/add/", views.VisitEdit.as_view(), name="visit-add"),
    path("visits/<int:pk>/", views.VisitPage.as_view(), name="visit"),
    path("visits/<int:pk>/edit/", views.VisitEdit.as_view(), name="visit-edit"),
    path("visits/<int:pk>/remove/", views.VisitRemove.as_view(), name="visit-remove"),
    path("officers/", officers.OfficerList.as_view(), name="officers"),
    path("officers/export/", officers.OfficerSheet.as_view(), name="officers-export"),
    path("officers/add/", officers.OfficerEdit.as_view(), name="officer-add"),
    path("officers/<int:pk>/", officers.OfficerPage.as_view(), name="officer"),
    path("officers/<int:pk>/edit/", officers.OfficerEdit.as_view(), name="officer-edit"),
    path("officers/<int:pk>/remove/", officers.OfficerRemove.as_view(), name="officer-remove"),
    path("officers/<int:pk>/phone/", officers.OfficerPhone.as_view(), name="officer-phone"),
]
