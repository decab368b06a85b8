from django.urls import path

from demand.needs import act_views, export, round_views, views

app_name = "needs"
urlpatterns = [
    path("", views.NeedList.as_view(), name="list"),
    path("export/sheet/", export.Export.as_view(), {"form": "sheet"}, name="export-sheet"),
    path("export/catalogue/", export.Export.as_view(), {"form": "catalogue"}, name="export-catalogue"),
    path("add/", views.NeedAdd.as_view(), name="add"),
    path("suggest/<str:kind>/", views.Suggest.as_view(), name="suggest"),
    path("of-enterprise/<int:pk>/", views.OfEnterprise.as_view(), name="of-enterprise"),
    path("<int:pk>/", views.NeedPage.as_view(), name="detail"),
    path("<int:pk>/edit/", views.NeedEdit.as_view(), name="edit"),
    path("<int:pk>/reveal/", views.Reveal.as_view(), name="reveal"),
    path("<int:pk>/settle/", act_views.Settle.as_view(), name="settle"),
    path("<int:pk>/lapse/", act_views.Lapse.as_view(), name="lapse"),
    path("<int:pk>/withdraw/", act_views.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/reopen/", act_views.Reopen.as_view(), name="reopen"),
    path("<int:pk>/carry-over/", act_views.CarryOver.as_view(), name="carry-over"),
    path("rounds/", round_views.RoundList.as_view(), name="rounds"),
    path("rounds/<int:pk>/", round_views.RoundPage.as_view(), name="round"),
    path("rounds/open/", round_views.RoundOpen.as_view(), name="open-round"),
    path("rounds/<int:pk>/close/", round_views.RoundClose.as_view(), name="close-round"),
    path("rounds/<int:pk>/reopen/", round_views.RoundReopen.as_view(), name="reopen-round"),
]
