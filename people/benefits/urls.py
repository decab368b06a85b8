from django.urls import path

from people.benefits import honours, views

app_name = "benefits"
urlpatterns = [
    path("of/<int:pk>/", views.OfPerson.as_view(), name="of-person"),
    path("", views.RollList.as_view(), name="rolls"),
    path("export/", views.RollSheet.as_view(), name="export"),
    path("add/", views.RollEdit.as_view(), name="add"),
    path("<int:pk>/", views.RollPage.as_view(), name="roll"),
    path("<int:pk>/edit/", views.RollEdit.as_view(), name="edit"),
    path("<int:pk>/remove/", views.RollRemove.as_view(), name="remove"),
    path("<int:pk>/check/", views.Check.as_view(), name="check"),
    path("<int:pk>/approve/", views.Approve.as_view(), name="approve"),
    path("<int:pk>/back/", views.SendBack.as_view(), name="back"),
    path("<int:pk>/pay/", views.Pay.as_view(), name="pay"),
    path("<int:pk>/next/", views.Next.as_view(), name="next"),
    path("<int:pk>/sign-off/", views.SignOff.as_view(), name="sign-off"),
    path("<int:pk>/bank/", views.Bank.as_view(), name="bank"),
    path("<int:roll>/lines/add/", views.LineEdit.as_view(), name="line-add"),
    path("lines/<int:pk>/", views.LineEdit.as_view(), name="line"),
    path("lines/<int:pk>/drop/", views.LineDrop.as_view(), name="line-drop"),
    path("honours/", honours.HonourList.as_view(), name="honours"),
    path("honours/export/", honours.HonourSheet.as_view(), name="honours-export"),
    path("honours/add/", honours.HonourEdit.as_view(), name="honour-add"),
    path("honours/<int:pk>/", honours.HonourPage.as_view(), name="honour"),
    path("honours/<int:pk>/edit/", honours.HonourEdit.as_view(), name="honour-edit"),
    path("honours/<int:pk>/remove/", honours.HonourRemove.as_view(), name="honour-remove"),
    path("honours/<int:pk>/certificate/", honours.Certificate.as_view(), name="certificate"),
]
