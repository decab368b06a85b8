"""A line of a list as texts: for the page, for an approved edition, for print."""

from dataclasses import asdict, dataclass

from people.registry.columns import city, gender, home, place, work
from people.worklists.models import Entry


@dataclass(frozen=True)
class Line:
    """What everybody with the list may read; phones and home addresses are not among it."""

    name: str
    gender: str
    post: str
    place: str
    city: str
    home: str
    leader: str
    escort: str
    standard: str
    remark: str


def line_of(entry: Entry) -> Line:
    """entry: with its person selected; as the register has the person now."""
    person = entry.person
    about = (
        (gender(person), work(person), place(person), city(person), home(person)) if person else ("", entry.post, "", "", "")
    )
    name = person.name if person else entry.name
    return Line(name, *about, entry.leader, entry.escort, entry.standard, entry.remark)


def frozen_rows(entries: list[Entry]) -> list[dict]:
    return [{"entry": entry.pk, **asdict(line_of(entry))} for entry in entries]


def lines_of(worklist, entries: list[Entry]) -> dict[int, Line]:
    """{entry id: line}: of an approved list as it was approved, of any other as it is now."""
    if worklist.state != worklist.State.FINAL:
        return {entry.pk: line_of(entry) for entry in entries}
    edition = worklist.editions.get(number=worklist.edition)
    return {row["entry"]: Line(**{key: value for key, value in row.items() if key != "entry"}) for row in edition.rows}
