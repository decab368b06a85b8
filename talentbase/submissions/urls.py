from django.urls import path

from talentbase.submissions import views

app_name = "submissions"
urlpatterns = [
    path("", views.TaskList.as_view(), name="list"),
    path("open/", views.OpenTask.as_view(), name="open"),
    path("<int:pk>/", views.InboxPage.as_view(), name="inbox"),
    path("<int:pk>/files/", views.Drop.as_view(), name="drop"),
    path("<int:pk>/import/", views.ImportAll.as_view(), name="import"),
    path("<int:pk>/picked/", views.Picked.as_view(), name="picked"),
    path("<int:pk>/returns/", views.Returns.as_view(), name="returns"),
    path("<int:pk>/close/", views.CloseTask.as_view(), name="close"),
    path("units/<int:pk>/answer/", views.Answer.as_view(), name="answer"),
    path("rows/<int:pk>/unit/", views.ChooseUnit.as_view(), name="unit"),
    path("rows/<int:pk>/remove/", views.Remove.as_view(), name="remove"),
    path("rows/<int:pk>/absent/", views.AbsentPage.as_view(), name="absent"),
]
