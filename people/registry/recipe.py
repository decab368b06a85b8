"""The database half of the people sheet: who of these is known already, and writing what was confirmed."""

from people.registry.actions import Source, register_many, update_many
from people.registry.identity import PersonIndex
from people.registry.models import Contact, Person
from people.registry.reading import PeopleReading
from people.registry.record import Record, record_of
from talentbase.accounts.models import User
from talentbase.accounts.scope import reach_of
from talentbase.accounts.sealing import blind, unseal
from talentbase.audit.actor import widened
from talentbase.codes.book import current_book, name_of
from talentbase.imports.models import Row
from talentbase.imports.recipe import Item, Known, RowReading

HIDDEN = "该人可能已在库，已提交县级比对"


class PeopleRecipe:
    kind = "people"
    label = "在外人才"
    list_url = "registry:list"
    table = "registry_person"
    columns = PeopleReading.columns

    def reader(self) -> PeopleReading:
        return PeopleReading(book=current_book())

    def known(self, readings: list[RowReading], *, by: int | None) -> dict[int, Known]:
        """{number of the reading: what the register knows}. The whole county is compared; what is out of scope is not told."""
        user = User.objects.filter(pk=by).first()
        with widened():
            people = self._candidates(readings)
            phones = _own_phones(people)
            index = PersonIndex((pk, _values(person, phones.get(pk, []))) for pk, person in people.items())
            namesakes: dict[str, list[Person]] = {}
            for person in people.values():
                namesakes.setdefault(person.name, []).append(person)
            found = {}
            for number, reading in enumerate(readings):
                hit = index.find(reading.values)
                echo = self._echo(reading, namesakes.get(reading.values.get("name"), []), phones)
                if hit or echo:
                    found[number] = self._tell(reading, people, phones, hit, echo, user)
        return found

    @staticmethod
    def _candidates(readings: list[RowReading]) -> dict[int, Person]:
        """Everybody who shares a name or an ID number with one of the rows, in one query."""
        names = {reading.values.get("name") for reading in readings}
        hashes = {blind(reading.values["id_number"]) for reading in readings if reading.values.get("id_number")}
        present = Person.objects.present()
        return {person.pk: person for person in present.filter(name__in=names) | present.filter(id_number_hash__in=hashes)}

    @staticmethod
    def _echo(reading: RowReading, namesakes: list[Person], phones) -> int | None:
        """A person of this name of whom every word of the row is stored already: the same sheet again."""
        if not namesakes:
            return None
        record = record_of(reading.values, current_book())
        return next((p.pk for p in namesakes if not _changes(p, record, phones.get(p.pk, []))), None)

    @staticmethod
    def _tell(reading, people, phones, hit, echo: int | None, user) -> Known:
        target = echo or hit[0]
        person = people[target]
        if user and reach_of(user).scope != "county" and not set(person.unit_ids) & set(reach_of(user).units):
            return Known(target, "hidden", HIDDEN, review=True, hidden=True)
        words = f"{person.name}　{person.birth.replace('-', '.')}　{person.hometown}　{person.employer}{person.position}"
        if echo:
            return Known(target, "echo", "与库中一致，没有变化", words=words)
        verdict = hit[1]
        changes = _changes(person, record_of(reading.values, current_book()), phones.get(target, []))
        return Known(target, verdict.rule, verdict.sentence, verdict.review, tuple(changes), words)

    def apply(self, items: list[Item], *, batch, by) -> list[tuple[int, str]]:
        """(person id, outcome) in the order of the items."""
        book = current_book()
        source = Source(
            batch.unit, batch.reported_on, f"{batch.unit.name}报送"[:60], f"第{batch.pk}批 {batch.file.name}"[:120]
        )
        records = [record_of(item.values, book) for item in items]
        fresh = [number for number, item in enumerate(items) if item.target is None]
        added = dict(zip(fresh, register_many([records[number] for number in fresh], source=source), strict=True))
        wanted = {item.target for item in items if item.target is not None}
        stored = {p.pk: p for p in Person.objects.select_for_update(of=("self",)).filter(pk__in=wanted)}
        known = [number for number, item in enumerate(items) if item.target in stored]
        changed = update_many([(stored[items[number].target], records[number]) for number in known], source=source)
        outcomes = {number: (person.pk, Row.Outcome.ADDED) for number, person in added.items()}
        for number in known:
            pk = items[number].target
            outcomes[number] = (pk, Row.Outcome.CHANGED if changed[pk] else Row.Outcome.SAME)
        return [outcomes.get(number, (None, Row.Outcome.SKIPPED)) for number in range(len(items))]


def _own_phones(people: dict[int, Person]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    own = Contact.objects.filter(person__in=people, whose=Contact.Whose.OWN).order_by("order")
    for pk, phone in own.values_list("person_id", "phone"):
        found.setdefault(pk, []).append(phone)
    return found


def _values(person: Person, phones: list[str]) -> dict:
    """A stored person in the keys the duplicate judge compares."""
    return {
        "name": person.name,
        "name_latin": person.name_latin,
        "former_name": person.former_name,
        "birth_ym": "" if person.birth_is_estimate else person.birth,
        "gender": (person.gender_id or "").partition(".")[2],
        "hometown": person.hometown,
        "employer": person.employer,
        "phones": phones,
        "id_number": unseal(person.id_number_cipher) if person.id_number_cipher else "",
    }


def _changes(person: Person, record: Record, phones: list[str]) -> list[tuple[str, str, str]]:
    """(label, stored, new) of every value the row would change; empty cells change nothing."""
    found = []
    for name, value in record.fields.items():
        stored = getattr(person, name)
        if name == "categories":
            value = sorted({*stored, *value})
        if stored != value:
            field = Person._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
            found.append((str(field.verbose_name), _words(stored), _words(value)))
    added = [phone for phone in record.phones if phone not in phones]
    if added:
        found.append(("电话", "、".join(phones), "、".join(added)))
    if record.id_number and person.id_number_hash != blind(record.id_number):
        found.append(("身份证号", "已登记" if person.id_number_hash else "", "新填写"))
    return found


def _words(value) -> str:
    if isinstance(value, list):
        return "、".join(str(dict(Person.Category.choices).get(item, item)) for item in value)
    text = "" if value is None else str(value)
    table, dot, _ = text.partition(".")
    return name_of(text) if dot and table.isalpha() else text.replace("-", ".") if text[:4].isdigit() else text
