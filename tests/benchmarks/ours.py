"""What is measured of the product; each function runs in a process of its own under the product's settings."""

from pathlib import Path

from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse

from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import acting_as
from tests.benchmarks.clock import cost_of, median_cost, peak_megabytes

NEEDS = 900


def fill(people: int) -> dict:
    """The demo's own data through its batch inserts; an empty house gets one clerk."""
    if people:
        call_command("demo", people=people, needs=NEEDS, seed=1, verbosity=0)
        return {"people": people}
    with acting_as(None):
        county = Unit.objects.get(kind=Unit.Kind.COUNTY)
        User.objects.create_user(
            "clerk", "Qian-Shan-2026", full_name="经办员", role=User.Role.CLERK, unit=county, must_change_password=False
        )
    return {"people": 0}


def page(address: str) -> dict:
    """Median cost of the list page as the clerk gets it, facets included. address: query string."""
    client = _client()
    url = reverse("registry:list") + address
    found = client.get(url)
    assert found.status_code == 200, found.status_code
    cost = median_cost(lambda: client.get(url))
    setup_test_environment()  # only now: it slows rendering down
    hits = client.get(url).context["total"]
    return cost.plain() | {"hits": hits, "kilobytes": len(found.content) // 1024, "megabytes": peak_megabytes()}


def import_sheet(path: str, before: str) -> dict:
    """Upload, reading, columns as found, check page; then confirm and write. The jobs run here instead of in a worker.

    before: a small sheet imported first, unmeasured: a worker that has served before.
    """
    from people.registry.models import Person
    from talentbase.imports.models import Batch

    clerk, client = _clerk(), _client()
    _import(before, clerk, client)
    with acting_as(clerk):
        known = Person.objects.count()
    batch, page, previewed, confirmed = _import(path, clerk, client)
    with acting_as(clerk):
        batch.refresh_from_db()
        assert batch.state == Batch.State.APPLIED, batch.state
        found = {
            "rows": Person.objects.count() - known,
            "preview_kilobytes": len(page.content) // 1024,
            "counts": batch.counts,
        }
    return found | {"preview": previewed.plain(), "confirm": confirmed.plain(), "megabytes": peak_megabytes()}


def _import(path: str, clerk: User, client: Client) -> tuple:
    """(batch, check page, cost of the preview, cost of the confirm)."""
    from talentbase.imports import actions
    from talentbase.jobs.run import work

    answers = {}

    def preview():
        with acting_as(clerk):
            batch = actions.receive(Path(path).name, Path(path).read_bytes(), unit=clerk.unit, by=clerk)
        work(batch.job_id)
        with acting_as(clerk):
            actions.take_columns(batch, {}, by=clerk)
        answers.update(batch=batch, page=client.get(reverse("imports:check", args=[batch.pk])))

    def confirm():
        with acting_as(clerk):
            job = actions.confirm(answers["batch"], by=clerk)
        work(job.pk)

    previewed, confirmed = cost_of(preview), cost_of(confirm)
    return answers["batch"], answers["page"], previewed, confirmed


def duplicates() -> dict:
    """The nightly scan of the whole register, found pairs written."""
    from people.duplicates.models import Pair
    from people.duplicates.scan import scan

    found = {}

    def run():
        with acting_as(None):
            found["pairs"] = scan()

    with acting_as(None):
        Pair.objects.all().delete()
    return cost_of(run).plain() | found | {"megabytes": peak_megabytes()}


def report(folder: str) -> dict:
    """The month's docx and xlsx from the command that the office runs."""
    from django.utils import timezone

    month = f"{timezone.localdate():%Y-%m}"
    cost = cost_of(lambda: call_command("monthly_report", month=month, out=Path(folder), verbosity=0))
    files = {path.suffix[1:]: path.stat().st_size // 1024 for path in Path(folder).iterdir()}
    return cost.plain() | {"kilobytes": files, "megabytes": peak_megabytes()}


def _clerk() -> User:
    with acting_as(None):
        return User.objects.select_related("unit").filter(role=User.Role.CLERK).first()


def _client() -> Client:
    client = Client(SERVER_NAME="localhost")
    with acting_as(None):
        client.force_login(_clerk())
    return client
