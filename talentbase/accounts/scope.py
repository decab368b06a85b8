"""Whose records a user sees. The one place that turns a user into a `Reach`."""

from django.db.models import Q

from talentbase.accounts.models import Unit, User
from talentbase.accounts.perms import ADMINISTRATORS, COUNTY_ROLES
from talentbase.audit.actor import COUNTY, Reach, acting

NOTHING = Reach("none")


def reach_of(user) -> Reach:
    """County roles see the county; the three administrators see no records; everybody else his unit and those below."""
    if not user.is_authenticated or user.role in ADMINISTRATORS:
        return NOTHING
    if user.role in COUNTY_ROLES:
        return COUNTY
    cached = getattr(user, "_reach", None)
    if cached is None:
        units = Unit.objects.below(user.unit)
        cached = Reach("units", tuple(unit.pk for unit in units), tuple(user.unit.categories), tuple(user.unit.labels))
        user._reach = cached
    return cached


def within(user, *, units: str = "", unit: str = "", categories: str = "", labels: str = "") -> Q:
    """A condition for `visible_to`: field names of an array of units, of one unit, of arrays of categories and of labels."""
    reach = reach_of(user)
    if reach.scope == "county":
        return Q()
    condition = Q(pk__in=[])
    if units and reach.units:
        condition |= Q(**{f"{units}__overlap": list(reach.units)})
    if unit and reach.units:
        condition |= Q(**{f"{unit}__in": reach.units})
    if categories and reach.categories:
        condition |= Q(**{f"{categories}__overlap": list(reach.categories)})
    if labels and reach.labels:
        condition |= Q(**{f"{labels}__overlap": list(reach.labels)})
    return condition


def acting_as(user: User | None, **details):
    """`acting` for a user; None is the system itself with the whole county (jobs and commands)."""
    if user is None:
        return acting(COUNTY, **details)
    return acting(reach_of(user), actor_id=user.pk, actor_name=user.full_name, **details)
