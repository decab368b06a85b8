from django.urls import path

from people.worklists import arrange_views, views

app_name = "worklists"
urlpatterns = [
    path("", views.Worklists.as_view(), name="list"),
    path("add/", views.Add.as_view(), name="add"),
    path("<int:pk>/", views.WorklistPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.Edit.as_view(), name="edit"),
    path("<int:pk>/arrange/", arrange_views.Arrange.as_view(), name="arrange"),
    path("<int:pk>/entries/", arrange_views.AddEntry.as_view(), name="entries"),
    path("<int:pk>/entries/<int:entry>/", arrange_views.EntryAct.as_view(), name="entry"),
    path("<int:pk>/split/", views.Split.as_view(), name="split"),
    path("<int:pk>/letter/", views.Letter.as_view(), name="letter"),
    path("<int:pk>/review/", views.Review.as_view(), name="review"),
    path("<int:pk>/again/", views.Again.as_view(), name="again"),
    path("<int:pk>/replies/", views.Replies.as_view(), name="replies"),
    path("<int:pk>/done/", views.Done.as_view(), name="done"),
    path("<int:pk>/print/", views.PrintOut.as_view(), name="print"),
]
