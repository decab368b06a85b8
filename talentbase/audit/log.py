"""Writing the access log."""

from talentbase.audit.models import Access


def record(kind: str, *, user=None, address: str = "", subject=None, field: str = "", reason: str = "", **detail) -> Access:
    """One line. subject: a model instance (its table, id and str are kept). Never pass a full number in `detail`."""
    return Access.objects.create(
        kind=kind,
        actor_id=getattr(user, "pk", None),
        actor_name=getattr(user, "full_name", "") or "",
        address=address,
        subject_table=subject._meta.db_table if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_name=str(subject)[:120] if subject is not None else "",
        field=field,
        reason=reason,
        detail=detail,
    )
