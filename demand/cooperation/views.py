"""Lists, pages and forms of 合作项目 and 返乡创业就业."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from demand.cooperation import columns
from demand.cooperation.filters import ProjectFilter, ReturnFilter
from demand.cooperation.forms import ProjectForm, ReturnForm
from demand.cooperation.models import Project, Return
from demand.matching.hits import shown
from demand.matching.models import Match
from people.registry.models import Person
from talentbase.codes.book import name_of
from talentbase.registers.pages import RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.web.lists import RegisterList, link
from talentbase.web.requests import whole_number
from talentbase.web.templatetags.ui import dots

VIEW, EDIT = "cooperation.view", "cooperation.edit"


class OfProjects(Records):
    model, noun, list_url = Project, "合作项目", "cooperation:list"
    related = ("unit", "station", "enterprise")


class OfReturns(Records):
    model, noun, list_url = Return, "返乡创业就业", "cooperation:returns"
    related = ("unit", "station", "enterprise", "chain", "person")


class ProjectList(RegisterList):
    right = VIEW
    template = "cooperation/projects.html"
    filterset, columns = ProjectFilter, columns.PROJECTS
    noun, measure = "合作项目", "个"
    order_note = "次序：签约时间近的在前"
    search_hint = "项目、县内单位、合作方"

    def get_queryset(self):
        return Project.objects.visible_to(self.request.user).select_related("unit", "station", "enterprise")

    def extra(self):
        ours = Project.objects.visible_to(self.request.user)
        return {"can_edit": self.request.user.may(EDIT), "standing": ours.standing().count()}


class ReturnList(RegisterList):
    right = VIEW
    template = "cooperation/returns.html"
    filterset, columns = ReturnFilter, columns.RETURNS
    noun, measure = "返乡创业就业", "条"
    order_note = "次序：返乡日期近的在前"
    search_hint = "姓名、项目、行业、活动、牵线人"

    def get_queryset(self):
        return Return.objects.visible_to(self.request.user).select_related(*OfReturns.related)

    def extra(self):
        ours = Return.objects.visible_to(self.request.user)
        user = self.request.user
        return {
            "can_edit": user.may(EDIT),
            "people": ours.first_of_each().count(),
            "sees_figures": user.may("figures.view"),
        }


class ProjectSheet(OfProjects, RecordSheet):
    right = EDIT
    filterset, columns, values = ProjectFilter, columns.PROJECT_SHEET, columns.PROJECT_VALUES


class ReturnSheet(OfReturns, RecordSheet):
    right = EDIT
    filterset, columns, values = ReturnFilter, columns.RETURN_SHEET, columns.RETURN_VALUES


def _employer(record):
    return link(record.enterprise.get_absolute_url(), record.enterprise.name) if record.enterprise else ""


class ProjectPage(OfProjects, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "cooperation/project.html"
    parts = (("work", "节点和参与人", "cooperation/_work.html"),)

    def facts(self, project):
        amount = columns.plain(project.amount_wan)
        return [
            ("合作类型", project.get_kind_display()),
            ("县内单位", _employer(project) or project.party_a),
            ("合作方", project.party_b),
            ("合作金额", f"{amount}万元" if amount else project.amount_text),
            ("签约时间", dots(project.signed) or project.signed_text),
            ("到期时间", dots(project.ends)),
            ("协议文号", project.document),
            ("进展情况", project.status),
            ("成果", project.outcome),
            ("由谁促成", project.owed_to),
            ("责任单位", project.unit.name),
            ("备注", project.remark),
        ]

    def acts(self, project):
        conclude = [("办结", reverse("cooperation:conclude", args=[project.pk]))]
        return [
            ("登记节点", reverse("cooperation:milestone-add", args=[project.pk])),
            ("添加参与人", reverse("cooperation:participant-add", args=[project.pk])),
            *(conclude if project.state in (Project.State.TALKS, Project.State.RUNNING) else []),
            ("修改", reverse("cooperation:project-edit", args=[project.pk])),
            ("删除", reverse("cooperation:project-remove", args=[project.pk])),
        ]

    def extra(self, project):
        people = Person.objects.visible_to(self.request.user)
        part = project.participants.filter(person__in=people.values("pk")).select_related("person")
        return {"milestones": project.milestones.all(), "participants": part, "tone": columns.TONES[project.state]}


class ReturnPage(OfReturns, RecordPage):
    right, edit_right = VIEW, EDIT

    def facts(self, record):
        person = self._file(record)
        investment, output = (columns.plain(amount) for amount in (record.investment_wan, record.output_wan))
        return [
            ("姓名", person),
            ("返乡方式", record.get_kind_display()),
            ("返乡日期", dots(record.returned_on)),
            ("项目或岗位", record.project),
            ("项目阶段", record.get_stage_display()),
            ("用人单位", _employer(record)),
            ("行业", record.industry),
            ("产业链", record.chain.name if record.chain_id else ""),
            ("落地乡镇", name_of(record.town_id)),
            ("投资额", investment and f"{investment}万元"),
            ("年产值", output and f"{output}万元"),
            ("带动就业", f"{record.jobs}人" if record.jobs is not None else ""),
            ("由谁促成", record.owed_to),
            ("责任单位", record.unit.name),
            ("依据", record.evidence),
            ("备注", record.remark),
        ]

    def _file(self, record):
        """The name leads to the person's file where the user sees it."""
        seen = record.person_id and Person.objects.visible_to(self.request.user).filter(pk=record.person_id).exists()
        return link(record.person.get_absolute_url(), record.name) if seen else format_html("{}", record.name)

    def acts(self, record):
        return [
            ("修改", reverse("cooperation:return-edit", args=[record.pk])),
            ("删除", reverse("cooperation:return-remove", args=[record.pk])),
        ]


