"""A row or two of every register whose rows are a figure, this month and last, of the county and of a township."""

import datetime as dt
from types import SimpleNamespace

from demand.cooperation.models import Project, Return
from people.branches.models import Branch
from people.events.models import Event, Guest
from people.liaison.models import Visit
from people.newsletters.models import Issue
from people.registry.models import Person
from people.services.models import ServiceRequest
from talentbase.figures.models import Opening
from talentbase.ledgers.models import Column, Entry, Ledger
from tests.factories import make_unit, office, township
from workstations.leads.models import Lead
from workstations.stations.models import Appointment, Station
from workstations.tips.models import Tip


def fill_registers(on: SimpleNamespace, people: list[Person]) -> None:
    """Opened figures on the day before everything else, one undated row among the agreements."""
    station = Station.objects.create(
        unit=make_unit("某市工作站", kind="station"), city="某市", state="running", plaque_on=on.earlier
    )
    for name, since in (("周某", on.earlier), ("孙某", on.today)):
        post = "head" if name == "周某" else "deputy"
        Appointment.objects.create(station=station, post=post, name=name, since=since, until=on.today + dt.timedelta(days=700))
    Tip.objects.create(unit=station.unit, name="荐成", received_on=on.today, state="entered", person=people[0])
    Lead.objects.create(
        project="冷链园", unit=station.unit, reported=on.today.isoformat(), entered_on=on.today, stage="signed"
    )
    for number, day in enumerate((on.before, on.today, on.today)):
        Tip.objects.create(unit=station.unit, name=f"荐某{number}", received_on=day)
        Return.objects.create(
            name=f"归某{number}", person=people[number], returned_on=day, unit=(office(), township())[number % 2]
        )
        _request(number, day)
    for name, signed, kind in (
        ("甲", on.before, "school_firm"),
        ("乙", on.today, "technical"),
        ("丙", None, "school_place"),
        ("丁", on.today, "other"),
    ):
        Project.objects.create(
            name=name, kind=kind, state="running", station=station.unit, unit=office(), signed=signed.isoformat() if signed else "",
            signed_text="" if signed else "去年底",
        )  # fmt: skip
    event = Event.objects.create(title="座谈会", begins_on=on.before, unit=office(), state="done", others=3)
    Guest.objects.create(event=event, person=people[0], came=True, answer="yes")
    Branch.objects.create(name="博士团", unit=office(), city="上海")
    Issue.objects.create(series="周刊", number=1, published_on=on.today, unit=office())
    Visit.objects.create(
        person=people[0], expert=people[0].name, leader="冯某", visited_on=on.today.isoformat(), unit=office()
    )
    ledger = Ledger.objects.create(name="人才公寓", unit=office(), counts=True, sums="c1", measure="平方米")
    Column.objects.create(ledger=ledger, key="c1", label="面积", kind="number")
    for area in (60, 70.125, 70.125):
        Entry.objects.create(ledger=ledger, values={"c1": area})
    opening_day = on.earlier.replace(day=1) - dt.timedelta(days=1)
    for figure, value in (("stations.projects", 9), ("returns.people", 100), ("stations.tips", 110)):
        Opening.objects.create(figure=figure, value=value, as_of=opening_day, evidence="历年台账")


def _request(number: int, day: dt.date) -> None:
    closed = day if number else None
    ServiceRequest.objects.create(
        number=f"FW-{day.year}-{number:04d}", name=f"申某{number}", title="子女入学", unit=office(), handler=township(), received_on=day,
        due_on=day, state="closed" if closed else "under_way", closed_on=closed,
    )  # fmt: skip
