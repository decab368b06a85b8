"""The database half of the people sheet: who of these is known already, and writing what was confirmed."""

from collections import Counter

from people.registry import photos
from people.registry.actions import Source, contact_news, profile_news, register_many, renew_claims, update_many
from people.registry.export import as_exported, holders_of, news, with_everything
from people.registry.identity import PersonIndex, Verdict, reported_before, same_person
from people.registry.models import Contact, Person
from people.registry.reading import PeopleReading
from people.registry.reading_own import key_in
from people.registry.record import Record, record_of, schema_key
from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import reach_of
from talentbase.accounts.sealing import blind, unseal
from talentbase.audit.actor import widened
from talentbase.codes.book import current_book, name_of
from talentbase.files import store
from talentbase.imports.models import Batch, Row
from talentbase.imports.recipe import Item, Known, RowReading
from talentbase.sheets.portrait import portrait_of_form

HIDDEN = "该人可能已在库，已提交县级比对"
SAME = "与库中一致，没有变化"
UNKNOWN_NUMBER = "没有找到这个档案编号的人，请核对编号；确为新人的选“新增”"
TAKEN_NUMBER = "身份证号已登记在另一人名下，请核对后重新导入"


class PeopleRecipe:
    kind = "people"
    label = "在外人才"
    list_url = "registry:list"
    right = "people.edit"
    table = "registry_person"
    columns = PeopleReading.columns

    def reader(self) -> PeopleReading:
        return PeopleReading(book=current_book())

    def known(self, readings: list[RowReading], *, by: int | None, unit: Unit | None = None) -> dict[int, Known]:
        """{number of the reading: what the register knows}. The whole county is compared; what is out of scope is not told.

        unit: whose list it is; a township sends its whole list every time, most of it without phones and births.
        """
        user = User.objects.filter(pk=by).first()
        with widened():
            people = self._candidates(readings)
            index = PersonIndex((pk, _values(person)) for pk, person in people.items())
            namesakes: dict[str, list[Person]] = {}
            for person in people.values():
                namesakes.setdefault(person.name, []).append(person)
            pure = self.reader()
            once = _once(readings) if unit and unit.kind == Unit.Kind.TOWNSHIP else set()
            found = {}
            for number, reading in enumerate(readings):
                if told := self._own(reading, people, user, pure):
                    found[number] = told
                    continue
                values = {key: value for key, value in reading.values.items() if key != "record_number"}
                hit = index.find(values) or (values.get("name") in once and _before(values, namesakes, unit))
                echo = self._echo(values, namesakes.get(values.get("name"), []))
                if hit or echo:
                    found[number] = self._tell(values, people, hit, echo, user)
                elif values != reading.values:
                    found[number] = Known(None, "same_number", UNKNOWN_NUMBER, review=True)
        return found

    @staticmethod
    def _candidates(readings: list[RowReading]) -> dict[int, Person]:
        """Everybody who shares a name, an ID number or the number of the record with one of the rows."""
        names = {reading.values["name"] for reading in readings if reading.values.get("name")}
        hashes = {blind(reading.values["id_number"]) for reading in readings if reading.values.get("id_number")}
        keys = {key_in(reading.values["record_number"]) for reading in readings if reading.values.get("record_number")}
        present = Person.objects.present()
        wanted = (
            present.filter(name__among=names) | present.filter(id_number_hash__among=hashes) | present.filter(pk__among=keys)
        )
        return {person.pk: person for person in with_everything(wanted)}

    @staticmethod
    def _own(reading: RowReading, people: dict[int, Person], user, pure: PeopleReading) -> Known | None:
        """A row of our own export: exactly the person it numbers, and of that only what was changed in the sheet."""
        number = reading.values.get("record_number")
        person = people.get(key_in(number)) if number else None
        if person is None or not _reaches(user, person):
            return None
        verdict = same_person(_values(person), reading.values)
        told = news(reading.values, as_exported(person, pure))
        hashed = blind(told.get("id_number", ""))
        if hashed and any(other.id_number_hash == hashed for other in people.values() if other is not person):
            return Known(person.pk, verdict.rule, TAKEN_NUMBER, review=True, hidden=True)
        changes = _changes(person, record_of(told, current_book()))
        rule, sentence = (verdict.rule, verdict.sentence) if changes else ("echo", SAME)
        return Known(person.pk, rule, sentence, verdict.review, tuple(changes), _words_of(person))

    @staticmethod
    def _echo(values: dict, namesakes: list[Person]) -> int | None:
        """A person of this name of whom every word of the row is stored already: the same sheet again."""
        if not namesakes:
            return None
        record = record_of(values, current_book())
        return next((person.pk for person in namesakes if not _changes(person, record)), None)

    @staticmethod
    def _tell(values: dict, people, hit, echo: int | None, user) -> Known:
        target = echo or hit[0]
        person = people[target]
        if not _reaches(user, person):
            return Known(target, "hidden", HIDDEN, review=True, hidden=True)
        if echo:
            return Known(target, "echo", SAME, words=_words_of(person))
        verdict = hit[1]
        changes = _changes(person, record_of(values, current_book()))
        return Known(target, verdict.rule, verdict.sentence, verdict.review, tuple(changes), _words_of(person))

    def apply(self, items: list[Item], *, batch, by) -> list[tuple[int | None, str]]:
        """(person id, outcome) in the order of the items."""
        source = Source(
            batch.unit, batch.reported_on, f"{batch.unit.name}报送"[:60], f"第{batch.pk}批 {batch.file.name}"[:120]
        )
        fresh = [number for number, item in enumerate(items) if item.target is None]
        added = register_many([record_of(items[number].values, current_book()) for number in fresh], source=source)
        outcomes = {number: (person.pk, Row.Outcome.ADDED) for number, person in zip(fresh, added, strict=True)}
        outcomes |= _claim_echoes(items, source)
        outcomes |= _bring_up_to_date({n: i for n, i in enumerate(items) if n not in outcomes}, source, self.reader())
        if len(items) == 1 and outcomes:
            outcomes[0] = _take_photo(*outcomes[0], batch)
        return [outcomes.get(number, (None, Row.Outcome.SKIPPED)) for number in range(len(items))]


