"""The sheet of 活动: what was held until now comes out of the office's table."""

from people.events.models import Event
from talentbase.imports import undo
from talentbase.registers.plain import PlainReading, PlainRecipe, choices_of, day
from talentbase.sheets.column import Column, words

COLUMNS: tuple[Column, ...] = (
    Column(
        "title",
        "活动名称",
        words("活动主题 活动 会议名称 活动内容 名称"),
        required=True,
        width=26,
        example="2026年春节返乡人才座谈会",
        other_example="人才大讲堂第一讲",
    ),
    Column(
        "kind",
        "类别",
        words("活动类别 活动类型 类型"),
        choices=tuple(Event.Kind.labels),
        example="座谈会",
        other_example="大讲堂",
    ),
    Column(
        "begins",
        "日期",
        words("活动日期 活动时间 举办时间 时间 举办日期 开始日期"),
        required=True,
        holds="date",
        example="2026.02.10",
        other_example="2026.05.20",
    ),
    Column("ends", "结束日期", words("结束时间"), holds="date"),
    Column("place", "地点", words("活动地点 举办地点"), width=20, example="县委会议室"),
    Column("host", "主办单位", words("举办单位 主办方 承办单位 组织单位"), width=20, example="县委组织部"),
    Column("unit", "责任单位", width=16, asked=False),
    Column("invited", "邀请人数", asked=False, holds="number"),
    Column("came", "到会人数", asked=False, holds="number"),
    Column("others", "参加人数", words("参与人数 参会人数 人数 参加人次 参与人次"), holds="number", example="86"),
    Column("state", "状态", asked=False),
    Column("outcome", "成效和后续", words("活动成效 成效 活动成果 取得成效 活动效果"), width=40, example="签约2个项目"),
)


class EventReading(PlainReading):
    kind, label = "event", "活动"
    titles = r"活动(?:台账|一览|情况|统计|清单|记录|汇总)"
    columns = COLUMNS
    once = ("title", "begins")
    whole_days = frozenset(("begins", "ends"))
    long = frozenset(("outcome",))
    choices = {
        "kind": choices_of(
            Event.Kind,
            HOME="家乡行 回乡 返乡",
            TALK="座谈 茶话",
            TRADE="恳谈 招商 推介 洽谈",
            LECTURE="讲堂 讲座 培训 论坛",
            WEEK="人才周 活动周",
            FAIR="招聘 引才",
        )
    }


class EventRecipe(PlainRecipe):
    reading, model, list_url = EventReading, Event, "events:list"
    right = "events.edit"
    found_by = "title"
    fields = {
        "title": "title",
        "kind": "kind",
        "begins": "begins_on",
        "ends": "ends_on",
        "place": "place",
        "host": "host",
        "others": "others",
        "outcome": "outcome",
    }
    made = {"begins": day, "ends": day}

    def fields_of(self, values):
        found = super().fields_of(values)
        if found.get("ends_on") and found.get("begins_on") and found["ends_on"] < found["begins_on"]:
            del found["ends_on"]
        return found

    def brought(self, batch, fields):
        """What lies before the day of the report was held."""
        is_over = fields.get("begins_on") and fields["begins_on"] <= batch.reported_on
        return {"unit": batch.unit, "state": Event.State.DONE if is_over else Event.State.PLANNED}


undo.register(Event, lambda ids: None)
