"""The page a firm opens by its link. Off unless the house turns it on; shows nothing but the firm's own open needs."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator

from demand.replies import actions
from demand.replies.forms import MOST, NeedForms, ReplyForm
from talentbase.audit import log
from talentbase.audit.actor import set_local, widened
from talentbase.web.requests import address_of
from talentbase.web.views import Door


@method_decorator(login_not_required, name="dispatch")
class FirmReply(Door):
    def dispatch(self, request, *args, **kwargs):
        if settings.TALENTBASE_PUBLIC_REPLIES == "off":
            raise Http404
        with widened():
            try:
                return super().dispatch(request, *args, **kwargs)
            except actions.Closed as closed:
                return render(request, "replies/closed.html", {"sentence": str(closed)}, status=410)

    def get(self, request, token):
        link = actions.link_of(token)
        needs = actions.open_needs(link)
        form = ReplyForm(needs=needs, initial={"kept": [need.pk for need in needs]})
        return self.show(request, link, form, NeedForms(prefix="need"))

    def post(self, request, token):
        link = actions.link_of(token)
        set_local({"actor_name": f"{link.expected.enterprise}网上填报"[:60]})
        form = ReplyForm(request.POST, needs=actions.open_needs(link))
        needs = NeedForms(self.one_more(request) if "more" in request.POST else request.POST, prefix="need")
        if "more" in request.POST:
            return self.show(request, link, form, needs, is_asked_for_more=True)
        is_valid = form.is_valid() and needs.is_valid()
        new = [each.cells for each in needs.forms if each.cleaned_data.get("title")] if is_valid else []
        if not is_valid or not form.judge(bool(new)):
            return self.show(request, link, form, needs, status=422)
        data = form.cleaned_data
        given = actions.answer(link, actions.Reply(new, data["kept"], data["answered_by"], data["phone"]))
        log.record("submit", address=address_of(request), subject=link)
        context = {"firm": link.expected.enterprise, "task": link.expected.task, "given": given, "new": len(new)}
        return render(request, "replies/received.html", context | {"kept": len(data["kept"])})

    @staticmethod
    def one_more(request):
        """The same words with one more empty need; works without scripts."""
        data = request.POST.copy()
        count = data.get("need-TOTAL_FORMS", "1")
        data["need-TOTAL_FORMS"] = (
            str(min(int(count) + 1, MOST)) if count.isascii() and count.isdigit() and len(count) < 3 else "1"
        )
        return data

    @staticmethod
    def show(request, link, form, needs, status: int = 200, is_asked_for_more: bool = False):
        expected = link.expected
        context = {
            "form": form,
            "needs": needs,
            "firm": expected.enterprise,
            "task": expected.task,
            "earlier": actions.open_needs(link),
        }
        context |= {"kept": {str(key) for key in form["kept"].value() or ()}, "may_add": len(needs.forms) < MOST}
        return render(request, "replies/form.html", context | {"is_asked_for_more": is_asked_for_more}, status=status)
