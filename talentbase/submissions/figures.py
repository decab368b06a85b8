"""Units that a running task asks and that have not answered."""

from talentbase.figures.figure import Reading, figure
from talentbase.submissions.models import Expected
from talentbase.web.lists import ListColumn, link

COLUMNS = (
    ListColumn("sender", "应报单位", lambda row: str(row.sender), "240px"),
    ListColumn("unit", "责任单位", lambda row: row.unit.name, "160px"),
    ListColumn("task", "报送任务", lambda row: link(row.task.get_absolute_url(), row.task.title)),
    ListColumn("due", "截止日期", lambda row: f"{row.task.due_on:%Y.%m.%d}", "110px"),
)


@figure(
    key="submissions.missing", name="未报", unit="个", reading=Reading.NOW, right="imports.use", columns=COLUMNS,
    has_past=False, definition="正在收的报送任务中，还没有报送表格，也没有答复无需求或沿用上次的单位和企业。",
)  # fmt: skip
def missing(user, period):
    return Expected.objects.visible_to(user).missing().select_related("unit", "enterprise", "task")