def _take_photo(pk: int, outcome: str, batch) -> tuple[int, str]:
    """A 干部任免审批表 brings the face of its one person; the outcome with it."""
    person = Person.objects.get(pk=pk)
    if person.photo_id and batch.mode == Batch.Mode.FILL:
        return pk, outcome
    photo = portrait_of_form(store.read(batch.file))
    if photo and photos.keep(person, photo, unit=batch.unit) and outcome == Row.Outcome.SAME:
        outcome = Row.Outcome.CHANGED
    return pk, outcome


def _claim_echoes(items: list[Item], source: Source) -> dict[int, tuple[int, str]]:
    """{number of the item: (person, same)} of rows that say nothing new about somebody whom the unit claims already.

    Their people need not be loaded: of a list that comes every half-year nine rows in ten are such.
    """
    echoes = {number: item for number, item in enumerate(items) if item.echo}
    people = Person.objects.filter(pk__in={item.target for item in echoes.values()})
    own = set(people.filter(unit_ids__contains=[source.unit.pk]).values_list("pk", flat=True))
    told = {number: item for number, item in echoes.items() if item.target in own or _numbers(item)}
    renew_claims({item.target for item in told.values() if not _numbers(item)}, source)
    return {number: (item.target, Row.Outcome.SAME) for number, item in told.items()}


def _bring_up_to_date(items: dict[int, Item], source: Source, reading: PeopleReading) -> dict[int, tuple[int, str]]:
    """{number of the item: (person, changed | same)}; a person who is gone by now is left out.

    A row with the number of its record came out of our own export: somebody edits, nobody reports.
    """
    book, wanted = current_book(), {item.target for item in items.values()}
    people = with_everything(Person.objects.select_for_update(of=("self",)).filter(pk__in=wanted))
    stored = {person.pk: person for person in people}
    items = {number: item for number, item in items.items() if item.target in stored}
    own = {number for number, item in items.items() if _numbers(item)}
    outcomes = {}
    for numbers, reporter in ((items.keys() - own, source), (own, None)):
        pairs = []
        for number in sorted(numbers):
            person, values = stored[items[number].target], items[number].values
            told = values if reporter else news(values, as_exported(person, reading))
            pairs.append((person, record_of(told, book)))
        changed = update_many(pairs, source=reporter)
        for number in numbers:
            pk = items[number].target
            outcomes[number] = (pk, Row.Outcome.CHANGED if changed[pk] else Row.Outcome.SAME)
    return outcomes


