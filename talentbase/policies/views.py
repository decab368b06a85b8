"""List, page and forms of policies and their clauses."""

import django_filters
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate

from talentbase.policies.models import Clause, Policy
from talentbase.policies.sheet import COLUMNS as SHEET
from talentbase.registers.filters import SheetFilter, YearsFilter, year_facet
from talentbase.registers.forms import RegisterForm, UnitField
from talentbase.registers.pages import RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag

VIEW, EDIT = "policies.view", "policies.edit"


class PolicyForm(RegisterForm):
    GROUPS = (("政策", ("title", "document", "level", "office", "effective_on", "until", "remark")),)

    class Meta:
        model = Policy
        fields = ["title", "document", "level", "office", "effective_on", "until", "remark"]
        error_messages = {"title": {"required": "文件名没有填。"}, "effective_on": {"required": "请填写施行日期。"}}

    def clean(self):
        data = super().clean()
        if data.get("until") and data.get("effective_on") and data["until"] < data["effective_on"]:
            self.add_error("until", "有效期不能早于施行日期。")
        return data


class ClauseForm(RegisterForm):
    GROUPS = (
        ("待遇", ("number", "title", "target", "period", "standard_yuan", "handler")),
        ("三项要素", ("amount_text", "procedure", "time_limit")),
    )
    handler = UnitField(label="承办单位", everybody=True, required=False, empty_label="未登记")

    class Meta:
        model = Clause
        fields = ["number", "title", "target", "period", "standard_yuan", "handler", "amount_text", "procedure", "time_limit"]
        error_messages = {"title": {"required": "待遇名称没有填，例如生活补贴。"}}
        help_texts = {
            "amount_text": "写明数额，不写“给予一定奖励”；三项有缺的条款不完整，不能据以发放。",
            "procedure": "如个人申请、单位初审、人社局审核、公示。",
            "time_limit": "如每季度末月20日前发放。",
            "standard_yuan": "每人每月或一次性的元数；因人而异的不填。",
        }


class PolicyFilter(SheetFilter):
    import_kind = "policy"
    level = ManyFilter("level", label="层级")
    year = YearsFilter("effective_on", label="施行年份")
    force = django_filters.CharFilter(method="only_in_force", label="现行")
    lacking = django_filters.CharFilter(method="only_lacking", label="有不完整条款")

    class Meta:
        model = Policy
        fields: list[str] = []

    @property
    def facets(self):
        levels = dict(Policy.Level.choices)
        return (
            Facet("level", "层级", "level", lambda v: levels.get(v, v), order=tuple(levels), is_open=True),
            year_facet("effective_on", "施行年份"),
        )

    def only_in_force(self, queryset, name, value):
        return queryset.in_force()

    def only_lacking(self, queryset, name, value):
        complete = Clause.objects.complete().values("pk")
        return queryset.filter(pk__in=Clause.objects.exclude(pk__in=complete).values("policy"))

    def describe(self, name, value):
        return {"force": "现行", "lacking": "有不完整条款"}.get(name) or super().describe(name, value)


COLUMNS = (
    ListColumn("title", "文件名", lambda p: link(p.get_absolute_url(), p.title), order=("title",)),
    ListColumn("document", "文号", lambda p: p.document, width(168), order=("document",)),
    ListColumn("level", "层级", lambda p: p.get_level_display(), width(52), order=("level",)),
    ListColumn("office", "发文机关", lambda p: p.office, width(150)),
    ListColumn("effective", "施行", lambda p: dots(p.effective_on), width(88), order=("effective_on",)),
    ListColumn("until", "有效期至", lambda p: dots(p.until), width(88), order=("until",)),
    ListColumn("clauses", "条款", lambda p: p.clause_count, width(52), "number"),
    ListColumn("state", "状态", lambda p: tag("现行", "green") if p.is_in_force else tag("失效或未施行"), width(96)),
)


class OfPolicies(Records):
    model, noun, list_url = Policy, "政策", "policies:list"

    def visible(self):
        return Policy.objects.annotate(clause_count=Count("clauses"))


class PolicyList(RegisterList):
    right = VIEW
    template = "policies/list.html"
    filterset, columns = PolicyFilter, COLUMNS
    noun, measure = "政策", "件"
    search_hint = "文件名、文号、待遇、程序"

    def get_queryset(self):
        return Policy.objects.annotate(clause_count=Count("clauses"))

    def extra(self):
        complete, every = Clause.objects.complete().count(), Clause.objects.count()
        share = f"{complete * 100 / every:.0f}%" if every else ""
        return {"can_edit": self.request.user.may(EDIT), "clauses": every, "complete_share": share, "today": localdate()}


class PolicySheet(OfPolicies, RecordSheet):
    """One line a clause, as the sheet is read; a document without clauses has a line of its own."""

    right = EDIT
    filterset, columns = PolicyFilter, SHEET
    values = {
        "policy": lambda c: c.policy.title, "document": lambda c: c.policy.document, "level": lambda c: c.policy.get_level_display(),
        "office": lambda c: c.policy.office, "effective": lambda c: c.policy.effective_on, "until": lambda c: c.policy.until,
        "number": lambda c: c.number, "title": lambda c: c.title, "target": lambda c: c.target,
        "period": lambda c: c.get_period_display() if c.title else "", "standard_yuan": lambda c: c.standard_yuan,
        "amount": lambda c: c.amount_text, "procedure": lambda c: c.procedure, "time_limit": lambda c: c.time_limit,
        "handler": lambda c: c.handler.name if c.handler else "",
    }  # fmt: skip

    def lines(self, policies):
        for policy in policies.prefetch_related("clauses__handler"):
            yield from policy.clauses.all() or [Clause(policy=policy)]


class PolicyPage(OfPolicies, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "policies/page.html"
    parts = (("clauses", "条款", "policies/_clauses.html"),)

    def facts(self, policy):
        return [
            ("文号", policy.document),
            ("层级", policy.get_level_display()),
            ("发文机关", policy.office),
            ("施行日期", dots(policy.effective_on)),
            ("有效期至", dots(policy.until)),
            ("说明", policy.remark),
        ]

    def acts(self, policy):
        return [
            ("登记条款", reverse("policies:clause-add", args=[policy.pk])),
            ("修改", reverse("policies:edit", args=[policy.pk])),
            ("删除", reverse("policies:remove", args=[policy.pk])),
        ]

    def extra(self, policy):
        return {"clauses": policy.clauses.select_related("handler")}


class PolicyEdit(OfPolicies, RecordForm):
    right, form = EDIT, PolicyForm


class PolicyRemove(OfPolicies, RecordRemove):
    right = EDIT


class ClauseEdit(RecordForm):
    """Of a policy (`policy`), or one that stands (`pk`)."""

    right, form, model, noun, list_url, related = EDIT, ClauseForm, Clause, "政策条款", "policies:list", ("policy",)

    def setup(self, request, *args, policy=None, **kwargs):
        super().setup(request, *args, **kwargs)
        self.policy = policy

    def fresh(self):
        return Clause(policy=get_object_or_404(Policy, pk=self.policy))

    def get(self, request, pk=None, **kwargs):
        return super().get(request, pk)

    def post(self, request, pk=None, **kwargs):
        return super().post(request, pk)


class ClauseRemove(RecordRemove):
    right, model, noun, list_url, related = EDIT, Clause, "政策条款", "policies:list", ("policy",)
