"""最近动态: what was done in the last days, from the audit log, in plain words and only as far as the user may see."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from demand.needs.models import Need
from people.registry.models import Person
from talentbase.accounts.models import User
from talentbase.accounts.scope import reach_of
from talentbase.audit.models import Change

DAYS = 3
# (table, operation): words for several rows, words for one row with its name
WORDS = {
    ("registry_person", "I"): ("新增人才{count}人", "新增人才{name}"),
    ("registry_person", "U"): ("更新人才资料{count}人", "更新{name}的资料"),
    ("needs_need", "I"): ("登记人才需求{count}条", "登记人才需求“{name}”"),
    ("needs_need", "U"): ("更新人才需求{count}条", "更新人才需求“{name}”"),
    ("enterprises_enterprise", "I"): ("登记用人单位{count}家", ""),
    ("imports_batch", "I"): ("上传报送表{count}份", ""),
    ("matching_step", "I"): ("登记对接进展{count}条", ""),
    ("figures_reported", "I"): ("登记填报数{count}条", ""),
    ("reports_report", "U"): ("锁定月报{count}期", ""),
}
NAMED = {"registry_person": (Person, "name"), "needs_need": (Need, "title")}


@dataclass(frozen=True)
class News:
    at: dt.datetime
    actor: str
    words: str


def recent(user, limit: int = 6) -> list[News]:
    """One line per act: what one request or one batch did to one register. The newest first."""
    kinds = Q()
    for table, operation in WORDS:
        kinds |= Q(table=table, operation=operation)
    since = timezone.now() - dt.timedelta(days=DAYS)
    changes = Change.objects.filter(_actors(user), kinds, at__gte=since)
    acts = changes.values("actor_name", "request_id", "batch", "table", "operation", day=TruncDate("at"))
    rows = list(
        acts.annotate(last=Max("at"), count=Count("row_id", distinct=True), row=Min("row_id")).order_by("-last")[:limit]
    )
    names = _names(user, rows)
    return [News(row["last"], row["actor_name"], _words(row, names)) for row in rows]


def _actors(user) -> Q:
    """Townships and departments see what their own people did."""
    reach = reach_of(user)
    return Q() if reach.scope == "county" else Q(actor_id__in=User.objects.filter(unit__in=reach.units).values("pk"))


def _names(user, rows: list[dict]) -> dict[tuple, str]:
    """{(table, row id): name} of the acts on a single record that the user may see."""
    found = {}
    for table, (model, column) in NAMED.items():
        ids = [int(row["row"]) for row in rows if row["table"] == table and row["count"] == 1]
        if ids:
            visible = model.objects.visible_to(user).filter(pk__in=ids)
            found |= {(table, str(pk)): name for pk, name in visible.values_list("pk", column)}
    return found


def _words(row: dict, names: dict[tuple, str]) -> str:
    several, one = WORDS[row["table"], row["operation"]]
    name = names.get((row["table"], row["row"])) if row["count"] == 1 else None
    return one.format(name=name) if one and name else several.format(count=f"{row['count']:,}")
