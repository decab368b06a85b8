"""Upload and the small forms of the wizard."""

from django import forms

from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.imports.recipe import recipes
from talentbase.sheets.limits import FILE_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label="表格文件",
        allow_empty_file=True,
        error_messages={"required": "请选择要导入的文件。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv,.lrmx"}),
    )
    unit = forms.ModelChoiceField(
        label="报送单位", queryset=Unit.objects.none(), error_messages={"required": "请选择报送单位。"}
    )
    kind = forms.ChoiceField(label="表格类别", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        reach, units = reach_of(user), Unit.objects.active()
        self.fields["unit"].queryset = units if reach.scope == "county" else units.filter(pk__in=reach.units)
        self.fields["unit"].initial = user.unit_id
        self.fields["kind"].choices = [("", "自动识别"), *((kind, recipe.label) for kind, recipe in recipes().items())]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(f"文件超过{FILE_BYTES // 1024 // 1024}MB。请删去图片或分成几个文件再上传。")
        if not file.size:
            raise forms.ValidationError("文件是空的，没有内容。请检查后重新上传。")
        return file
