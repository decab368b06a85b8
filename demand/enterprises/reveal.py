"""Showing the phone of a contact: one POST with a reason, one line in the access log, masked again on reload."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from demand.enterprises import actions
from demand.enterprises.forms import RevealForm
from talentbase.audit.models import Access
from talentbase.web.requests import address_of
from talentbase.web.views import Door

REVEALS_PER_HOUR = 30


class RevealPhone(Door):
    """Employers and needs share it; `fetch` answers the record or raises Http404."""

    right = "people.reveal"

    def fetch(self, request, pk):
        raise NotImplementedError

    def post(self, request, pk):
        record = self.fetch(request, pk)
        form = RevealForm(request.POST)
        context = {}
        if not form.is_valid():
            context["problem"] = next(iter(form.errors.values()))[0]
        elif self._too_many(request.user):
            context["problem"] = f"一小时内查看原文已满{REVEALS_PER_HOUR}次，请稍后再试。"
        else:
            reason = form.cleaned_data["reason"]
            context["phone"] = actions.reveal(record, reason=reason, by=request.user, address=address_of(request))
        return render(request, "enterprises/_revealed.html", context, status=422 if "problem" in context else 200)

    @staticmethod
    def _too_many(user) -> bool:
        since = timezone.now() - timedelta(hours=1)
        return Access.objects.filter(kind="reveal", actor_id=user.pk, at__gte=since).count() >= REVEALS_PER_HOUR


def reveal_context(user, url: str) -> dict:
    """What `enterprises/_reveal.html` needs; url: where the reason is sent."""
    return {"can_reveal": user.may("people.reveal"), "reveal_url": url, "reasons": RevealForm.REASONS}
