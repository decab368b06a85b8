"""List, page and forms of issues; to whom they went."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from people.newsletters import actions
from people.newsletters.models import Delivery, Issue
from people.newsletters.sheet import COLUMNS as SHEET
from people.registry.columns import work
from people.registry.fields import PersonField
from people.registry.models import Person
from people.worklists.models import Worklist
from talentbase.audit.actor import widened
from talentbase.files import office, store
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.registers.forms import ActForm, RegisterForm, UnitField
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.saving import Refused
from talentbase.registers.sheets import RecordSheet
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots

VIEW, EDIT = "events.view", "events.edit"
ON_PAGE = 100


class IssueForm(RegisterForm):
    GROUPS = (("刊物", ("series", "number", "title", "published_on", "unit", "given", "contents")),)
    unit = UnitField(label="编印单位", error_messages={"required": "请选择编印单位。"})
    given = forms.FileField(label="电子版", required=False, help_text="PDF或文档，不超过20MB。")

    class Meta:
        model = Issue
        fields = ["series", "number", "title", "published_on", "unit", "contents"]
        error_messages = {
            "series": {"required": "刊名没有填，例如博士周刊。"},
            "number": {"required": "请填写期号。"},
            "published_on": {"required": "请填写印发日期。"},
        }
        help_texts = {"contents": "一行一个栏目或篇目，如“家乡事：县城东区开园”。"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            last = Issue.objects.visible_to(user).in_list_order().first()
            given = {name: value for name, value in self.initial.items() if value}
            self.initial = {"unit": user.unit_id, "published_on": timezone.localdate()} | given
            if last:
                self.initial |= {"series": last.series, "number": last.number + 1}

    def clean_number(self):
        number = self.cleaned_data["number"]
        if number < 1:
            raise ValidationError("期号从1开始。")
        return number

    def clean_given(self):
        given = self.cleaned_data["given"]
        if given:
            try:
                office.check(given.name, content := given.read(office.MEGABYTES * 1024 * 1024 + 1))
            except office.NotKept as problem:
                raise ValidationError(str(problem)) from None
            self.file = (given.name, content)
        return given


class IssueFilter(OwnedFilter):
    import_kind = "newsletter"
    series = ManyFilter("series", label="刊名")
    year = YearsFilter("published_on", label="年份")

    class Meta:
        model = Issue
        fields: list[str] = []

    @property
    def facets(self):
        return (
            Facet("series", "刊名", "series", is_open=True),
            year_facet("published_on", "年份"),
            self.unit_facet("编印单位"),
        )


COLUMNS = (
    ListColumn("issue", "期号", lambda i: link(i.get_absolute_url(), str(i)), width(180), order=("series", "number")),
    ListColumn("title", "本期主题", lambda i: i.title, order=("title",)),
    ListColumn("published", "印发日期", lambda i: dots(i.published_on), width(96), order=("published_on",)),
    ListColumn("sent", "寄送", lambda i: i.sent, width(64), "number"),
    ListColumn("waiting", "待寄", lambda i: i.waiting, width(64), "number"),
    ListColumn("returned", "退回", lambda i: i.returned, width(64), "number"),
    ListColumn("unit", "编印单位", lambda i: i.unit.name, width(140)),
)
VALUES = {
    "series": lambda i: i.series, "number": lambda i: i.number, "title": lambda i: i.title, "published": lambda i: i.published_on,
    "sent": lambda i: i.sent, "returned": lambda i: i.returned, "unit": lambda i: i.unit.name, "contents": lambda i: i.contents,
}  # fmt: skip


def with_numbers(issues):
    gone = Q(deliveries__sent_on__isnull=False)
    return issues.annotate(
        sent=Count("deliveries", filter=gone),
        waiting=Count("deliveries", filter=Q(deliveries__sent_on=None)),
        returned=Count("deliveries", filter=Q(deliveries__is_returned=True)),
    )


class OfIssues(Records):
    model, noun, list_url, related = Issue, "刊物", "newsletters:list", ("unit", "file")

    def visible(self):
        return with_numbers(super().visible())


class IssueList(RegisterList):
    right = VIEW
    template = "newsletters/list.html"
    filterset, columns = IssueFilter, COLUMNS
    noun, measure = "刊物", "期"
    order_note = "次序：印发近的在前"
    search_hint = "刊名、主题、篇目"

    def get_queryset(self):
        return with_numbers(Issue.objects.visible_to(self.request.user).select_related("unit"))

    def extra(self):
        return {"can_edit": self.request.user.may(EDIT)}


class IssueSheet(OfIssues, RecordSheet):
    right = EDIT
    filterset, columns, values = IssueFilter, SHEET, VALUES


class IssuePage(OfIssues, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "newsletters/page.html"
    parts = (("deliveries", "寄送名单", "newsletters/_deliveries.html"),)

    def facts(self, issue):
        file = link(reverse("newsletters:file", args=[issue.pk]), issue.file.name) if issue.file else ""
        return [
            ("本期主题", issue.title),
            ("印发日期", dots(issue.published_on)),
            ("编印单位", issue.unit.name),
            ("电子版", file),
            ("寄送", f"{issue.sent}份" + (f"，退回{issue.returned}份" if issue.returned else "")),
            ("待寄", f"{issue.waiting}份" if issue.waiting else ""),
            ("栏目和篇目", issue.contents),
        ]

    def acts(self, issue):
        found = [
            ("从名单添加", reverse("newsletters:address-list", args=[issue.pk])),
            ("照上一期", reverse("newsletters:like-last", args=[issue.pk])),
            ("添加一人", reverse("newsletters:address", args=[issue.pk])),
            ("修改", reverse("newsletters:edit", args=[issue.pk])),
            ("删除", reverse("newsletters:remove", args=[issue.pk])),
        ]
        return [("登记寄出", reverse("newsletters:send", args=[issue.pk])), *found] if issue.waiting else found

    def extra(self, issue):
        seen = Person.objects.visible_to(self.request.user).values("pk")
        found = issue.deliveries.filter(person__in=seen).select_related("person")
        page = Paginator(found, ON_PAGE).get_page(self.request.GET.get("page"))
        return {"deliveries": [(each, work(each.person)) for each in page], "page": page}


class IssueEdit(OfIssues, RecordForm):
    right, form = EDIT, IssueForm

    def save(self, form):
        file = getattr(form, "file", None)
        user = self.request.user
        stored = store.store(*file, kind="newsletter", unit=user.unit, by=user) if file else None
        return actions.keep(form.instance, opened_version=form.cleaned_data.get("opened_version"), file=stored, by=user)


class IssueRemove(OfIssues, RecordRemove):
    right = EDIT


class IssueFile(OfIssues):
    right = VIEW

    def get(self, request, pk):
        issue = get_object_or_404(self.visible().exclude(file=None), pk=pk)
        with widened():  # the file belongs to who uploaded it, the issue to its unit
            content = store.read(issue.file)
        response = HttpResponse(content, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = content_disposition_header(True, issue.file.name)
        return response


class AddressForm(ActForm):
    person = PersonField(label="人才", required=True, error_messages={"required": "请填写姓名或档案编号。"})
    way = forms.ChoiceField(label="方式", choices=Delivery.Way.choices)


class ListForm(ActForm):
    worklist = forms.ModelChoiceField(
        label="名单", queryset=Worklist.objects.none(), empty_label="请选择", error_messages={"required": "请选择名单。"}
    )
    way = forms.ChoiceField(label="方式", choices=Delivery.Way.choices)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["worklist"].queryset = Worklist.objects.visible_to(user).order_by("-pk")


def _told(number: int, out: list[str]) -> str:
    return f"已列入{number}人。" + (f"已故、失联或不宜联系，没有列入：{'、'.join(out)}。" if out else "")


class Address(OfIssues, RecordAct):
    right, form = EDIT, AddressForm
    heading, sentence = "添加一人", "已故、失联、不宜联系的不寄。"

    def act(self, issue, data):
        people = Person.objects.filter(pk=data["person"].pk)
        number, out = actions.address(issue, people, data["way"], by=self.request.user)
        if out:
            raise Refused(f"{data['person'].name}已故、失联或不宜联系，没有列入。")
        return _told(number, out) if number else f"{data['person'].name}已在寄送名单中。"


class AddressList(OfIssues, RecordAct):
    right, form = EDIT, ListForm
    heading, sentence = "从名单添加", "名单里的人都列入寄送名单，已在的不重复。"

    def act(self, issue, data):
        people = Person.objects.visible_to(self.request.user)
        return _told(*actions.address_list(issue, data["worklist"], people, data["way"], by=self.request.user))


class LikeLast(OfIssues, RecordAct):
    right = EDIT
    heading, sentence = "照上一期", "按同一刊物上一期的寄送名单和方式列入，上一期退回的不列入。"

    def act(self, issue, data):
        return _told(*actions.like_last(issue, Person.objects.visible_to(self.request.user), by=self.request.user))


class SendForm(ActForm):
    on = forms.DateField(label="寄送日期", initial=timezone.localdate)


class Send(OfIssues, RecordAct):
    right, form = EDIT, SendForm
    heading, sentence = "登记寄出", "待寄的全部登记为这一天寄出。地址在名单审核后打印信封、标签时使用，这里不显示。"

    def act(self, issue, data):
        return f"已登记寄出{actions.send(issue, data['on'], by=self.request.user)}份。"


class DeliveryAct(Records):
    right, model, related = EDIT, Delivery, ("issue", "person")

    def act(self, delivery) -> str:
        raise NotImplementedError

    def post(self, request, pk):
        delivery = self.fetch(pk)
        try:
            messages.success(request, self.act(delivery))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(delivery.issue)


class CameBack(DeliveryAct):
    def act(self, delivery):
        returned = actions.came_back(delivery, by=self.request.user).is_returned
        return f"{delivery.person.name}：{'已登记退回，请核对地址' if returned else '已取消退回'}。"


class Drop(DeliveryAct):
    def act(self, delivery):
        name = delivery.person.name
        actions.drop(delivery, by=self.request.user)
        return f"已从寄送名单移除{name}。"
