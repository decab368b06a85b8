"""The sheet of 人才组织: the groups that a county keeps in a table until now."""

from people.branches.models import Branch
from talentbase.imports import undo
from talentbase.registers.plain import PlainReading, PlainRecipe, choices_of, day
from talentbase.sheets.column import Column, words

COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        "名称",
        words("组织名称 分会名称 分团名称 博士团名称 同乡会名称 商会名称 人才组织 人才组织名称 社团名称"),
        required=True,
        width=26,
        example="南乐博士团上海分团",
        other_example="南乐同乡会天津联络处",
    ),
    Column(
        "kind",
        "类别",
        words("组织类别 组织类型 类型"),
        choices=tuple(Branch.Kind.labels),
        example="博士团",
        other_example="同乡会",
    ),
    Column("city", "所在城市", words("城市 所在地 驻地"), example="上海", other_example="天津"),
    Column("host", "依托单位", words("挂靠单位 依托高校 主管单位"), width=22, example="某某大学"),
    Column("founded", "成立日期", words("成立时间 组建时间 创建时间"), holds="date", example="2024.05.18"),
    Column("number", "成员数", words("成员人数 会员数 会员人数"), holds="number", width=8, asked=False),
    Column("unit", "联系单位", width=18, asked=False),
    Column("remark", "备注", words("说明"), width=24),
)


class BranchReading(PlainReading):
    kind, label = "branch", "人才组织"
    titles = r"博士团|同乡会|商会.{0,4}(?:一览|台账|名录)|人才组织"
    columns = COLUMNS
    once = ("name",)
    whole_days = frozenset(("founded",))
    long = frozenset(("remark",))
    choices = {
        "kind": choices_of(Branch.Kind, DOCTORS="博士 专家", HOME="同乡 老乡", CHAMBER="商会 企业家", OTHER="联谊 协会")
    }


class BranchRecipe(PlainRecipe):
    reading, model, list_url = BranchReading, Branch, "branches:list"
    right = "events.edit"
    found_by = "name"
    fields = {"name": "name", "kind": "kind", "city": "city", "host": "host", "founded": "founded_on", "remark": "remark"}
    made = {"founded": day}


undo.register(Branch, lambda ids: None)
