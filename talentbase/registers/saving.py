"""How a record of a register is saved: one transaction, never over what somebody else saved meanwhile."""

from django.db import IntegrityError, transaction
from django.db.models import Model

from talentbase.web.edits import Stale


class Refused(Exception):
    """An act that is not possible now; says why and what to do."""


def sentence_of(broken: IntegrityError, *models: type[Model]) -> str:
    """What the models say of the rule that the database kept."""
    name = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "")
    rule = next((rule for model in models for rule in model._meta.constraints if rule.name == name), None)
    said = str(rule.violation_error_message) if rule is not None and rule.violation_error_message else ""
    own = rule is not None and rule.violation_error_message != rule.default_violation_error_message
    return said if own else "同样的记录已经登记过，或所选内容刚被删除，请核对。"


def locked(record: Model) -> Model:
    """The row as it is stored now, locked until the end of the transaction."""
    return type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)


@transaction.atomic
def keep(record: Model, *, opened_version: int | None, by) -> Model:
    """A new record, or one that was opened at `opened_version`. Raises Stale where it was saved since."""
    if record.pk:
        stored = locked(record)
        if stored.version != opened_version:
            raise Stale(stored)
    record.save()
    return record


@transaction.atomic
def remove(record: Model, *, by) -> None:
    """Registered by mistake; the log keeps it."""
    record.delete()
