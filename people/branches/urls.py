from django.urls import path

from people.branches import views

app_name = "branches"
urlpatterns = [
    path("", views.BranchList.as_view(), name="list"),
    path("export/", views.BranchSheet.as_view(), name="export"),
    path("add/", views.BranchEdit.as_view(), name="add"),
    path("<int:pk>/", views.BranchPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.BranchEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.BranchRemove.as_view(), name="remove"),
    path("<int:pk>/join/", views.Join.as_view(), name="join"),
    path("<int:pk>/join-list/", views.JoinList.as_view(), name="join-list"),
    path("<int:pk>/roster/", views.Roster.as_view(), name="roster"),
    path("members/<int:pk>/leave/", views.Leave.as_view(), name="leave"),
]
