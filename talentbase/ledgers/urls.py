from django.urls import path

from talentbase.ledgers import column_views, views

app_name = "ledgers"
urlpatterns = [
    path("", views.Ledgers.as_view(), name="list"),
    path("add/", views.LedgerEdit.as_view(), name="add"),
    path("<int:pk>/", views.EntryList.as_view(), name="detail"),
    path("<int:pk>/edit/", views.LedgerEdit.as_view(), name="edit"),
    path("<int:pk>/columns/", column_views.Columns.as_view(), name="columns"),
    path("<int:pk>/export/", views.EntrySheet.as_view(), name="export"),
    path("<int:pk>/take-in/", views.TakeIn.as_view(), name="take-in"),
    path("<int:pk>/close/", views.Close.as_view(), name="close"),
    path("<int:ledger>/entries/add/", views.EntryEdit.as_view(), name="entry-add"),
    path("entries/<int:pk>/", views.EntryPage.as_view(), name="entry"),
    path("entries/<int:pk>/edit/", views.EntryEdit.as_view(), name="entry-edit"),
    path("entries/<int:pk>/phone/", views.EntryReveal.as_view(), name="entry-phone"),
    path("files/<int:pk>/", views.EntryFile.as_view(), name="entry-file"),
    path("entries/<int:pk>/remove/", views.EntryRemove.as_view(), name="entry-remove"),
]
