"""The sheet of 政策: one line a clause, under the document it stands in."""

from dataclasses import replace

from django.db.models import Q

from talentbase.accounts.models import Unit
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.policies.models import Clause, Policy
from talentbase.registers.plain import REPEATED, PlainReading, PlainRecipe, choices_of, day, hundredths
from talentbase.registers.recipe import fitting
from talentbase.sheets.column import Column, words
from talentbase.text.folding import fold

COLUMNS: tuple[Column, ...] = (
    Column(
        "policy",
        "文件名",
        words("政策名称 文件名称 政策文件 政策 政策文件名称"),
        required=True,
        width=36,
        example="南乐县人才引进若干措施",
        other_example="南乐县人才引进若干措施",
    ),
    Column(
        "document",
        "文号",
        words("文件编号 发文字号 发文文号"),
        width=20,
        example="某办〔2026〕12号",
        other_example="某办〔2026〕12号",
    ),
    Column("level", "层级", words("政策层级 级别"), choices=tuple(Policy.Level.labels), example="县", other_example="县"),
    Column("office", "发文机关", words("发文单位 制定机关 出台单位"), width=20),
    Column(
        "effective",
        "施行日期",
        words("施行时间 实施日期 实施时间 执行时间 生效日期 印发日期 发布时间"),
        required=True,
        holds="date",
        example="2026.03.15",
        other_example="2026.03.15",
    ),
    Column("until", "有效期至", words("有效期限 失效日期 截止日期"), holds="date"),
    Column("number", "条款号", words("条款 条文 条目"), width=10, example="第三条", other_example="第四条"),
    Column(
        "title",
        "待遇名称",
        words("待遇 补贴名称 奖补项目 政策待遇 优惠事项 支持事项 补贴项目"),
        required=True,
        width=18,
        example="生活补贴",
        other_example="购房补贴",
    ),
    Column("target", "对象", words("享受对象 适用对象 申请条件 适用范围 支持对象"), width=28, example="全日制博士"),
    Column(
        "period",
        "发放方式",
        words("发放周期 支付方式"),
        choices=tuple(Clause.Period.labels),
        example="按月",
        other_example="一次性",
    ),
    Column(
        "standard_yuan", "标准（元）", words("发放标准 补贴标准 标准"), holds="number", example="2000", other_example="50000"
    ),
    Column("amount", "金额", words("金额标准 数额 奖补金额"), width=26, example="每人每月2000元，发60个月"),
    Column(
        "procedure",
        "程序",
        words("办理程序 申报程序 办理流程 申领程序"),
        width=36,
        example="个人申请、单位初审、人社局审核、公示",
    ),
    Column("time_limit", "时限", words("办理时限 发放时限 兑现时限"), width=22, example="每季度末月20日前发放"),
    Column("handler", "承办单位", words("责任单位 牵头单位 兑现单位"), width=18),
)


class ClauseReading(PlainReading):
    kind, label = "policy", "政策条款"
    titles = r"人才政策|政策.{0,6}(?:清单|一览|台账|汇总|明白)|惠才政策"
    columns = COLUMNS
    once = ("policy", "document", "number", "title")
    whole_days = frozenset(("effective", "until"))
    choices = {
        "level": choices_of(Policy.Level, NATION="国家 中央", PROVINCE="省", CITY="市", COUNTY="县 区"),
        "period": choices_of(Clause.Period, MONTHLY="每月 月", ONCE="一次 单次"),
    }


class ClauseRecipe(PlainRecipe):
    reading, model, list_url = ClauseReading, Clause, "policies:list"
    subject = "policy"
    right = "policies.edit"
    fields = {
        "number": "number",
        "title": "title",
        "target": "target",
        "period": "period",
        "standard_yuan": "standard_yuan",
        "amount": "amount_text",
        "procedure": "procedure",
        "time_limit": "time_limit",
        "handler": "handler_id",
    }
    made = {"standard_yuan": hundredths}
    named = frozenset(("handler",))

    def prepare(self, rows):
        wanted = [_policy_of(values) for values in rows]
        documents = {told["document"] for told in wanted} - {""}
        titles = {told["title"] for told in wanted}
        known = Policy.objects.filter(Q(document__in=documents) | Q(title__in=titles)).order_by("-pk")
        self.policies = {key: policy for policy in known for key in (("title", policy.title), ("document", policy.document))}
        return {"handler": {fold(name): pk for name, pk in Unit.objects.active().values_list("name", "pk")}}

    def _meant(self, values) -> Policy | None:
        """The document of that number, or of that title where no number is told."""
        told = _policy_of(values)
        return self.policies.get(("document", told["document"]) if told["document"] else ("title", told["title"]))

    def candidates(self, found, unit):
        titles = {values.get("title", "") for values in found}
        return Clause.objects.filter(title__in=titles).select_related("policy").order_by("pk")

    def meets(self, record, values):
        told = fitting(Clause, self.fields_of(values))
        same = (record.title, record.number) == (told.get("title"), told.get("number", ""))
        is_known = same and record.policy == self._meant(values)
        return (REPEATED, "已登记过", False) if is_known else ("", "", False)

    def _tell(self, record, reading, rule, sentence, review):
        """What the sheet says of the document itself is not taken over by a line of it; it is told."""
        known = super()._tell(record, reading, rule, sentence, review)
        told = {name: value for name, value in _policy_of(reading.values).items() if value and name in _stated(reading.values)}
        other = [str(Policy._meta.get_field(name).verbose_name) for name in told if getattr(record.policy, name) != told[name]]
        return replace(known, sentence=f"{known.sentence}；文件的{'、'.join(other)}与库中不同，没有更新") if other else known

    def _create(self, item, batch):
        """A new document is known to the next line only once its clause stands: a refused line takes both back."""
        policy = self._meant(item.values) or Policy.objects.create(**_policy_of(item.values))
        clause = Clause.objects.create(policy=policy, **fitting(Clause, self.fields_of(item.values)))
        self.policies |= {("title", policy.title): policy, ("document", policy.document): policy}
        return clause.pk, Row.Outcome.ADDED


def _policy_of(values) -> dict:
    """Model fields of the document; an end before its beginning is none."""
    begins, ends = (day(values[key]) if values.get(key) else None for key in ("effective", "until"))
    told = {name: values.get(key, "") for name, key in (("title", "policy"), ("document", "document"), ("office", "office"))}
    told |= {"level": values.get("level", Policy.Level.COUNTY), "effective_on": begins}
    return fitting(Policy, told | {"until": ends if ends and begins and ends >= begins else None})


def _stated(values) -> set[str]:
    keys = {"document": "document", "office": "office", "level": "level", "effective": "effective_on", "until": "until"}
    return {name for key, name in keys.items() if values.get(key)}


undo.register(Policy, lambda ids: None)
