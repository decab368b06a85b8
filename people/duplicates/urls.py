from django.urls import path

from people.duplicates import listing, similar, views

app_name = "duplicates"
urlpatterns = [
    path("", listing.PairList.as_view(), name="list"),
    path("scan/", views.ScanNow.as_view(), name="scan"),
    path("propose/", views.Propose.as_view(), name="propose"),
    path("similar/", similar.Similar.as_view(), name="similar"),
    path("merges/", views.Merges.as_view(), name="merges"),
    path("merges/<int:pk>/undo/", views.MergeUndo.as_view(), name="undo"),
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("<int:pk>/", views.PairPage.as_view(), name="pair"),
    path("<int:pk>/merge/", views.MergePair.as_view(), name="merge"),
    path("<int:pk>/different/", views.DifferentPair.as_view(), name="different"),
    path("<int:pk>/reopen/", views.ReopenPair.as_view(), name="reopen"),
]