def _numbers(item: Item) -> bool:
    """Whether the row came with the number of the record it is written to."""
    number = item.values.get("record_number")
    return bool(number) and key_in(number) == item.target


def _reaches(user: User | None, person: Person) -> bool:
    """user None: the system itself."""
    if user is None:
        return True
    reach = reach_of(user)
    sides = ((person.unit_ids, reach.units), (person.categories, reach.categories), (person.labels, reach.labels))
    return reach.scope == "county" or any(set(his) & set(ours) for his, ours in sides)


def _words_of(person: Person) -> str:
    return f"{person.name}　{person.birth.replace('-', '.')}　{person.hometown}　{person.employer}{person.position}"


def _values(person: Person) -> dict:
    """A stored person in the keys the duplicate judge compares."""
    return {
        "record_number": person.number,
        "name": person.name,
        "name_latin": person.name_latin,
        "former_name": person.former_name,
        "birth_ym": "" if person.birth_is_estimate else person.birth,
        "gender": (person.gender_id or "").partition(".")[2],
        "hometown": person.hometown,
        "employer": person.employer,
        "phones": [contact.phone for contact in person.numbers if contact.whose == Contact.Whose.OWN],
        "id_number": unseal(person.id_number_cipher) if person.id_number_cipher else "",
    }


def _once(readings: list[RowReading]) -> set[str]:
    """Names that stand on the list exactly once."""
    counted = Counter(reading.values.get("name") for reading in readings)
    return {name for name, number in counted.items() if name and number == 1}


def _before(values: dict, namesakes: dict[str, list[Person]], unit: Unit) -> tuple[int, Verdict] | None:
    """The only person of this name whom the township claims, where nothing says it is another one."""
    claimed = [person for person in namesakes.get(values["name"], ()) if unit.pk in person.unit_ids]
    if len(claimed) != 1:
        return None
    verdict = reported_before(_values(claimed[0]), values)
    return verdict and (claimed[0].pk, verdict)


def _changes(person: Person, record: Record) -> list[tuple[str, str, str, str]]:
    """(label, stored, new, schema key) of every value the row would change; empty cells change nothing."""
    found = []
    for name, value in record.fields.items():
        stored = getattr(person, name)
        if name == "categories":
            value = sorted({*stored, *value})
        if stored != value:
            field = Person._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
            found.append((str(field.verbose_name), _words(stored), _words(value), schema_key(name)))
    for profile, name, value in profile_news(person, record):
        label = str(profile._meta.get_field(name).verbose_name)
        found.append((label, _words(getattr(profile, name)), _words(value), name))
    found += _contact_changes(person, contact_news(record, person.numbers))
    if record.id_number and person.id_number_hash != blind(record.id_number):
        found.append(("身份证号", "已登记" if person.id_number_hash else "", "新填写", "id_number"))
    return found


def _contact_changes(person: Person, added: Record) -> list[tuple[str, str, str, str]]:
    found = []
    for whose, label, numbers, key in (
        (Contact.Whose.OWN, "电话", added.phones, "phones"),
        (Contact.Whose.FAMILY, "家庭电话", added.family_phones, "family_phones"),
    ):
        if numbers:
            stored = [contact.phone for contact in person.numbers if contact.whose == whose and contact.phone]
            found.append((label, "、".join(stored), "、".join(numbers), key))
    if added.family_contact:
        found.append(("家庭联系人", "、".join(holders_of(person)), added.family_contact, "family_contact"))
    return found


def _words(value) -> str:
    if isinstance(value, list):
        return "、".join(str(dict(Person.Category.choices).get(item, item)) for item in value)
    text = "" if value is None else str(value)
    table, dot, _ = text.partition(".")
    return name_of(text) if dot and table.isalpha() else text.replace("-", ".") if text[:4].isdigit() else text
