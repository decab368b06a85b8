from django.urls import path

from people.newsletters import views

app_name = "newsletters"
urlpatterns = [
    path("", views.IssueList.as_view(), name="list"),
    path("export/", views.IssueSheet.as_view(), name="export"),
    path("add/", views.IssueEdit.as_view(), name="add"),
    path("<int:pk>/", views.IssuePage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.IssueEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.IssueRemove.as_view(), name="remove"),
    path("<int:pk>/file/", views.IssueFile.as_view(), name="file"),
    path("<int:pk>/address/", views.Address.as_view(), name="address"),
    path("<int:pk>/address-list/", views.AddressList.as_view(), name="address-list"),
    path("<int:pk>/like-last/", views.LikeLast.as_view(), name="like-last"),
    path("<int:pk>/send/", views.Send.as_view(), name="send"),
    path("deliveries/<int:pk>/came-back/", views.CameBack.as_view(), name="came-back"),
    path("deliveries/<int:pk>/drop/", views.Drop.as_view(), name="drop"),
]
