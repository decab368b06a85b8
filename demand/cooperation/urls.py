from django.urls import path

from demand.cooperation import part_views, views

app_name = "cooperation"
urlpatterns = [
    path("", views.ProjectList.as_view(), name="list"),
    path("export/", views.ProjectSheet.as_view(), name="export"),
    path("add/", views.ProjectEdit.as_view(), name="project-add"),
    path("<int:pk>/", views.ProjectPage.as_view(), name="project"),
    path("<int:pk>/edit/", views.ProjectEdit.as_view(), name="project-edit"),
    path("<int:pk>/remove/", views.ProjectRemove.as_view(), name="project-remove"),
    path("<int:pk>/milestones/add/", part_views.MilestoneAdd.as_view(), name="milestone-add"),
    path("<int:pk>/participants/add/", part_views.ParticipantAdd.as_view(), name="participant-add"),
    path("<int:pk>/conclude/", part_views.Conclude.as_view(), name="conclude"),
    path("milestones/<int:pk>/reach/", part_views.MilestoneReach.as_view(), name="milestone-reach"),
    path("milestones/<int:pk>/drop/", part_views.MilestoneDrop.as_view(), name="milestone-drop"),
    path("participants/<int:pk>/drop/", part_views.ParticipantDrop.as_view(), name="participant-drop"),
    path("returns/", views.ReturnList.as_view(), name="returns"),
    path("returns/export/", views.ReturnSheet.as_view(), name="returns-export"),
    path("returns/add/", views.ReturnEdit.as_view(), name="return-add"),
    path("returns/<int:pk>/", views.ReturnPage.as_view(), name="return"),
    path("returns/<int:pk>/edit/", views.ReturnEdit.as_view(), name="return-edit"),
    path("returns/<int:pk>/remove/", views.ReturnRemove.as_view(), name="return-remove"),
]
