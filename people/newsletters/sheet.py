"""The sheet of 刊物: the issues printed until now."""

from people.newsletters.models import Issue
from talentbase.imports import undo
from talentbase.imports.recipe import Note
from talentbase.registers.plain import PlainReading, PlainRecipe, day
from talentbase.sheets.column import Column, words

COLUMNS: tuple[Column, ...] = (
    Column("series", "刊名", words("刊物名称 刊物 期刊名称 简报名称"), required=True, width=16, example="博士周刊"),
    Column(
        "number", "期号", words("期数 期次 总期数"), required=True, holds="number", width=8, example="12", other_example="13"
    ),
    Column("title", "本期主题", words("主题 标题 刊物主题"), width=26, example="家乡产业链招才"),
    Column(
        "published",
        "印发日期",
        words("印发时间 出刊日期 出刊时间 刊发时间 发布日期"),
        required=True,
        holds="date",
        example="2026.03.15",
        other_example="2026.03.22",
    ),
    Column("sent", "寄送份数", holds="number", width=10, asked=False),
    Column("returned", "退回份数", holds="number", width=10, asked=False),
    Column("unit", "编印单位", width=18, asked=False),
    Column("contents", "栏目和篇目", words("栏目 篇目 主要内容 目录"), width=40),
)


class IssueReading(PlainReading):
    kind, label = "newsletter", "刊物"
    titles = r"周刊|刊物|期刊|家书|简报"
    columns = COLUMNS
    once = ("series", "number")
    whole_days = frozenset(("published",))
    long = frozenset(("contents",))

    def read_row(self, cells, block, row):
        reading = super().read_row(cells, block, row)
        if reading.values.get("number") == 0:
            reading.errors.append(Note("number", "bad_value", "期号从1开始，请核对"))
        return reading


class IssueRecipe(PlainRecipe):
    reading, model, list_url = IssueReading, Issue, "newsletters:list"
    right = "events.edit"
    found_by = "series"
    fields = {"series": "series", "number": "number", "title": "title", "published": "published_on", "contents": "contents"}
    made = {"published": day}


undo.register(Issue, lambda ids: None)
