"""List, board, page and forms of leads."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from demand.cooperation.models import Project
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, RecordReveal, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.text.phones import mask_phone
from talentbase.web.lists import RegisterList, link
from talentbase.web.templatetags.ui import dots
from talentbase.web.views import Door
from workstations.leads import actions, columns
from workstations.leads.filters import LeadFilter, by_pressure
from workstations.leads.forms import JudgeForm, LeadForm, StepForm
from workstations.leads.models import Lead
from workstations.leads.rules import EDITORS_ONLY, WORDS, Act, lawful
from workstations.stations.models import Station
from workstations.tips.models import Tip

VIEW, REPORT, EDIT = "leads.view", "stations.report", "stations.edit"
RELATED = ("unit", "duty", "chain")
CARDS = 15


class OfLeads(Records):
    model, noun, list_url, related = Lead, "招商线索", "leads:list", (*RELATED, "repeats__unit", "cooperation")


class LeadList(RegisterList):
    right = VIEW
    template = "leads/list.html"
    filterset, columns = LeadFilter, columns.COLUMNS
    noun, measure = "招商线索", "条"
    order_note = "次序：报送近的在前"
    orderings = {"pressure": ("按下次跟进", ("next_step_on",))}
    search_hint = "项目、投资方、产业、对接人"

    def get_queryset(self):
        return Lead.objects.visible_to(self.request.user).select_related(*RELATED)

    def extra(self):
        seen = Lead.objects.visible_to(self.request.user)
        counts = seen.aggregate(
            all=Count("pk", filter=Q(repeats=None)), late=Count("pk", filter=Q(pk__in=seen.overdue().values("pk"))),
            again=Count("pk", filter=~Q(repeats=None)),
        )  # fmt: skip
        return {"counts": counts, "can_report": self.request.user.may(REPORT)}


class LeadSheet(OfLeads, RecordSheet):
    right = REPORT
    related = RELATED
    filterset, columns, values = LeadFilter, columns.SHEET, columns.VALUES


class Board(Door):
    """Open leads by stage, the most overdue on top."""

    right = VIEW

    def get(self, request):
        seen = Lead.objects.visible_to(request.user)
        counts = dict(seen.order_by().values_list("stage").annotate(number=Count("pk")))
        stages = (Lead.Stage.NEW, Lead.Stage.JUDGED, Lead.Stage.TALKS, Lead.Stage.SIGNED)
        shown = [
            (
                stage.label,
                stage.value,
                counts.get(stage, 0),
                by_pressure(seen.filter(stage=stage).select_related(*RELATED))[:CARDS],
            )
            for stage in stages
        ]
        done = [(stage.label, stage.value, counts.get(stage, 0)) for stage in (Lead.Stage.SETTLED, Lead.Stage.ENDED)]
        return render(request, "leads/board.html", {"columns": shown, "done": done, "cards": CARDS})


def may_reveal(user, lead: Lead) -> bool:
    """A station calls the investors it found itself."""
    return user.may("people.reveal") or (lead.unit_id == user.unit_id and user.may(REPORT))


class LeadPage(OfLeads, RecordPage):
    right, edit_right = VIEW, REPORT
    template = "leads/page.html"
    parts = (("steps", "进展", "leads/_steps.html"),)

    def facts(self, lead):
        amount = columns.amount(lead)
        made = link(lead.cooperation.get_absolute_url(), lead.cooperation.name) if lead.cooperation else ""
        return [
            ("投资方", lead.investor),
            ("投资方简介", lead.investor_intro),
            ("对方联系人", lead.investor_contact),
            ("对方电话", "、".join(map(mask_phone, filter(None, lead.investor_phone.split("、"))))),
            ("拟投资额", f"{amount}万元" if lead.amount_wan is not None else amount),
            ("项目内容", lead.content),
            ("产业", lead.industry),
            ("产业链", lead.chain.name if lead.chain_id else ""),
            ("线索来源", lead.source),
            ("站内对接人", lead.contact),
            ("报送单位", lead.unit.name),
            ("报送日期", dots(lead.reported)),
            ("承接单位", lead.receiver),
            ("责任单位", lead.duty.name if lead.duty_id else ""),
            ("最近进展", lead.progress),
            ("终止原因", lead.stage_reason) if lead.stage_reason else ("备注", lead.remark),
            ("转为合作项目", made),
        ]

    def acts(self, lead):
        may_edit = self.request.user.may(EDIT)
        possible = [act for act in lawful(lead) if may_edit or act not in EDITORS_ONLY]
        found = [(f"登记{Act(act).label}", reverse("leads:act", args=[lead.pk, act])) for act in possible]
        if may_edit and lead.stage in (Lead.Stage.SIGNED, Lead.Stage.SETTLED) and not lead.cooperation_id:
            found.append(("转为合作项目", reverse("leads:to-project", args=[lead.pk])))
        if lead.investor_phone and may_reveal(self.request.user, lead):
            found.append(("查看电话", reverse("leads:phone", args=[lead.pk])))
        found.append(("修改", reverse("leads:edit", args=[lead.pk])))
        return [*found, ("删除", reverse("leads:remove", args=[lead.pk]))] if may_edit else found

    def extra(self, lead):
        seen = lead.repeats_id and Lead.objects.visible_to(self.request.user).filter(pk=lead.repeats_id).exists()
        return {"steps": lead.steps.all(), "tone": columns.TONES[lead.stage], "sees_first": seen,
                "can_judge": self.request.user.may(EDIT), "again": lead.repeated.count()}  # fmt: skip


class LeadEdit(OfLeads, RecordForm):
    right, form = REPORT, LeadForm

    def save(self, form):
        opened = form.cleaned_data.get("opened_version")
        lead = actions.keep(form.instance, opened_version=opened, by=self.request.user)
        if lead.repeats_id and opened is None:
            messages.warning(self.request, "这条线索与已报送的相近，归首报单位；确属两件事的，由县级确认。")
        return lead


class LeadRemove(OfLeads, RecordRemove):
    right = EDIT

    def remove(self, record):
        actions.remove(record, by=self.request.user)


class Phone(OfLeads, RecordReveal):
    right = VIEW

    def fetch(self, pk):
        lead = super().fetch(pk)
        if not may_reveal(self.request.user, lead):
            raise PermissionDenied
        return lead

    def numbers(self, record):
        return record.investor_phone.split("、")


class NotTheSame(OfLeads):
    right = EDIT

    def post(self, request, pk):
        lead = self.fetch(pk)
        actions.not_the_same(lead, by=request.user)
        messages.success(request, f"已确认“{lead}”是另一条线索，单独计数。")
        return redirect(lead)


class Take(OfLeads, RecordAct):
    """One act of the address."""

    right = REPORT

    def setup(self, request, *args, act="", **kwargs):
        super().setup(request, *args, **kwargs)
        self.wanted = act
        if act in WORDS:
            self.heading, self.sentence = f"登记{Act(act).label}", WORDS[act]

    def fetch(self, pk):
        if self.wanted not in WORDS:
            raise Http404
        return super().fetch(pk)

    def made(self, record, data=None):
        form = JudgeForm if self.wanted == Act.JUDGE else StepForm
        return form(data, act=self.wanted, user=self.request.user)

    def get(self, request, pk, **kwargs):
        return super().get(request, pk)

    def post(self, request, pk, **kwargs):
        return super().post(request, pk)

    def act(self, lead, data):
        actions.take(lead, self.wanted, by=self.request.user, **data)
        return f"已登记{Act(self.wanted).label}：{lead.project}。"


class ToProject(OfLeads, RecordAct):
    right = EDIT
    heading, sentence = "转为合作项目", "按线索内容建立合作项目，报送工作站记为促成单位；之后可以补充协议、节点和参与人。"

    def act(self, lead, data):
        project = actions.become_project(lead, by=self.request.user)
        return f"已建立合作项目“{project.name}”。"


class OfStation(Door):
    """What a station has reported, for its page."""

    right = "stations.view"

    def get(self, request, pk):
        station = get_object_or_404(Station.objects.visible_to(request.user), pk=pk)
        leads = Lead.objects.visible_to(request.user).filter(unit=station.unit_id)
        tips = Tip.objects.visible_to(request.user).filter(unit=station.unit_id)
        stages = dict(leads.order_by().values_list("stage").annotate(number=Count("pk")))
        states = dict(tips.order_by().values_list("state").annotate(number=Count("pk")))
        context = {
            "station": station,
            "year": localdate().year,
            "leads": leads.counted().count(),
            "late": leads.overdue().count(),
            "stages": [(label, value, stages.get(value, 0)) for value, label in Lead.Stage.choices],
            "tips": tips.count(),
            "states": [(label, value, states.get(value, 0)) for value, label in Tip.State.choices],
            "projects": Project.objects.visible_to(request.user).standing().filter(station=station.unit_id).count(),
        }
        return render(request, "leads/_of_station.html", context)
