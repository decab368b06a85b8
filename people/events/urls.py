from django.urls import path

from people.events import views

app_name = "events"
urlpatterns = [
    path("", views.EventList.as_view(), name="list"),
    path("export/", views.EventSheet.as_view(), name="export"),
    path("add/", views.EventEdit.as_view(), name="add"),
    path("<int:pk>/", views.EventPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.EventEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.EventRemove.as_view(), name="remove"),
    path("<int:pk>/invite/", views.Invite.as_view(), name="invite"),
    path("<int:pk>/invite-list/", views.InviteList.as_view(), name="invite-list"),
    path("<int:pk>/mark/", views.Mark.as_view(), name="mark"),
    path("<int:pk>/sign-in/", views.SignIn.as_view(), {"kind": "sheet"}, name="sign-in"),
    path("<int:pk>/cards/", views.SignIn.as_view(), {"kind": "cards"}, name="cards"),
    path("guests/<int:pk>/drop/", views.GuestDrop.as_view(), name="drop"),
]
