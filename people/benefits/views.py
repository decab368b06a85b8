"""Rolls: list, page with its lines and what is wrong with them, forms; the tab 荣誉与支持 of 一人一档."""

import io

import django_filters
from django.contrib import messages
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from people.benefits import actions
from people.benefits.checks import problems
from people.benefits.forms import BankForm, LineForm, NextForm, PayForm, ReasonForm, RollForm
from people.benefits.models import Honour, Payment, Roll
from people.registry.list_views import visible
from talentbase.audit import log
from talentbase.codes.book import current_book
from talentbase.registers.filters import OwnedFilter
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.saving import Refused
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.column import Column
from talentbase.sheets.write_xlsx import write_table
from talentbase.text.ids import mask_id
from talentbase.web.downloads import download
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.requests import address_of
from talentbase.web.templatetags.ui import dots, tag, thousands
from talentbase.web.views import Door

VIEW, EDIT, APPROVE = "benefits.view", "benefits.edit", "benefits.approve"
READY = (Roll.State.APPROVED, Roll.State.PAID)  # approved, so its sheets may go out
TONES = {"draft": "amber", "checked": "blue", "approved": "blue", "paid": "green"}


class OfPerson(Door):
    """The tab 荣誉与支持 of 一人一档."""

    right = "people.view"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        payments = Payment.objects.visible_to(request.user).of_person(person).in_list_order()
        context = {
            "person": person,
            "programs": [current_book().name("programs", code) for code in person.programs],
            "honours": Honour.objects.visible_to(request.user).filter(person=person).in_list_order(),
            "payments": payments,
            "total": payments.aggregate(sum=Sum("amount"))["sum"],
        }
        return render(request, "benefits/_of_person.html", context)


class RollFilter(OwnedFilter):
    import_kind = "subsidy"
    state = ManyFilter("state", label="状态")
    kind = ManyFilter("kind", label="补贴类别")
    month = django_filters.CharFilter(method="for_month", label="补贴月份")

    class Meta:
        model = Roll
        fields: list[str] = []

    @property
    def facets(self):
        states = dict(Roll.State.choices)
        return (
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            Facet("kind", "补贴类别", "kind", is_open=True),
            self.unit_facet("造册单位"),
        )

    def of_batch(self, queryset, name, value):
        """A row of the sheet is a payment."""
        return queryset.filter(pk__in=Payment.objects.filter(pk__in=self.targets_of(value)).values("roll"))

    def for_month(self, queryset, name, value):
        return queryset.filter(months__contains=[value])


def months_of(months: list[str]) -> str:
    """2026.07–2026.09, 一次性."""
    if not months:
        return "一次性"
    return dots(months[0]) if len(months) == 1 else f"{dots(months[0])}–{dots(months[-1])}"


COLUMNS = (
    ListColumn("title", "名称", lambda r: link(r.get_absolute_url(), r.title), order=("title",)),
    ListColumn("kind", "补贴类别", lambda r: r.kind, width(96), order=("kind",)),
    ListColumn("months", "月份", lambda r: months_of(r.months), width(132), order=("months_until",)),
    ListColumn("people", "人数", lambda r: r.people, width(60), "number"),
    ListColumn("sum", "金额（元）", lambda r: thousands(r.total or 0), width(104), "number"),
    ListColumn("unit", "造册单位", lambda r: r.unit.name, width(140)),
    ListColumn("paid", "发放日期", lambda r: dots(r.paid_on), width(92), order=("paid_on",)),
    ListColumn("state", "状态", lambda r: tag(r.get_state_display(), TONES[r.state]), width(68), order=("state",)),
)


def with_numbers(rolls):
    return rolls.annotate(people=Count("payments"), total=Sum("payments__amount"))


class OfRolls(Records):
    model, noun, list_url, related = Roll, "补贴花名册", "benefits:rolls", ("unit", "clause__policy")


class RollList(RegisterList):
    right = VIEW
    template = "benefits/rolls.html"
    filterset, columns = RollFilter, COLUMNS
    noun, measure = "补贴花名册", "册"
    order_note = "次序：月份近的在前"
    search_hint = "名称、补贴类别、政策条款"

    def get_queryset(self):
        return with_numbers(Roll.objects.visible_to(self.request.user).select_related("unit", "clause__policy"))

    def extra(self):
        paid = Payment.objects.visible_to(self.request.user).exclude(paid_on=None).aggregate(sum=Sum("amount"))["sum"] or 0
        return {"can_edit": self.request.user.may(EDIT), "paid": paid}


