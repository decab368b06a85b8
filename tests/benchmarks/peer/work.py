"""What is measured of the peer; each function runs in a process of its own under the peer's settings."""

import html
import re
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse

from tests.benchmarks.clock import cost_of, median_cost, peak_megabytes
from tests.benchmarks.peer.models import Talent
from tests.benchmarks.people import COLUMNS, rows

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fill(people: int) -> dict:
    """Tables, one superuser, the people by COPY."""
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    User.objects.create_superuser("office", password="office")
    names = ", ".join(f'"{key}"' for key in COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{Talent._meta.db_table}" ({names}) FROM STDIN') as copy:
        for row in rows(people):
            copy.write_row(row)
    return {"people": Talent.objects.count()}


def page(address: str) -> dict:
    """Median cost of a page of the admin's list. address: query string."""
    client = _client()
    url = reverse("admin:peer_talent_changelist") + address
    found = client.get(url)
    assert found.status_code == 200, found.status_code
    cost = median_cost(lambda: client.get(url))
    setup_test_environment()  # only now: it slows rendering down
    hits = client.get(url).context["cl"].result_count
    return cost.plain() | {"hits": hits, "kilobytes": len(found.content) // 1024, "megabytes": peak_megabytes()}


def import_sheet(path: str, before: str, admin: str = "talent") -> dict:
    """Upload with preview, then confirm: the two clicks of the flow. before: imported first, unmeasured.

    admin: talent, as it comes; tunedtalent.
    """
    client, answers = _client(), {}
    _confirm(client, _upload(client, Path(before), admin), admin)
    known = Talent.objects.count()
    preview = cost_of(lambda: answers.update(preview=_upload(client, Path(path), admin)))
    confirm = cost_of(lambda: answers.update(done=_confirm(client, answers["preview"], admin)))
    found = {"rows": Talent.objects.count() - known, "preview_kilobytes": len(answers["preview"].content) // 1024}
    return found | {"preview": preview.plain(), "confirm": confirm.plain(), "megabytes": peak_megabytes()}


def _upload(client: Client, path: Path, admin: str):
    file = SimpleUploadedFile(path.name, path.read_bytes(), content_type=XLSX)
    answer = client.post(
        reverse(f"admin:peer_{admin}_import"), {"import_file": file, "format": _format_number(), "resource": "0"}
    )
    assert b"import_file_name" in answer.content, answer.status_code
    return answer


def _confirm(client: Client, preview, admin: str):
    values = {name: html.unescape(value) for name, value in HIDDEN.findall(preview.content.decode())}
    answer = client.post(reverse(f"admin:peer_{admin}_process_import"), values)
    assert answer.status_code == 302, answer.content[:500]
    return answer


def _format_number() -> str:
    """Formats are chosen by their place in the list."""
    from import_export.formats.base_formats import DEFAULT_FORMATS

    usable = [each for each in DEFAULT_FORMATS if each().can_import() and each.is_available()]
    return str(next(number for number, each in enumerate(usable) if each().get_title() == "xlsx"))


def _client() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="office"))
    return client
