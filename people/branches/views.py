"""List, page and forms of branches; members with their posts; the roster."""

import io

from django import forms
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from people.branches import actions
from people.branches.models import Branch, Member
from people.branches.sheet import COLUMNS as SHEET
from people.registry.columns import work
from people.registry.fields import PersonField
from people.registry.models import Person
from people.worklists.models import Worklist
from talentbase.audit import log
from talentbase.registers.filters import OwnedFilter
from talentbase.registers.forms import ActForm, RegisterForm, UnitField
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.column import Column
from talentbase.sheets.write_xlsx import write_table
from talentbase.web.downloads import download
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.requests import address_of
from talentbase.web.templatetags.ui import dots, tag

VIEW, EDIT = "events.view", "events.edit"
ROSTER = (
    Column("n", "序号", width=6), Column("name", "姓名", width=12), Column("work", "工作单位及职务", width=40),
    Column("post", "职务", width=16), Column("note", "分工", width=20), Column("since", "加入日期", width=12),
)  # fmt: skip


class BranchForm(RegisterForm):
    GROUPS = (("人才组织", ("name", "kind", "city", "host", "founded_on", "closed_on", "unit", "remark")),)
    unit = UnitField(label="联系单位", error_messages={"required": "请选择联系单位。"})

    class Meta:
        model = Branch
        fields = ["name", "kind", "city", "host", "founded_on", "closed_on", "unit", "remark"]
        error_messages = {"name": {"required": "名称没有填，例如南乐博士团上海分团。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean(self):
        data = super().clean()
        if data.get("closed_on") and data.get("founded_on") and data["closed_on"] < data["founded_on"]:
            self.add_error("closed_on", "停止活动日期不能早于成立日期。")
        return data


class BranchFilter(OwnedFilter):
    import_kind = "branch"
    kind = ManyFilter("kind", label="类别")
    city = ManyFilter("city", label="城市")

    class Meta:
        model = Branch
        fields: list[str] = []

    @property
    def facets(self):
        kinds = dict(Branch.Kind.choices)
        return (
            Facet("kind", "类别", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            Facet("city", "城市", "city", is_open=True),
            self.unit_facet("联系单位"),
        )


COLUMNS = (
    ListColumn("name", "名称", lambda b: link(b.get_absolute_url(), b.name), order=("name",)),
    ListColumn("kind", "类别", lambda b: b.get_kind_display(), width(72), order=("kind",)),
    ListColumn("city", "所在城市", lambda b: b.city, width(84), order=("city",)),
    ListColumn("host", "依托单位", lambda b: b.host),
    ListColumn("founded", "成立日期", lambda b: dots(b.founded_on), width(96), order=("founded_on",)),
    ListColumn("number", "成员", lambda b: b.number, width(60), "number"),
    ListColumn("unit", "联系单位", lambda b: b.unit.name, width(140)),
    ListColumn("state", "状态", lambda b: tag("停止活动") if b.closed_on else tag("活动中", "green"), width(80)),
)
VALUES = {
    "name": lambda b: b.name, "kind": lambda b: b.get_kind_display(), "city": lambda b: b.city, "host": lambda b: b.host,
    "founded": lambda b: b.founded_on, "number": lambda b: b.number, "unit": lambda b: b.unit.name, "remark": lambda b: b.remark,
}  # fmt: skip


def with_number(branches):
    return branches.annotate(number=Count("members", filter=Q(members__ended_on=None)))


class OfBranches(Records):
    model, noun, list_url, related = Branch, "人才组织", "branches:list", ("unit",)

    def visible(self):
        return with_number(super().visible())


class BranchList(RegisterList):
    right = VIEW
    template = "branches/list.html"
    filterset, columns = BranchFilter, COLUMNS
    noun, measure = "人才组织", "个"
    search_hint = "名称、城市、依托单位"

    def get_queryset(self):
        return with_number(Branch.objects.visible_to(self.request.user).select_related("unit"))

    def extra(self):
        ours = Member.objects.visible_to(self.request.user).standing()
        return {"can_edit": self.request.user.may(EDIT), "people": ours.values("person").distinct().count()}


class BranchSheet(OfBranches, RecordSheet):
    right = EDIT
    filterset, columns, values = BranchFilter, SHEET, VALUES


class BranchPage(OfBranches, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "branches/page.html"
    parts = (("members", "成员", "branches/_members.html"),)

    def facts(self, branch):
        return [
            ("类别", branch.get_kind_display()),
            ("所在城市", branch.city),
            ("依托单位", branch.host),
            ("成立日期", dots(branch.founded_on)),
            ("停止活动", dots(branch.closed_on)) if branch.closed_on else ("成员", f"{branch.number}人"),
            ("联系单位", branch.unit.name),
            ("备注", branch.remark),
        ]

    def acts(self, branch):
        open_ = [
            ("添加成员", reverse("branches:join", args=[branch.pk])),
            ("从名单添加", reverse("branches:join-list", args=[branch.pk])),
        ]
        return [
            *(open_ if not branch.closed_on else []),
            ("修改", reverse("branches:edit", args=[branch.pk])),
            ("删除", reverse("branches:remove", args=[branch.pk])),
        ]

    def extra(self, branch):
        return {"members": members_of(branch, self.request.user)}


def members_of(branch, user) -> list[tuple[Member, str]]:
    """(member, post at work) of those the user sees."""
    seen = Person.objects.visible_to(user).values("pk")
    found = branch.members.filter(person__in=seen).select_related("person")
    return [(member, work(member.person)) for member in found]


class BranchEdit(OfBranches, RecordForm):
    right, form = EDIT, BranchForm


class BranchRemove(OfBranches, RecordRemove):
    right = EDIT


class JoinForm(ActForm):
    person = PersonField(label="人才", required=True, error_messages={"required": "请填写姓名或档案编号。"})
    post = forms.ChoiceField(label="职务", choices=Member.Post.choices, initial=Member.Post.MEMBER)
    since = forms.DateField(label="加入日期", required=False)
    note = forms.CharField(label="分工", max_length=80, required=False)


class Join(OfBranches, RecordAct):
    right, form = EDIT, JoinForm
    heading, sentence = "添加成员", "已是成员的人，在这里换职务。"

    def act(self, branch, data):
        return f"已登记{actions.join(branch, data.pop('person'), **data, by=self.request.user)}。"


class ListForm(ActForm):
    worklist = forms.ModelChoiceField(
        label="名单", queryset=Worklist.objects.none(), empty_label="请选择", error_messages={"required": "请选择名单。"}
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["worklist"].queryset = Worklist.objects.visible_to(user).order_by("-pk")


class JoinList(OfBranches, RecordAct):
    right, form = EDIT, ListForm
    heading, sentence = "从名单添加成员", "先在人才库按城市查询，加入名单；名单里还不是成员的人都登记为成员，职务以后再改。"

    def act(self, branch, data):
        people = Person.objects.visible_to(self.request.user)
        return f"已添加{actions.join_list(branch, data['worklist'], people, by=self.request.user)}名成员。"


class LeaveForm(ActForm):
    on = forms.DateField(label="退出日期", initial=timezone.localdate)


class Leave(RecordAct):
    right, model, form, noun, list_url, related = EDIT, Member, LeaveForm, "组织成员", "branches:list", ("branch", "person")
    heading, sentence = "登记退出", "退出后成员记录保留在历史中。"

    def act(self, member, data):
        actions.leave(member, on=data["on"], by=self.request.user)
        return f"已登记{member.person}退出。"


class Roster(OfBranches):
    """Names, work and posts only."""

    right = EDIT

    def post(self, request, pk):
        branch, out = self.fetch(pk), io.BytesIO()
        standing = [(member, at) for member, at in members_of(branch, request.user) if not member.ended_on]
        rows = [
            [n, member.person.name, at, member.get_post_display(), member.note, member.since]
            for n, (member, at) in enumerate(standing, 1)
        ]
        write_table(out, ROSTER, rows, title=f"{branch}成员名册", note=request.user.full_name)
        log.record("print", user=request.user, address=address_of(request), subject=branch, field="成员名册", rows=len(rows))
        return download(out.getvalue(), f"{branch}_成员名册.xlsx")
