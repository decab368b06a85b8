"""A box in which one of the registered employers is chosen."""

from django import forms

from demand.enterprises.models import Enterprise


class EnterpriseField(forms.ModelChoiceField):
    """Employers the user sees, searched while typing."""

    def __init__(self, **kwargs):
        given = {
            "label": "用人单位",
            "required": False,
            "empty_label": "未登记",
            "widget": forms.Select(attrs={"data-pick": "1"}),
        }
        super().__init__(Enterprise.objects.none(), **{**given, **kwargs})

    def for_user(self, user) -> None:
        self.queryset = Enterprise.objects.visible_to(user).present().order_by("folded_name")

    def offers(self, pk: int) -> bool:
        return self.queryset.filter(pk=pk).exists()
