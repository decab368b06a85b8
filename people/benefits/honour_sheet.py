"""The sheet of 荣誉: awards, honorary posts, cards, plaques and certificates."""

from people.benefits.models import Honour
from talentbase.imports import undo
from talentbase.registers.plain import PlainReading, PlainRecipe, choices_of, day, hundredths
from talentbase.sheets.column import Column, words

COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        "获得者",
        words("获奖人 获奖人姓名 受聘人 受聘人姓名 获奖单位 获得者姓名 持卡人 荣誉获得者 受表彰人 获奖个人或单位"),
        required=True,
        width=16,
        example="单某某",
        other_example="某某大学材料学院",
    ),
    Column(
        "kind",
        "类别",
        words("荣誉类别 荣誉类型"),
        choices=tuple(Honour.Kind.labels),
        example="名誉职务",
        other_example="表彰奖励",
    ),
    Column(
        "title",
        "荣誉或职务",
        words("荣誉名称 荣誉称号 奖项 奖项名称 聘任职务 名誉职务 称号 表彰名称 奖励名称 证书名称"),
        required=True,
        width=24,
        example="发展顾问",
        other_example="归雁之星",
    ),
    Column(
        "issuer",
        "授予单位",
        words("颁发单位 表彰单位 发证单位 聘任单位 授奖单位 颁奖单位"),
        width=20,
        example="南乐县委 南乐县人民政府",
    ),
    Column("number", "证书编号", words("编号 证号 聘书编号 卡号"), width=16, example="南聘2026001"),
    Column(
        "granted",
        "授予日期",
        words("授予时间 颁发时间 表彰时间 聘任时间 发证日期 获奖时间 颁发日期"),
        required=True,
        holds="date",
        example="2026.03.15",
        other_example="2026.05.20",
    ),
    Column("until", "有效期至", words("聘期至 到期时间 截止时间 有效期限 到期日期"), holds="date", example="2029.03.14"),
    Column("amount_wan", "奖金（万元）", words("奖金 奖励金额 奖金金额"), holds="number", other_example="2"),
    Column("remark", "备注", words("说明"), width=20),
)


class HonourReading(PlainReading):
    kind, label = "honour", "荣誉"
    titles = r"荣誉|表彰|聘书|名誉职务|获奖|绿卡"
    columns = COLUMNS
    once = ("name", "title", "granted")
    whole_days = frozenset(("granted", "until"))
    long = frozenset(("remark",))
    choices = {
        "kind": choices_of(
            Honour.Kind,
            AWARD="表彰 奖励 奖 先进 模范",
            POST="职务 顾问 大使 聘",
            CARD="卡",
            PLAQUE="牌匾 授牌 挂牌",
            CERTIFICATE="证书",
        )
    }


class HonourRecipe(PlainRecipe):
    reading, model, list_url = HonourReading, Honour, "benefits:honours"
    right = "benefits.edit"
    found_by = "name"
    fields = {
        "name": "name",
        "kind": "kind",
        "title": "title",
        "issuer": "issuer",
        "number": "number",
        "granted": "granted_on",
        "until": "until",
        "amount_wan": "amount_wan",
        "remark": "remark",
    }
    made = {"granted": day, "until": day, "amount_wan": hundredths}

    def fields_of(self, values):
        """A term that ends before it began is none; the check page has shown the cell."""
        found = super().fields_of(values)
        if found.get("until") and found.get("granted_on") and found["until"] < found["granted_on"]:
            del found["until"]
        return found


undo.register(Honour, lambda ids: None)
