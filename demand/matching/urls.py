from django.urls import path

from demand.matching import act_views, bulk, paper_views, quick, views, word_views

app_name = "matching"
urlpatterns = [
    path("", views.NeedsWithMatches.as_view(), name="list"),
    path("quick/", quick.Quick.as_view(), name="quick"),
    path("bulk/", bulk.Bulk.as_view(), name="bulk"),
    path("need/<int:pk>/ask/", bulk.AskMany.as_view(), name="ask-many"),
    path("board/", views.Board.as_view(), name="board"),
    path("words/", word_views.Words.as_view(), name="words"),
    path("words/add/", word_views.WordEdit.as_view(), name="word-add"),
    path("words/<int:pk>/", word_views.WordEdit.as_view(), name="word"),
    path("words/<int:pk>/remove/", word_views.WordRemove.as_view(), name="word-remove"),
    path("weights/", act_views.Weights.as_view(), name="weights"),
    path("need/<int:pk>/", views.NeedMatches.as_view(), name="need"),
    path("need/<int:pk>/again/", act_views.Again.as_view(), name="again"),
    path("of-need/<int:pk>/", views.OfNeed.as_view(), name="of-need"),
    path("of-person/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("need/<int:pk>/introduction/", paper_views.Introduction.as_view(), name="introduction"),
    path("<int:pk>/letter/", paper_views.ConsentLetter.as_view(), name="letter"),
    path("<int:pk>/<str:act>/", act_views.Take.as_view(), name="act"),
]
