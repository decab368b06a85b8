"""The sheet of 服务事项: what a window kept in a table until now becomes requests with their steps."""

from people.registry.models import Contact, Person
from people.services import actions
from people.services.models import ServiceRequest, Step
from talentbase.accounts.models import Unit
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.registers.plain import PlainReading, PlainRecipe, choices_of, day
from talentbase.registers.recipe import fitting
from talentbase.sheets.column import Column, words
from talentbase.text.folding import fold
from talentbase.text.phones import read_phones

State, Act = ServiceRequest.State, Step.Act
COLUMNS: tuple[Column, ...] = (
    Column("number", "编号", width=14, asked=False),
    Column(
        "name",
        "申请人",
        words("申请人姓名 诉求人 反映人 人才姓名 诉求人姓名 求助人"),
        required=True,
        example="单某某",
        other_example="仇某某",
    ),
    Column(
        "phone",
        "联系电话",
        words("申请人电话 手机 手机号码 电话"),
        width=14,
        sensitive=True,
        holds="phone",
        example="19900000001",
    ),
    Column(
        "kind",
        "类别",
        words("诉求类别 服务类别 事项类别 诉求类型 服务类型 事项类型"),
        choices=tuple(ServiceRequest.Kind.labels),
        example="子女入学",
        other_example="住房",
    ),
    Column(
        "title",
        "事项",
        words("诉求事项 服务事项 事项名称 诉求 诉求内容 需求事项 反映问题 难题"),
        required=True,
        width=24,
        example="子女转学到县一小",
        other_example="申请人才公寓",
    ),
    Column("content", "具体诉求", words("具体内容 诉求详情 详细情况 具体情况"), width=30),
    Column(
        "channel", "受理方式", words("受理渠道 来源 诉求来源"), choices=tuple(ServiceRequest.Channel.labels), example="电话"
    ),
    Column("unit", "受理单位", width=16, asked=False),
    Column(
        "received",
        "受理日期",
        words("受理时间 登记时间 登记日期 收到日期 提出时间 诉求时间"),
        required=True,
        holds="date",
        example="2026.03.15",
        other_example="2026.05.20",
    ),
    Column("handler", "承办单位", words("责任单位 办理单位 承办部门 责任部门"), width=16, example="县教育局"),
    Column("due", "办结时限", words("办理时限 承诺办结时间 要求办结时间"), holds="date"),
    Column(
        "answer",
        "答复",
        words("办理结果 办理情况 答复情况 答复内容 解决情况 落实情况"),
        width=30,
        example="已安排到县一小就读",
    ),
    Column("closed", "办结日期", words("办结时间 完成时间 解决时间"), holds="date", example="2026.03.28"),
    Column("rating", "满意度", words("满意情况 评价 回访满意度"), choices=tuple(ServiceRequest.Rating.labels), example="满意"),
    Column("state", "状态", asked=False),
)


class RequestReading(PlainReading):
    kind, label = "service", "服务事项"
    titles = r"服务事项|诉求|人才服务.{0,6}(?:台账|登记)|为民服务|难题.{0,6}台账|服务.{0,4}台账"
    columns = COLUMNS
    once = ("name", "title", "received")
    whole_days = frozenset(("received", "due", "closed"))
    long = frozenset(("content", "answer"))
    choices = {
        "kind": choices_of(
            ServiceRequest.Kind,
            SCHOOL="入学 转学 上学 就读 教育",
            PAPERS="证照 证件 社保 户口 户籍 落户 职称",
            MEDICAL="就医 医疗 住院 看病 体检",
            HOUSING="住房 公寓 租房 购房 安居",
            SPOUSE="配偶",
            PROJECT="项目 用地 贷款 融资 企业",
        ),
        "channel": choices_of(
            ServiceRequest.Channel,
            DESK="窗口 现场 上门",
            PHONE="电话 热线 来电",
            WEB="网上 微信 邮件 线上",
            VISIT="走访 慰问 座谈",
        ),
        "rating": choices_of(ServiceRequest.Rating),
    }


class RequestRecipe(PlainRecipe):
    reading, model, list_url = RequestReading, ServiceRequest, "services:list"
    right = "services.desk"
    found_by = "name"
    fields = {
        "name": "name",
        "phone": "phone",
        "kind": "kind",
        "title": "title",
        "content": "content",
        "channel": "channel",
        "received": "received_on",
        "handler": "handler_id",
        "due": "due_on",
        "answer": "answer",
        "closed": "closed_on",
        "rating": "rating",
    }
    made = {"received": day, "due": day, "closed": day}
    named = frozenset(("handler",))

    def prepare(self, rows):
        return {"handler": {fold(name): pk for name, pk in Unit.objects.active().values_list("name", "pk")}}

    def fields_of(self, values):
        """A rating without a close is none; the end of what was answered is its state."""
        found = super().fields_of(values)
        if "closed_on" not in found:
            found.pop("rating", None)
        elif found["closed_on"] < found.get("received_on", found["closed_on"]):
            del found["closed_on"]
            found.pop("rating", None)
        if "due_on" in found and found["due_on"] < found.get("received_on", found["due_on"]):
            del found["due_on"]
        if found.get("closed_on"):
            found["state"] = State.CLOSED
        elif found.get("answer"):
            found["state"] = State.ANSWERED
        return found

    def meets(self, record, values):
        """A request has a life of its own here: whether the sheet knows better a human decides."""
        rule, sentence, _ = super().meets(record, values)
        return rule, sentence, bool(rule)

    def _create(self, item, batch):
        fields = fitting(ServiceRequest, self.fields_of(item.values))
        request = ServiceRequest(unit=batch.unit, person=self._person(fields), **fields)
        actions.keep(request, opened_version=None, by=None)
        Step.objects.bulk_create(_steps(request, batch))
        return request.pk, Row.Outcome.ADDED

    @staticmethod
    def _person(fields: dict) -> Person | None:
        """By name and number: a name alone says too little."""
        numbers = read_phones(fields.get("phone", "")).numbers
        if not numbers:
            return None
        held = Contact.objects.filter(phone__in=numbers, person__name=fields["name"], person__archived_at=None)
        people = set(held.values_list("person", flat=True))
        return Person.objects.get(pk=people.pop()) if len(people) == 1 else None


def _steps(request: ServiceRequest, batch):
    made = {"request": request, "by_name": batch.made_by_name}
    if request.handler_id:
        yield Step(act=Act.ASSIGN, on=request.received_on, note=f"由{request.handler}承办", **made)
    if request.answer:
        yield Step(act=Act.ANSWER, on=request.closed_on or request.received_on, note=request.answer[:500], **made)
    if request.closed_on:
        yield Step(act=Act.CLOSE, on=request.closed_on, **made)


undo.register(ServiceRequest, lambda ids: None)
