from django.urls import path

from talentbase.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.Login.as_view(), name="login"),
    path("logout/", views.Logout.as_view(), name="logout"),
    path("password/", views.Password.as_view(), name="password"),
    path("users/", views.Users.as_view(), name="users"),
    path("users/add/", views.UserEdit.as_view(), name="user-add"),
    path("users/<int:pk>/", views.UserEdit.as_view(), name="user-edit"),
    path("units/", views.Units.as_view(), name="units"),
    path("units/<int:pk>/", views.UnitReach.as_view(), name="unit-reach"),
    path("grants/", views.Grants.as_view(), name="grants"),
    path("grants/<int:pk>/", views.Grant.as_view(), name="grant"),
    path("grants/<int:pk>/unlock/", views.Unlock.as_view(), name="unlock"),
]
