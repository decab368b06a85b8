"""The register against itself: every night, after an import on demand. Pairs somebody decided about are left alone."""

from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from people.duplicates.evidence import Pair as Found
from people.duplicates.evidence import find_duplicates
from people.duplicates.models import Pair
from people.registry.models import Contact, Person
from talentbase.codes.book import name_of
from talentbase.jobs import run

PIECE = 1000
FIELDS = {  # key of talent-import/1 -> column
    "name": "name",
    "former_name": "former_name",
    "gender": "gender_id",
    "birth_ym": "birth",
    "hometown": "hometown",
    "employer": "employer",
    "school": "school",
    "education": "education_id",
    "title": "title_id",
    "id_number": "id_number_hash",  # equal for equal numbers, which is all that is asked
}


def values_of(people) -> dict[int, dict]:
    """{id: what is compared} for a query of people; two statements."""
    columns = ("pk", "town_id", *FIELDS.values())
    found = {}
    for pk, town, *values in people.order_by().values_list(*columns):
        found[pk] = dict(zip(FIELDS, values, strict=True)) | {"phones": []}
        found[pk]["hometown"] = found[pk]["hometown"] or name_of(town)
    numbers = Contact.objects.filter(person__in=people.order_by().values("pk"), whose=Contact.Whose.OWN).exclude(normal="")
    for pk, number in numbers.order_by().values_list("person", "normal"):
        found[pk]["phones"].append(number)
    return found


@transaction.atomic
def scan(progress: Callable[[int, int, str], None] | None = None) -> int:
    """Compare everybody within sight with everybody; how many pairs are open afterwards.

    New pairs are added, open ones brought up to date, open ones that are none any more go.
    """
    tell = progress or (lambda done, total, message: None)
    with connection.cursor() as cursor:  # a province is compared for minutes between two statements
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    tell(0, 3, "读取档案")
    records = values_of(Person.objects.present())
    tell(1, 3, f"比对{len(records):,}份档案")
    found = {tuple(sorted((pair.first, pair.second))): pair for pair in find_duplicates(records)}
    tell(2, 3, "登记结果")
    known = {(pair.first_id, pair.second_id): pair for pair in Pair.objects.select_for_update()}
    fresh = [_pair(key, pair) for key, pair in found.items() if key not in known]
    Pair.objects.bulk_create(fresh, batch_size=PIECE, ignore_conflicts=True)  # somebody may propose one meanwhile
    stale = [pair for key, pair in known.items() if pair.state == Pair.State.OPEN and key in found and renew(pair, found[key])]
    Pair.objects.bulk_update(stale, ["score", "evidence"], batch_size=PIECE)
    gone = [
        pair.pk for key, pair in known.items() if pair.state == Pair.State.OPEN and key not in found and not pair.is_by_hand
    ]
    Pair.objects.filter(pk__in=gone).delete()
    tell(3, 3, "完成")
    return Pair.objects.open().count()


def _pair(key: tuple[int, int], found: Found) -> Pair:
    pair = Pair(first_id=key[0], second_id=key[1], found_on=timezone.localdate())
    renew(pair, found)
    return pair


def renew(pair: Pair, found: Found) -> bool:
    """Whether anything is new."""
    told = [[each.points, each.sentence] for each in found.evidence]
    is_new = (pair.score, pair.evidence) != (found.score, told)
    pair.score, pair.evidence = found.score, told
    return is_new


@run.task("duplicates.scan")
def scan_task(progress) -> str:
    scan(progress)
    return "/people/duplicates/"
