"""The page on which people enter themselves. Off unless the house turns it on; says nothing of who is in the register."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator

from people.intake import actions, consent
from people.intake.forms import SelfForm
from people.intake.puzzle import LIVES, new_puzzle, solved
from talentbase.audit import log
from talentbase.audit.models import Access
from talentbase.web.requests import address_of
from talentbase.web.views import Door

PER_HOUR = 5  # of one address
WRONG = "计算题没有答对或已过期，请重新作答。"
TOO_MANY = "提交过于频繁，请一小时后再试，或电话联系我们。"


@method_decorator(login_not_required, name="dispatch")
class SelfNomination(Door):
    def dispatch(self, request, *args, **kwargs):
        if settings.TALENTBASE_PUBLIC_INTAKE == "off":
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show(request, SelfForm())

    def post(self, request):
        form = SelfForm(request.POST)
        once = solved(request.POST.get("token", ""), request.POST.get("answer", ""))
        is_valid = form.is_valid()
        if not once or _submissions(seconds=LIVES).filter(detail__once=once).exists():
            form.add_error(None, WRONG)
        elif is_valid and _submissions(seconds=3600).filter(address=address_of(request)).count() >= PER_HOUR:
            form.add_error(None, TOO_MANY)
        if form.errors:
            return self.show(request, form, status=422)
        nomination = actions.receive(form.save(commit=False))
        log.record("submit", address=address_of(request), once=once)
        return render(request, "intake/received.html", {"nomination": nomination})

    @staticmethod
    def show(request, form, status: int = 200):
        question, token = new_puzzle()
        context = {"form": form, "question": question, "token": token, "clauses": consent.clauses()}
        return render(request, "intake/self.html", context, status=status)


def _submissions(seconds: int):
    return Access.objects.filter(kind=Access.Kind.SUBMIT, at__gte=timezone.now() - timedelta(seconds=seconds))
