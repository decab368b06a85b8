from django.urls import path

from people.registry import (
    bulk_views,
    export_views,
    freshness,
    list_views,
    numbering,
    paper_views,
    person_page,
    query_views,
    views,
)

app_name = "registry"
urlpatterns = [
    path("", list_views.PeopleList.as_view(), name="list"),
    path("introduced/", list_views.IntroducedList.as_view(), name="introduced"),
    path("outside/", list_views.OutsideList.as_view(), name="outside"),
    path("freshness/", freshness.Freshness.as_view(), name="freshness"),
    path("export/", export_views.Export.as_view(), name="export"),
    path("query/", query_views.Query.as_view(), name="query"),
    path("bulk/", bulk_views.Bulk.as_view(), name="bulk"),
    path("bulk/number/", numbering.Numbering.as_view(), name="numbering"),
    path("bulk/acts/", bulk_views.BulkActs.as_view(), name="bulk-acts"),
    path("bulk/<int:pk>/undo/", bulk_views.BulkUndo.as_view(), name="bulk-undo"),
    path("names/", list_views.Names.as_view(), name="names"),
    path("suggest/", list_views.Suggest.as_view(), name="suggest"),
    path("add/", views.PersonAdd.as_view(), name="add"),
    path("<int:pk>/", person_page.PersonPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.PersonEdit.as_view(), name="edit"),
    path("<int:pk>/study/", views.CareerEdit.as_view(part="study"), name="study"),
    path("<int:pk>/work/", views.CareerEdit.as_view(part="work"), name="work"),
    path("<int:pk>/reveal/", views.Reveal.as_view(), name="reveal"),
    path("<int:pk>/confirm/", views.Confirm.as_view(), name="confirm"),
    path("<int:pk>/confirm/<slug:way>/", views.ConfirmWay.as_view(), name="confirm-way"),
    path("<int:pk>/revert/<int:change>/", views.Revert.as_view(), name="revert"),
    path("<int:pk>/photo/", views.Photo.as_view(), name="photo"),
    path("<int:pk>/photo/edit/", views.PhotoEdit.as_view(), name="photo-edit"),
    path("<int:pk>/papers/", paper_views.Papers.as_view(), name="papers"),
    path("<int:pk>/archive/", views.Archive.as_view(), name="archive"),
]
