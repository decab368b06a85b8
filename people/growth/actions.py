"""Verbs on 成长档案 and 待遇落实. Each is one transaction."""

from django.db import transaction
from django.db.models import Model

from people.growth.models import Stage, Treatment
from people.registry import actions as register
from people.registry.actions import Stale
from people.registry.models import Person


def _checked(row: Model, opened_version: int | None) -> None:
    if row.pk:
        stored = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
        if stored.version != opened_version:
            raise Stale(stored)


@transaction.atomic
def keep_stage(stage: Stage, *, opened_version: int | None, is_current: bool = False, by) -> Stage:
    """A new step or a mended one. Raises Stale, and IntegrityError where the same step is registered."""
    _checked(stage, opened_version)
    stage.save()
    if is_current:
        person = Person.objects.select_for_update(of=("self",)).get(pk=stage.person_id)
        person.employer, person.position = stage.employer, stage.position
        register.refresh_derived(person, list(person.contacts.values_list("phone", flat=True)))
        person.save()
    return stage


@transaction.atomic
def keep_treatment(treatment: Treatment, *, opened_version: int | None, by) -> Treatment:
    """Raises Stale, and IntegrityError where the same is registered."""
    _checked(treatment, opened_version)
    treatment.save()
    return treatment


@transaction.atomic
def remove(row: Stage | Treatment, *, by) -> None:
    """Registered by mistake; the log keeps it."""
    row.delete()
