"""The progress part: polls itself until the job is finished, then goes to its result."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from talentbase.jobs import run
from talentbase.jobs.models import Job
from talentbase.web.requests import is_htmx
from talentbase.web.views import Door, page_or_part


class Progress(Door):
    def get(self, request, pk):
        job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
        context = {"job": job}
        if job.state == Job.State.DONE and job.result_url:
            if not is_htmx(request):
                return redirect(job.result_url)
            response = render(request, "jobs/_job.html", context)
            response.headers["HX-Redirect"] = job.result_url
            return response
        return page_or_part(request, "jobs/detail.html", "jobs/_job.html", context)


class Cancel(Door):
    def post(self, request, pk):
        job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
        run.cancel(job)
        return redirect(reverse("jobs:progress", args=[pk]))
