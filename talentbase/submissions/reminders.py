"""催报: the words a clerk pastes into the chat group of each responsible unit."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit, User
from talentbase.submissions.models import Task
from talentbase.web.templatetags.ui import day

REPORTERS = (User.Role.TOWNSHIP, User.Role.DEPARTMENT, User.Role.STATION)


@dataclass(frozen=True)
class Reminder:
    """unit: the one that is responsible for those who have not answered: of units their parent, of firms who looks after them."""

    unit: Unit
    late: int
    text: str


def reminders(task: Task) -> list[Reminder]:
    """One per responsible unit with somebody missing below it."""
    silent = set(task.expected.missing().values_list("pk", flat=True))
    sent, late = defaultdict(list), defaultdict(list)
    for expected in task.expected.select_related("unit__parent", "enterprise"):
        head = expected.unit if expected.enterprise else expected.unit.parent or expected.unit
        (late if expected.pk in silent else sent)[head].append(expected.sender)
    names = _reporters({each.pk for found in late.values() for each in found if isinstance(each, Unit)})
    return [Reminder(head, len(found), _words(task, found, sent[head], names)) for head, found in late.items()]


def reminder_text(task: Task) -> str:
    """All reminders, a blank line between them; "" when everybody has answered or the task is closed."""
    return "\n\n".join(reminder.text for reminder in reminders(task))


def _reporters(units) -> dict[int, str]:
    """{unit: who reports for it, the first account}."""
    users = User.objects.filter(unit__in=units, is_active=True, role__in=REPORTERS).order_by("-id")
    return {user.unit_id: user.full_name for user in users}


def _words(task: Task, late: list[Unit | Enterprise], sent: list[Unit | Enterprise], names: dict[int, str]) -> str:
    called = "、".join(f"{each}{names.get(each.pk, '') if isinstance(each, Unit) else ''}" for each in late)
    today = timezone.localdate()
    if task.due_on < today:
        state = f"应于{day(task.due_on)}前报送，已超期{task.days_late}天，现尚未收到，请今天内报来。"
    elif task.due_on == today:
        state = "今天截止，现尚未收到，请抓紧报来。"
    else:
        state = f"应于{day(task.due_on)}前报送，现尚未收到，请按时报来。"
    same = "与上次相比没有变化的，也请回复“沿用上次”。"
    if task.kind == Task.Kind.DEMAND:
        same = "本次没有需求的，也请回复“无需求”；与上次相同的，请回复“沿用上次”。"
    units = [str(each) for each in sent if isinstance(each, Unit)]  # firms go into the hundreds
    done = f"已报{len(sent)}个{'：' if units else ''}{'、'.join(units)}。" if sent else ""
    return f"{called}：{task.title}{state}{same}\n{done}未报{len(late)}个。".strip()