class FromMatch:
    """A form that a match may fill beforehand: ?match=12."""

    def match(self) -> Match | None:
        wanted = whole_number(self.request.GET.get("match", ""))
        if wanted is None:
            return None
        matches = shown(self.request.user).filter(stage=Match.Stage.SETTLED)
        return get_object_or_404(matches.select_related("need__enterprise", "person", "outcome"), pk=wanted)

    @staticmethod
    def owed(match: Match) -> dict:
        """What the match was owed to, its result is owed to."""
        outcome = getattr(match, "outcome", None)
        if outcome is None:
            return {"recommender": match.person.recommender}
        return {"station": outcome.station_id, "event": outcome.event, "recommender": outcome.recommender}


class ProjectEdit(FromMatch, OfProjects, RecordForm):
    right, form = EDIT, ProjectForm

    def fresh(self):
        return Project(match=self.match())

    def initial(self):
        if not (match := self.match()):
            return {}
        need = match.need
        return {
            "name": need.title,
            "kind": Project.Kind.TECHNICAL if need.kind == "tech" else Project.Kind.SCHOOL_FIRM,
            "enterprise": need.enterprise_id,
            "party_b": match.person.employer,
            "unit": need.unit_id,
            "signed": match.stage_on.isoformat(),
            **self.owed(match),
        }

    def save(self, form):
        is_new = not form.instance.pk
        project = super().save(form)
        if is_new and project.match_id:
            project.participants.create(person_id=project.match.person_id, role="合作专家")
        return project


class ReturnEdit(FromMatch, OfReturns, RecordForm):
    right, form = EDIT, ReturnForm

    def fresh(self):
        return Return(match=self.match())

    def initial(self):
        if not (match := self.match()):
            return {}
        need = match.need
        return {
            "person": match.person_id,
            "kind": Return.Kind.WORK,
            "returned_on": match.stage_on,
            "project": need.title[:120],
            "enterprise": need.enterprise_id,
            "chain": need.chain_id,
            "town": need.enterprise.town_id,
            "unit": need.unit_id,
            **self.owed(match),
        }


class ProjectRemove(OfProjects, RecordRemove):
    right = EDIT


class ReturnRemove(OfReturns, RecordRemove):
    right = EDIT
