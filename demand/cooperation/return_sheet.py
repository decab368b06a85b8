"""The sheet of 返乡创业就业: its columns, how a row is read, and how it becomes a record."""

from demand.cooperation.models import Return
from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.codes.models import Code, IndustryChain
from talentbase.registers.plain import PlainReading, PlainRecipe, choices_of, day, hundredths
from talentbase.sheets.column import Column, words
from talentbase.text.folding import fold

COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        "姓名",
        words("返乡人员 返乡人员姓名 返乡人姓名 返乡创业人员 回归人才姓名 创业者姓名 返乡人才姓名"),
        required=True,
        example="单某某",
        other_example="仇某某",
    ),
    Column(
        "kind",
        "返乡方式",
        words("返乡类型 回归方式 返乡形式 回归类型 创业就业类型"),
        choices=tuple(Return.Kind.labels),
        example="返乡创业",
        other_example="返乡就业",
    ),
    Column(
        "returned_on",
        "返乡日期",
        words("返乡时间 回归时间 返乡年月 返乡创业时间 回乡时间 返回时间"),
        required=True,
        holds="date",
        example="2026.03.15",
        other_example="2026.05.20",
    ),
    Column(
        "project",
        "项目或岗位",
        words("创业项目 创办企业或项目 返乡项目 项目名称 创业项目名称 从事工作 岗位 返乡后从事工作 创业就业情况"),
        width=24,
        example="速冻面点加工",
        other_example="检验主管",
    ),
    Column("stage", "项目阶段", words("项目进度 建设阶段 进展阶段"), choices=tuple(Return.Stage.labels), example="运营"),
    Column(
        "employer",
        "用人单位",
        words("创办企业 企业名称 就业单位 创办企业名称 现工作单位"),
        width=22,
        other_example="南乐县某某食品有限公司",
    ),
    Column("industry", "行业", words("所属行业 产业 从事行业 所属产业"), example="食品加工"),
    Column("chain", "产业链", words("所属产业链")),
    Column("town", "落地乡镇", words("所在乡镇 落户乡镇 创业地点 项目所在地"), example="元村镇"),
    Column(
        "investment_wan", "投资额（万元）", words("投资额 总投资 投资规模 投资金额 创业投资额"), holds="number", example="300"
    ),
    Column("output_wan", "年产值（万元）", words("年产值 产值 年营业额 年销售收入"), holds="number", example="800"),
    Column(
        "jobs", "带动就业（人）", words("带动就业 带动就业人数 吸纳就业 就业人数 带动就业数"), holds="number", example="26"
    ),
    Column("station", "促成工作站", words("牵线工作站 引荐工作站"), width=14),
    Column("event", "促成活动", words("引进活动 牵线活动"), width=18),
    Column("recommender", "牵线人", words("引荐人 介绍人")),
    Column("evidence", "依据", words("佐证材料 证明材料"), width=20),
    Column("remark", "备注", words("说明 其他"), width=20),
)


class ReturnReading(PlainReading):
    kind, label = "return", "返乡创业就业"
    titles = r"返乡|回归(?:工程|人才|创业)|回迁"
    columns = COLUMNS
    once = ("name", "returned_on", "project")
    whole_days = frozenset(("returned_on",))
    long = frozenset(("remark",))
    choices = {
        "kind": choices_of(
            Return.Kind,
            STARTUP="创业 创办",
            WORK="就业 工作 任职",
            MOVE="回迁 迁回",
            CAPITAL="资金 投资",
            FLEXIBLE="柔性 顾问 兼职",
        ),
        "stage": choices_of(
            Return.Stage,
            TALKS="洽谈 在谈 意向",
            SIGNED="签约 签订",
            BUILDING="在建 建设",
            RUNNING="运营 投产 营业",
            STOPPED="停办 停产 关闭",
        ),
    }


class ReturnRecipe(PlainRecipe):
    reading, model, list_url = ReturnReading, Return, "cooperation:returns"
    right = "cooperation.edit"
    found_by = "name"
    fields = {
        "name": "name",
        "kind": "kind",
        "returned_on": "returned_on",
        "project": "project",
        "stage": "stage",
        "employer": "enterprise_id",
        "industry": "industry",
        "chain": "chain_id",
        "town": "town_id",
        "investment_wan": "investment_wan",
        "output_wan": "output_wan",
        "jobs": "jobs",
        "station": "station_id",
        "event": "event",
        "recommender": "recommender",
        "evidence": "evidence",
        "remark": "remark",
    }
    made = {"returned_on": day, "investment_wan": hundredths, "output_wan": hundredths}
    named = frozenset(("employer", "chain", "town", "station"))

    def prepare(self, rows):
        firms = {fold(values["employer"]) for values in rows if values.get("employer")}
        stations = Unit.objects.active().filter(kind=Unit.Kind.STATION)
        return {
            "employer": {firm.folded_name: firm.pk for firm in Enterprise.objects.present().filter(folded_name__in=firms)},
            "chain": _named(IndustryChain.objects.active(), "pk") | _named(IndustryChain.objects.active(), "pk", "产业链"),
            "town": _named(Code.objects.of("towns").active(), "key"),
            "station": _named(stations, "pk"),
        }


def _named(records, key: str, tail: str = "") -> dict:
    return {fold(f"{name}{tail}"): value for name, value in records.values_list("name", key)}