class RollSheet(OfRolls, RecordSheet):
    """The rolls themselves; the people on one stand in its own sign-off sheet."""

    right = EDIT
    filterset = RollFilter
    columns = (
        Column("title", "名称", width=30), Column("kind", "补贴类别", width=14), Column("months", "月份", width=18),
        Column("people", "人数", width=8), Column("sum", "金额（元）", width=12), Column("unit", "造册单位", width=18),
        Column("drawn", "造册人"), Column("checked", "核对人"), Column("approved", "审核人"), Column("paid", "发放日期"),
        Column("state", "状态"),
    )  # fmt: skip
    values = {
        "title": lambda r: r.title, "kind": lambda r: r.kind, "months": lambda r: months_of(r.months), "people": lambda r: r.people,
        "sum": lambda r: r.total or 0, "unit": lambda r: r.unit.name, "drawn": lambda r: r.drawn_by, "checked": lambda r: r.checked_by,
        "approved": lambda r: r.approved_by, "paid": lambda r: r.paid_on, "state": lambda r: r.get_state_display(),
    }  # fmt: skip

    def visible(self):
        return with_numbers(super().visible())


class RollPage(OfRolls, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "benefits/roll.html"
    parts = (("lines", "花名册", "benefits/_lines.html"),)

    def facts(self, roll):
        clause = roll.clause
        return [
            ("补贴类别", roll.kind),
            ("政策条款", link(clause.get_absolute_url(), f"{clause.policy}　{clause}") if clause else ""),
            ("金额标准", clause.amount_text if clause else ""),
            ("补贴月份", months_of(roll.months)),
            ("造册单位", roll.unit.name),
            ("造册人", roll.drawn_by),
            ("核对人", roll.checked_by),
            ("审核人", roll.approved_by),
            ("发放日期", dots(roll.paid_on)),
            ("退回原因", roll.reason) if roll.reason else ("备注", roll.remark),
        ]

    def acts(self, roll):
        state, may_approve = roll.state, self.request.user.may(APPROVE)
        names = {
            Roll.State.DRAFT: [("添加人员", "line-add"), ("核对无误", "check"), ("修改", "edit"), ("删除", "remove")],
            Roll.State.CHECKED: [*([("审核通过", "approve")] if may_approve else []), ("退回造册", "back")],
            Roll.State.APPROVED: [("登记发放", "pay"), ("退回造册", "back")],
            Roll.State.PAID: [("按这一册造下一期", "next")],
        }[state]
        return [(label, reverse(f"benefits:{name}", args=[roll.pk])) for label, name in names]

    def extra(self, roll):
        found = problems(roll) if roll.state != Roll.State.PAID else []
        by_line: dict[int, list] = {}
        for problem in found:
            by_line.setdefault(problem.payment.pk if problem.payment else 0, []).append(problem)
        lines = [(line, by_line.get(line.pk, [])) for line in roll.payments.select_related("person").order_by("id")]
        return {
            "tone": TONES[roll.state],
            "lines": lines,
            "of_roll": by_line.get(0, []),
            "wrong": sum(problem.blocks for problem in found),
            "total": sum(line.amount or 0 for line, _ in lines),
            "is_draft": roll.state == Roll.State.DRAFT,
            "is_ready": roll.state in READY,
        }


class RollEdit(OfRolls, RecordForm):
    right, form = EDIT, RollForm

    def save(self, form):
        return actions.keep(form.instance, opened_version=form.cleaned_data.get("opened_version"), by=self.request.user)


class RollRemove(OfRolls, RecordRemove):
    """Only while it is drawn up."""

    right = EDIT

    def post(self, request, pk):
        roll = self.fetch(pk)
        return (
            super().post(request, pk)
            if roll.state == Roll.State.DRAFT
            else self.ask(roll, "核对以后不能删除，请先退回造册。", 422)
        )


class LineEdit(RecordForm):
    """Of a roll (`roll`), or one that stands (`pk`)."""

    right, form, model, noun, list_url, related = (
        EDIT,
        LineForm,
        Payment,
        "领取人",
        "benefits:rolls",
        ("roll__clause", "roll__unit"),
    )

    def setup(self, request, *args, roll=None, **kwargs):
        super().setup(request, *args, **kwargs)
        self.roll = roll

    def fresh(self):
        roll = get_object_or_404(Roll.objects.visible_to(self.request.user).select_related("clause", "unit"), pk=self.roll)
        return Payment(roll=roll)

    def visible(self):
        return super().visible().exclude(roll=None)

    def get(self, request, pk=None, **kwargs):
        return super().get(request, pk)

    def post(self, request, pk=None, **kwargs):
        return super().post(request, pk)

    def save(self, form):
        data = form.cleaned_data
        untyped = "" if form.is_for_another or not form.instance.pk else None
        return actions.keep_line(
            form.instance,
            opened_version=data.get("opened_version"),
            account=data["account_typed"] or untyped,
            id_number=data["id_typed"] or untyped,
            by=self.request.user,
        )


class LineDrop(Records):
    right, model, related = EDIT, Payment, ("roll",)

    def post(self, request, pk):
        line = self.fetch(pk)
        try:
            actions.drop_line(line, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(line.roll)


class Check(OfRolls, RecordAct):
    right = EDIT
    heading, sentence = "核对无误", "册内没有错误、提醒都已核实的，登记核对；核对后不能再改，由另一人审核。"

    def act(self, roll, data):
        return f"“{actions.check(roll, by=self.request.user)}”已核对，等待审核。"


class Approve(OfRolls, RecordAct):
    right = APPROVE
    heading, sentence = "审核通过", "审核后可以导出签领表和银行代发表，发放后登记发放日期。"

    def act(self, roll, data):
        return f"“{actions.approve(roll, by=self.request.user)}”已审核。"


class SendBack(OfRolls, RecordAct):
    right, form = EDIT, ReasonForm
    heading, sentence = "退回造册", "退回后可以修改，再重新核对、审核。"

    def act(self, roll, data):
        return f"“{actions.send_back(roll, data['reason'], by=self.request.user)}”已退回造册。"


class Pay(OfRolls, RecordAct):
    right, form = EDIT, PayForm
    heading, sentence = "登记发放", "登记后计入发放补贴数，不能再退回。"

    def act(self, roll, data):
        return f"“{actions.pay(roll, data['paid_on'], by=self.request.user)}”已登记发放。"


class Next(OfRolls, RecordAct):
    right, form = EDIT, NextForm
    heading, sentence = "造下一期", "按这一册的人员和标准造册；档案已归档、已故的不带入，重复月份的不带入。"

    def act(self, roll, data):
        fresh, out = actions.draw_up_like(roll, **data, by=self.request.user)
        return f"已造册“{fresh}”。" + (f"未带入：{'；'.join(out)}" if out else "")


SIGN_OFF = (
    Column("n", "序号", width=6), Column("name", "姓名", width=10), Column("id", "身份证号", width=22),
    Column("employer", "工作单位", width=26), Column("months", "补贴月份", width=16),
    Column("amount", "金额（元）", width=12, holds="number"), Column("sign", "签名", width=14),
)  # fmt: skip
BANK = (
    Column("n", "序号", width=6), Column("name", "姓名", width=10), Column("id", "身份证号", width=22), Column("bank", "开户行", width=26),
    Column("account", "银行账号", width=26), Column("amount", "金额（元）", width=12, holds="number"),
)  # fmt: skip


def _table(roll: Roll, columns, rows, title: str, user) -> bytes:
    out = io.BytesIO()
    total = thousands(sum(line.amount or 0 for line in roll.payments.all()))
    note = f"合计{len(rows)}人，{total}元　{user.full_name}　{timezone.localtime():%Y.%m.%d %H:%M}"
    write_table(out, columns, rows, title=title, note=note)
    return out.getvalue()


class SignOff(OfRolls):
    """Numbers masked: it goes from desk to desk."""

    right = EDIT

    def post(self, request, pk):
        roll = self.fetch(pk)
        if roll.state not in READY:
            messages.error(request, "审核通过以后才能导出签领表。")
            return redirect(roll)
        rows = [
            [
                n,
                line.name,
                mask_id(line.id_number) if line.id_number else "",
                line.employer,
                months_of(line.months),
                float(line.amount or 0),
                "",
            ]
            for n, line in enumerate(roll.payments.order_by("id"), 1)
        ]
        log.record("print", user=request.user, address=address_of(request), subject=roll, field="签领表", rows=len(rows))
        return download(_table(roll, SIGN_OFF, rows, f"{roll.title}签领表", request.user), f"{roll.title}_签领表.xlsx")


class Bank(OfRolls, RecordAct):
    """Numbers in full for the bank: approved rolls only, with a reason, in the log."""

    right, form = EDIT, BankForm
    heading, sentence = "导出银行代发表", "含完整身份证号和银行账号，导出会记入访问记录。"

    def post(self, request, pk):
        roll = self.fetch(pk)
        form = self.made(roll, request.POST)
        if not form.is_valid():
            return self.ask(roll, form, status=422)
        if roll.state not in READY or not request.user.may("people.reveal"):
            return self.ask(roll, form, "审核通过以后才能导出银行代发表。", status=422)
        rows = [
            [n, line.name, line.id_number, line.bank, line.account, float(line.amount or 0)]
            for n, line in enumerate(roll.payments.order_by("id"), 1)
        ]
        log.record(
            "export", user=request.user, address=address_of(request), subject=roll, field="银行代发表", rows=len(rows),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        return download(_table(roll, BANK, rows, f"{roll.title}银行代发表", request.user), f"{roll.title}_银行代发表.xlsx")
