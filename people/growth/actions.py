"""Verbs on 成长档案. Each is one transaction."""

from django.db import transaction

from people.growth.models import Stage
from people.registry import actions as register
from people.registry.models import Person
from talentbase.registers import saving


@transaction.atomic
def keep_stage(stage: Stage, *, opened_version: int | None, is_current: bool = False, by) -> Stage:
    """A new step or a mended one. Raises Stale, and IntegrityError where the same step is registered."""
    saving.keep(stage, opened_version=opened_version, by=by)
    if is_current:
        person = Person.objects.select_for_update(of=("self",)).get(pk=stage.person_id)
        person.employer, person.position = stage.employer, stage.position
        register.refresh_derived(person, list(person.contacts.values_list("phone", flat=True)))
        person.save()
    return stage
