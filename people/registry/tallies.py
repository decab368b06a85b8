"""How many people of a population have which value: the facets of a list on which no condition is set.

Triggers on the people append what a statement changes, as plus and minus, in the same transaction; nobody waits for another's
row, and the sums are those of the people at every moment. Every hour the parts are added up.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone

from talentbase.web.facets import UNKNOWN, Counted, Facet

CONFIRMED = "confirmed"  # the facet of days: kept by the day, read by how long ago that is today
HALF_YEAR, YEAR = timedelta(days=183), timedelta(days=365)
SUMS = """
SELECT facet, CASE
    WHEN facet <> 'confirmed' THEN value
    WHEN last_confirmed IS NULL THEN ARRAY['never']
    WHEN last_confirmed > %(half)s THEN ARRAY['half']
    WHEN last_confirmed > %(year)s THEN ARRAY['year']
    ELSE ARRAY['older'] END, sum(number)
FROM registry_tally WHERE population = %(population)s GROUP BY 1, 2 HAVING sum(number) <> 0
"""


class Tally(models.Model):
    """value: one element of a column, NULL where it is not registered, or the whole array. number: people more or fewer."""

    population = models.CharField("人员范围", max_length=10)
    facet = models.CharField("筛选项", max_length=20)
    value = ArrayField(models.TextField(null=True), verbose_name="值", default=list)
    last_confirmed = models.DateField("最近核实", null=True)
    number = models.IntegerField("增减人数")

    class Meta:
        verbose_name = verbose_name_plural = "筛选计数"
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="registry_tally_moves", condition=~models.Q(number=0))]

    def __str__(self):
        return f"{self.population} {self.facet} {self.value} {self.number:+}"


def counted(population: str, facets: Iterable[Facet]) -> Counted:
    """What `talentbase.web.facets.count` gives for everybody of a population who is not archived. For the whole county only."""
    known = {facet.name: facet for facet in facets}
    found = Counted(values={name: {} for name in known}, lists={name: {} for name, facet in known.items() if facet.is_list})
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"half": today - HALF_YEAR, "year": today - YEAR, "population": population})
        for name, value, number in cursor.fetchall():
            _take(found, known[name], value, number)
    return found


def _take(found: Counted, facet: Facet, value: list[str | None], number: int) -> None:
    if facet.name == CONFIRMED:  # everybody has just one row of it
        found.total += number
    if facet.is_list:
        found.lists[facet.name][tuple(value)] = number
    for each in value or [None]:
        key = each or UNKNOWN
        found.values[facet.name][key] = found.values[facet.name].get(key, 0) + number


def add_up() -> None:
    """One row per value instead of one per change. Parts that others append meanwhile stay as they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM registry_tally RETURNING *) "
            "INSERT INTO registry_tally (population, facet, value, last_confirmed, number) "
            "SELECT population, facet, value, last_confirmed, sum(number) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(number) <> 0"
        )
