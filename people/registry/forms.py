"""Forms of a person, one per tab. Every error names what is wrong and how to write it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.registry.actions import clean_name
from people.registry.models import Contact, Education, Person, Post
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.codes.book import current_book, key_of
from talentbase.codes.fields import ChainsField, CodeField
from talentbase.codes.models import Code
from talentbase.text.ids import BadId, check_citizen_id
from talentbase.text.phones import mask_phone, read_phones
from talentbase.web.edits import VersionedForm
from talentbase.web.fields import LabelsField

GROUPS = (
    ("身份", ("name", "former_name", "name_latin", "gender", "birth", "nation", "politics", "party_date", "work_since",
              "id_number")),
    ("籍贯", ("town", "hometown", "tie_kind")),
    ("类别", ("populations", "categories", "chains", "is_key_contact", "contact_due", "programs", "labels", "list_number")),
    ("学历", ("education", "degree", "school", "school_department", "major", "discipline")),
    ("工作", ("employer", "position", "title", "title_text", "job_level", "civil_rank", "field", "location", "location_country",
              "status", "is_serving_official", "is_university_leader", "retired_on")),
    ("联系与意愿", ("email", "wechat", "phone_is_secret", "family_address", "consent", "intent", "restriction",
                    "is_excluded_from_matching")),
    ("来源", ("claim_unit", "source", "recommender", "basis", "basis_evidence", "remark")),
)  # fmt: skip
TABLES = {
    "gender": "genders",
    "nation": "nations",
    "politics": "politics",
    "town": "towns",
    "education": "education",
    "degree": "degrees",
    "title": "titles",
    "job_level": "job_levels",
    "civil_rank": "civil_ranks",
    "discipline": "disciplines",
}
LONG_TABLES = ("title", "degree", "discipline", "nation")


class PlaceField(forms.CharField):
    """工作地 as words: 上海市浦东新区, 西安. Stored as the region code. A region abolished since stays where it is not touched."""

    known = ""

    def get_bound_field(self, form, name):
        self.known = form.instance.location_id or ""
        return super().get_bound_field(form, name)

    def prepare_value(self, value):
        if isinstance(value, str) and "." in value:
            return place_words(value)
        return value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if self.known and text == place_words(self.known):
            return Code.objects.get(key=self.known)
        found = current_book().location(text)
        if found is None:
            raise ValidationError(f"没有“{text}”这个地名，请写到省或市，例如上海市浦东新区。")
        return Code.objects.get(key=key_of(found.table, found.code))


def place_words(key: str) -> str:
    """counties.310115 -> 上海市浦东新区."""
    book, (table, _, code) = current_book(), key.partition(".")
    parts = [book.get("provinces", f"{code[:2]}0000"), book.get("prefectures", f"{code[:4]}00"), book.get(table, code)]
    return "".join(dict.fromkeys(part.name for part in parts if part))


class PersonForm(VersionedForm):
    GROUPS = GROUPS
    categories = forms.MultipleChoiceField(
        label="人才类别",
        choices=Person.Category,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "至少选一类。"},
    )
    populations = forms.MultipleChoiceField(
        label="人员范围",
        choices=Person.Population,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "至少选一项。"},
    )
    chains = ChainsField()
    programs = forms.MultipleChoiceField(
        label="人才称号", required=False, widget=forms.SelectMultiple(attrs={"data-pick": "1"})
    )
    id_number = forms.CharField(
        label="身份证号", required=False, max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    labels = LabelsField(label="标签", required=False, help_text="几个用顿号隔开，如博士团、春节慰问")
    location = PlaceField(label="工作地", required=False, max_length=60)
    claim_unit = forms.ModelChoiceField(label="报送单位", queryset=Unit.objects.none())

    class Meta:
        model = Person
        fields = [name for _, names in GROUPS for name in names if name not in ("id_number", "chains", "claim_unit")]
        widgets = {
            "remark": forms.Textarea(attrs={"rows": 2}),
            "contact_due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {"name": {"required": "姓名没有填。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name, table in TABLES.items():
            label, is_long = self.fields[name].label, name in LONG_TABLES
            self.fields[name] = CodeField(table, label=label, empty_label="", is_long=is_long)
            self.initial[name] = getattr(self.instance, f"{name}_id")
        self.initial["location"] = self.instance.location_id
        self.fields["programs"].choices = [
            (row.code, words)
            for row, words in current_book().choices("programs")
            if words == row.name or row.code in self.instance.programs
        ]
        self._prepare_existing(user)

    def _prepare_existing(self, user) -> None:
        if self.instance.pk:
            del self.fields["claim_unit"]
            self.fields["chains"].initial = self.instance.chain_ids
            note = "已登记，留空表示不改。"
            self.fields["id_number"].help_text = note if self.instance.id_number_hash else ""
            if self.instance.family_address:
                self.initial["family_address"] = ""
                self.fields["family_address"].help_text = note
            return
        reach = reach_of(user)
        units = Unit.objects.active()
        self.fields["claim_unit"].queryset = units if reach.scope == "county" else units.filter(pk__in=reach.units)
        self.fields["claim_unit"].initial = user.unit_id

    def clean_name(self):
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError("姓名没有填。")
        return name

    def clean_id_number(self):
        text = self.cleaned_data["id_number"]
        if not text:
            return ""
        try:
            return check_citizen_id(text).number
        except BadId as problem:
            raise ValidationError(problem.message) from None

    def clean_birth(self):
        birth = self.cleaned_data["birth"]
        if birth > timezone.localdate().isoformat()[: len(birth)]:
            raise ValidationError("出生年月晚于今天，请核对。")
        return birth

    def clean_family_address(self):
        return self.cleaned_data["family_address"] or self.instance.family_address

    def clean(self):
        data = super().clean()
        if data.get("birth") and data.get("work_since") and data["work_since"][:4] < data["birth"][:4]:
            self.add_error("work_since", "参加工作时间早于出生年份，请核对。")
        if data.get("populations") == [Person.Population.OUTSIDE]:
            self._check_public(data)
        if data.get("is_key_contact") is False and data.get("contact_due"):
            self.add_error("contact_due", "只有重点联系对象才定下次联系日期。")
        return data

    def _check_public(self, data: dict) -> None:
        if data.get("basis") != Person.Basis.PUBLIC:
            self.add_error("basis", "库外专家只登记公开信息，请选“已公开信息”。")
        if not data.get("basis_evidence"):
            self.add_error("basis_evidence", "请写明公开信息的出处，例如某研究所网站2026年5月的简介。")

    def save_values(self):
        """location and its province onto the instance; the rest Django has put there."""
        place = self.cleaned_data.get("location")
        self.instance.location = place
        self.instance.location_province = place.code[:2] if place else ("00" if self.instance.location_country else "")
        return self.instance


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = ["whose", "holder", "phone", "is_dead"]

    def __init__(self, *args, **kwargs):
        """A stored number is shown masked; left as it is, it stays."""
        super().__init__(*args, **kwargs)
        self.stored = self.instance.phone
        if self.stored:
            self.initial["phone"] = mask_phone(self.stored)

    def clean_phone(self):
        text = self.cleaned_data["phone"].strip()
        if not text:
            return ""
        if self.stored and text == mask_phone(self.stored):
            return self.stored
        reading = read_phones(text)
        if reading.bad:
            raise ValidationError(reading.bad[0][1])
        if len(reading.numbers) != 1:
            raise ValidationError("一行写一个号码，例如19900000001或0393-6200051。")
        return reading.numbers[0]

    def clean(self):
        data = super().clean()
        self.instance.normal = (data.get("phone") or "").replace("-", "")
        return data


class StudyForm(forms.ModelForm):
    education = CodeField("education", label="学历", empty_label="")
    degree = CodeField("degrees", label="学位", empty_label="")

    class Meta:
        model = Education
        fields = ["start", "end", "mode", "education", "degree", "school", "department", "major"]

    def clean(self):
        return check_order(self, super().clean(), "入学", "毕业")


class PostForm(forms.ModelForm):
    class Meta:
        model = Post
        fields = ["start", "end", "employer", "position"]

    def clean(self):
        return check_order(self, super().clean(), "开始", "结束")


def check_order(form, data: dict, first: str, last: str) -> dict:
    start, end = data.get("start") or "", data.get("end") or ""
    if start and end and end < start[: len(end)]:
        form.add_error("end", f"{last}时间{end.replace('-', '.')}早于{first}时间{start.replace('-', '.')}，请核对。")
    return data


def formset(model, form, extra: int = 1):
    return forms.inlineformset_factory(Person, model, form=form, extra=extra, can_delete=True, max_num=60, absolute_max=120)


ContactFormSet = formset(Contact, ContactForm)
StudyFormSet = formset(Education, StudyForm)
PostFormSet = formset(Post, PostForm)


class RevealForm(forms.Form):
    REASONS = ("电话联系", "节日慰问", "寄送函件", "核实信息", "办理服务事项")
    field = forms.ChoiceField(choices=[("phones", "电话"), ("id_number", "身份证号")])
    reason = forms.CharField(label="事由", max_length=200, error_messages={"required": "请写明查看事由。"})
