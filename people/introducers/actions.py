"""Verbs on who could introduce us. Each is one transaction."""

from django.db import IntegrityError, transaction

from people.duplicates.children import care
from people.introducers.models import Introducer
from people.registry.models import Person


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def name_introducer(expert: Person, person: Person, how: str, *, is_willing: bool = False, note: str = "", by) -> Introducer:
    """Raises Refused."""
    how, note = (" ".join(text.replace("\0", "").split()) for text in (how, note))
    if not how or len(how) > 60:
        raise Refused("请填写关系，最多60个字，例如师生、同事、校友。")
    if len(note) > 200:
        raise Refused("说明最多200个字。")
    if expert.pk == person.pk:
        raise Refused("不能由本人引荐本人。")
    if person.populations == [Person.Population.OUTSIDE]:
        raise Refused(f"{person.name}也是库外专家，请选择在库的人。")
    if Person.Population.OUTSIDE not in expert.populations:
        raise Refused(f"{expert.name}不是库外专家，不需要引荐人。")
    try:
        with transaction.atomic():
            return Introducer.objects.create(expert=expert, person=person, how=how, is_willing=is_willing, note=note)
    except IntegrityError:
        raise Refused(f"{person.name}已登记为引荐人。要修改关系或说明，请先移除再登记。") from None


@transaction.atomic
def drop(introducer: Introducer, *, by) -> None:
    introducer.delete()


def _not_himself(kept: Person, gone: Person) -> None:
    """Two records that become one do not introduce each other."""
    both = [kept, gone]
    Introducer.objects.filter(expert__in=both, person__in=both).delete()


care(Introducer, _not_himself)
