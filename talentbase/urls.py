"""The only file that mounts all rooms; one include per room."""

from django.urls import include, path

urlpatterns = [
    path("", include("talentbase.dashboard.urls")),
    path("accounts/", include("talentbase.accounts.urls")),
    path("audit/", include("talentbase.audit.urls")),
    path("codes/", include("talentbase.codes.urls")),
    path("listings/", include("talentbase.listings.urls")),
    path("files/", include("talentbase.files.urls")),
    path("jobs/", include("talentbase.jobs.urls")),
    path("figures/", include("talentbase.figures.urls")),
    path("todo/", include("talentbase.todo.urls")),
    path("imports/", include("talentbase.imports.urls")),
    path("enterprises/", include("demand.enterprises.urls")),
    path("submissions/", include("talentbase.submissions.urls")),
    path("people/", include("people.registry.urls")),
    path("people/duplicates/", include("people.duplicates.urls")),
    path("intake/", include("people.intake.urls")),
    path("attachments/", include("people.attachments.urls")),
    path("worklists/", include("people.worklists.urls")),
    path("services/", include("people.services.urls")),
    path("policies/", include("talentbase.policies.urls")),
    path("ledgers/", include("talentbase.ledgers.urls")),
    path("care/", include("demand.care.urls")),
    path("branches/", include("people.branches.urls")),
    path("newsletters/", include("people.newsletters.urls")),
    path("events/", include("people.events.urls")),
    path("liaison/", include("people.liaison.urls")),
    path("revisits/", include("people.revisits.urls")),
    path("growth/", include("people.growth.urls")),
    path("introducers/", include("people.introducers.urls")),
    path("benefits/", include("people.benefits.urls")),
    path("needs/", include("demand.needs.urls")),
    path("replies/", include("demand.replies.urls")),
    path("matches/cases/", include("demand.cases.urls")),
    path("matches/", include("demand.matching.urls")),
    path("atlas/", include("demand.atlas.urls")),
    path("cooperation/", include("demand.cooperation.urls")),
    path("stations/", include("workstations.stations.urls")),
    path("leads/", include("workstations.leads.urls")),
    path("assessment/", include("workstations.assessment.urls")),
    path("tips/", include("workstations.tips.urls")),
    path("reports/", include("talentbase.reports.urls")),
    path("search/", include("talentbase.search.urls")),
]

handler400 = "talentbase.web.errors.bad_request"
handler403 = "talentbase.web.errors.forbidden"
handler404 = "talentbase.web.errors.not_found"
handler500 = "talentbase.web.errors.server_error"
