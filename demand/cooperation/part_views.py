"""What is done with one agreement: milestones, participants, its end."""

from django.contrib import messages
from django.shortcuts import redirect

from demand.cooperation import actions
from demand.cooperation.forms import ConcludeForm, MilestoneForm, ParticipantForm, ReachForm
from demand.cooperation.models import Milestone, Participant
from demand.cooperation.views import EDIT, OfProjects
from talentbase.registers.pages import RecordAct, Records


class MilestoneAdd(OfProjects, RecordAct):
    right, form = EDIT, MilestoneForm
    heading, sentence = "登记节点", "到期前两周列入待办，完成后登记完成日期。"

    def act(self, project, data):
        milestone = actions.plan(project, data["name"], data["due_on"], by=self.request.user)
        return f"已登记节点“{milestone.name}”。"


class OfMilestones(Records):
    model, noun, list_url = Milestone, "合作项目", "cooperation:list"
    related = ("project",)


class MilestoneReach(OfMilestones, RecordAct):
    right, form = EDIT, ReachForm
    heading = "登记完成"

    def act(self, milestone, data):
        actions.reach(milestone, data["done_on"], data["note"], by=self.request.user)
        return f"“{milestone.name}”已完成。"


class Drop(Records):
    """Takes one line of a project away; the log keeps it."""

    right = EDIT
    related = ("project",)

    def post(self, request, pk):
        part = self.fetch(pk)
        self.drop(part)
        messages.success(request, "已删除，变更记录中仍可查到。")
        return redirect(part.project)


class MilestoneDrop(Drop):
    model = Milestone

    def drop(self, part):
        actions.drop(part, by=self.request.user)


class ParticipantDrop(Drop):
    model = Participant

    def drop(self, part):
        actions.leave(part, by=self.request.user)


class ParticipantAdd(OfProjects, RecordAct):
    right, form = EDIT, ParticipantForm
    heading, sentence = "添加参与人", "参与人的一人一档中会出现这个合作项目。"

    def act(self, project, data):
        actions.take_part(project, data["person"], data["role"], by=self.request.user)
        return f"{data['person'].name}已加入项目参与人。"


class Conclude(OfProjects, RecordAct):
    right, form = EDIT, ConcludeForm
    heading, sentence = "办结", "结题写成果，终止写原因；之后仍可修改。"

    def act(self, project, data):
        done = actions.conclude(project, data["state"], data["outcome"], by=self.request.user)
        return f"“{done.name}”{done.get_state_display()}。"
