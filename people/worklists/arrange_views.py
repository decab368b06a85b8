"""The lines of a list: kept as they were typed, added to, taken off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from people.registry.list_views import visible
from people.worklists import actions
from people.worklists.models import Worklist
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

TYPED = ("leader", "escort", "standard", "remark", "acknowledged")


def lists_of(request):
    return Worklist.objects.visible_to(request.user).select_related("unit", "made_by", "submitted_by", "reviewed_by")


class OfList(Door):
    """A view of one list; a refusal is told on its page."""

    right = "people.edit"

    def dispatch(self, request, *args, pk: int, **kwargs):
        if not request.user.may(self.right):
            raise PermissionDenied
        self.worklist = get_object_or_404(lists_of(request), pk=pk)
        try:
            return super().dispatch(request, *args, **kwargs)
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return redirect(self.worklist)


class Arrange(OfList):
    """The rows of the page in their order with what was typed, whichever button was pressed; who is named besides is added."""

    def post(self, request):
        self.keep_rows(confirms=True)
        if not self.add_typed():
            messages.success(request, "已保存名单的次序和内容。")
        return redirect(self.worklist)

    def keep_rows(self, *, confirms: bool = False) -> None:
        data = self.request.POST
        rows, marks = {}, {}
        for number in filter(None, map(whole_number, data.getlist("entry"))):
            rows[number] = {name: data[f"{name}-{number}"] for name in TYPED if f"{name}-{number}" in data}
            if f"shown-{number}" in data:
                marks[number] = data[f"shown-{number}"]
        order = [number for text in data.get("order", "").split(",") if (number := whole_number(text))]
        if lost := actions.arrange(self.worklist, rows, actions.Shown(marks, order), confirms=confirms):
            told = "；".join(lost[: actions.NAMED])
            messages.warning(self.request, f"以下各行别人刚才也改过，已按您填写的保存。别人填写的是——{told}。")
        if how := data.get("sort"):
            actions.sort(self.worklist, how)

    def add_typed(self) -> bool:
        """One more: by the number of the record, or by hand. False where nobody is named."""
        number, name, post = (self.request.POST.get(key, "").strip() for key in ("number", "name", "post"))
        if not number and not name and not post:
            return False
        if not number:
            entry = actions.add_by_hand(self.worklist, name, post)
            messages.success(self.request, f"已增加{entry.name}（不在库中）。")
            return True
        person = visible(self.request).present().numbered(number)
        if person is None:
            raise actions.Refused(f"没有找到档案“{number}”，请填写档案编号，如RC-000012。")
        added = actions.add(self.worklist, [person])
        messages.success(self.request, f"已增加{person.name}。" if added else f"{person.name}已在名单上。")
        return True


class AddEntry(Arrange):
    def post(self, request):
        self.keep_rows()
        if not self.add_typed():
            raise actions.Refused("请填写姓名或档案编号。")
        return redirect(self.worklist)


class EntryAct(OfList):
    """Take off with a reason; `back`: on again."""

    def get(self, request, entry: int):
        found = get_object_or_404(self.worklist.entries, pk=entry)
        return render(request, "worklists/entry.html", {"worklist": self.worklist, "entry": found})

    def post(self, request, entry: int):
        found = get_object_or_404(self.worklist.entries, pk=entry)
        if "back" in request.POST:
            actions.put_back(self.worklist, found)
            messages.success(request, f"{found.name}已放回名单。")
        else:
            actions.remove(self.worklist, found, request.POST.get("reason", ""))
            messages.success(request, f"已移出{found.name}。")
        return redirect(self.worklist)
