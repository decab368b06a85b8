"""Log-in, password, user."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import validate_password

from talentbase.accounts.models import Unit, User
from talentbase.web.fields import LabelsField

PASSWORD_RULE = "至少10个字符，含大写字母、小写字母、数字、符号中的三种；不能是常见密码，也不能与姓名、用户名相近。"


class LoginForm(forms.Form):
    username = forms.CharField(
        label="用户名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="密码", max_length=128, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class OwnPasswordForm(PasswordChangeForm):
    """Django's own form; only the wish to keep the present password as the new one is refused here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = PASSWORD_RULE
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise forms.ValidationError("新密码不能与当前密码相同。")
        return password


class UserForm(forms.ModelForm):
    """The system administrator's half: who exists, where. A new account is closed until its role is given."""

    first_password = forms.CharField(
        label="初始密码", required=False, max_length=128, strip=False, help_text=f"本人首次登录时须修改。{PASSWORD_RULE}",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    class Meta:
        model = User
        fields = ["username", "full_name", "post", "unit"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.active()
        self.fields["unit"].empty_label = "请选择"
        self.fields["first_password"].required = self.instance.pk is None
        if self.instance.pk:
            self.fields["first_password"].label = "重设密码"
            self.fields["first_password"].help_text += "不重设请留空。"

    def clean_first_password(self):
        password = self.cleaned_data["first_password"]
        if password:
            validate_password(password, self.instance)
        return password

    def save(self, commit=True):
        if password := self.cleaned_data["first_password"]:
            self.instance.set_password(password)
            self.instance.must_change_password = True
        return super().save(commit)


class ReachForm(forms.ModelForm):
    """What a unit sees of other units' people: whole categories, or those who carry a label."""

    CATEGORIES = (("official", "党政人才"), ("expert", "高层次人才"), ("business", "经商人才"))
    categories = forms.MultipleChoiceField(
        label="跨乡镇查看的人才类别", choices=CATEGORIES, required=False, widget=forms.CheckboxSelectMultiple
    )
    labels = LabelsField(
        label="跨乡镇查看的标签",
        required=False,
        help_text="几个用顿号隔开，如留学人员、团干部",
    )

    class Meta:
        model = Unit
        fields = ["categories", "labels"]


class GrantForm(forms.ModelForm):
    """The security administrator's half: which role, open or closed."""

    class Meta:
        model = User
        fields = ["role", "is_active"]
