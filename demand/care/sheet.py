"""The sheets of 联系服务企业: who looks after which firm, what was found there, who is 人才服务专员 of whom."""

import re

from demand.care.models import FirmPair, FirmVisit, Officer
from demand.enterprises.models import Enterprise
from people.liaison.models import Office
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.imports import undo
from talentbase.imports.recipe import UNNAMED, Known, Note
from talentbase.registers.plain import PlainReading, PlainRecipe, day
from talentbase.sheets.column import Column, words
from talentbase.text.folding import fold

NUMBERED = re.compile(r"\s*RC-?(\d{1,9})(?!\d)", re.IGNORECASE | re.ASCII)
NO_FIRM = "企业库中没有{}，请先登记这家企业，或把这一格改成库中的名称"
NO_LEADER = "联系领导中没有、或不止一位{}，请写职务，或先在“联系领导”中登记职务和任职，或改正姓名"
FIRM_WORDS = words("企业名称 联系企业 联系企业名称 包联企业 走访企业 走访企业名称 服务企业名称 分包企业 帮扶企业")

PAIR_COLUMNS: tuple[Column, ...] = (
    Column(
        "leader",
        "联系领导",
        words("领导姓名 联系领导姓名 县级领导 包联领导 首席服务员 分包领导"),
        required=True,
        example="县委常委、组织部部长",
        width=26,
        hint="姓名或职务，与“联系领导”中登记的一致",
    ),
    Column("enterprise", "企业", FIRM_WORDS, required=True, width=28, example="南乐县某某食品有限公司"),
    Column("technical", "技术难题", holds="number", asked=False),
    Column("unsettled", "未解决问题", holds="number", asked=False),
    Column("last", "最近走访", holds="date", asked=False),
    Column("since", "联系起始", words("联系起始日期 开始联系时间 包联时间 联系时间"), holds="date", example="2026.03.01"),
    Column("until", "联系结束", holds="date", asked=False),
)
VISIT_COLUMNS: tuple[Column, ...] = (
    Column(
        "visited",
        "走访日期",
        words("走访时间 走访企业时间 调研时间 服务时间"),
        required=True,
        holds="date",
        example="2026.03.15",
    ),
    Column(
        "leader",
        "走访领导",
        words("走访人 走访领导姓名 带队领导 走访干部 调研领导"),
        required=True,
        width=14,
        example="冯某某",
    ),
    Column("enterprise", "企业", FIRM_WORDS, required=True, width=28, example="南乐县某某食品有限公司"),
    Column("content", "走访情况", words("走访内容 走访记录 企业情况 了解情况"), width=36, example="了解订单和用工情况"),
    Column(
        "problem",
        "反映问题",
        words("企业反映问题 存在问题 存在困难 企业诉求 困难问题 问题和困难 企业困难 收集问题 反映问题及诉求"),
        width=36,
        example="缺少冷链设备维修技师",
    ),
    Column("handler", "承办单位", words("责任单位 解决单位 交办单位 牵头单位"), width=18, example="县人社局"),
    Column("result", "办理结果", words("解决情况 办理情况 落实情况 处理结果 解决措施"), width=30),
    Column("closed", "办结日期", words("办结时间 解决时间 完成时间"), holds="date"),
)
OFFICER_COLUMNS: tuple[Column, ...] = (
    Column("name", "专员姓名", words("服务专员 人才服务专员 专员 服务专员姓名"), required=True, example="单某某"),
    Column("post", "专员职务", words("服务专员职务 专员单位职务 专员单位及职务"), width=20, example="组织委员"),
    Column(
        "phone", "专员电话", words("服务专员电话 专员联系电话 专员手机"), holds="phone", sensitive=True, example="19900000001"
    ),
    Column("unit", "所在单位", words("专员单位 专员所在单位 派出单位"), width=18),
    Column("enterprise", "服务企业", FIRM_WORDS, width=26, example="南乐县某某食品有限公司"),
    Column("person", "服务人才", words("服务人才姓名 联系人才 服务对象姓名"), width=16, hint="姓名；重名的写档案编号"),
    Column("village", "服务村（社区）", words("服务村 服务社区 村社区"), width=16),
    Column("since", "起始日期", words("起始时间 派驻时间 开始日期 任专员时间"), holds="date"),
    Column("until", "结束日期", holds="date", asked=False),
)


class PairReading(PlainReading):
    kind, label = "care_pair", "联系企业"
    titles = r"联系(?:服务)?企业|包联企业|首席服务员|领导.{0,8}企业"
    columns = PAIR_COLUMNS
    once, apart = ("leader", "enterprise"), ("until",)
    whole_days = frozenset(("since", "until"))


class VisitReading(PlainReading):
    kind, label = "care_visit", "走访企业"
    titles = r"走访企业|企业走访|服务企业|企业.{0,6}(?:问题|困难).{0,4}台账"
    columns = VISIT_COLUMNS
    once = ("enterprise", "leader", "visited")
    whole_days = frozenset(("visited", "closed"))
    long = frozenset(("content", "problem", "result"))


class OfficerReading(PlainReading):
    kind, label = "care_officer", "人才服务专员"
    titles = r"服务专员"
    columns = OFFICER_COLUMNS
    once, apart = ("name", "enterprise", "person", "village"), ("until",)
    whole_days = frozenset(("since", "until"))

    def read_row(self, cells, block, row):
        reading = super().read_row(cells, block, row)
        told = [key for key in ("enterprise", "person", "village") if reading.values.get(key)]
        if len(told) != 1 and not reading.held:
            reading.errors.append(_one_of(told))
        return reading


class OfFirm(PlainRecipe):
    """Firms are known by their whole name, as everywhere."""

    found_by = "enterprise"
    named = frozenset(("enterprise",))
    needed = {"enterprise": NO_FIRM}

    def prepare(self, rows):
        names = {fold(values["enterprise"]) for values in rows if values.get("enterprise")}
        firms = Enterprise.objects.present().filter(folded_name__in=names)
        return {"enterprise": {firm.folded_name: firm.pk for firm in firms}}

    def brought(self, batch, fields):
        return {}


class PairRecipe(OfFirm):
    reading, model, list_url = PairReading, FirmPair, "care:list"
    right = "liaison.pair"
    fields = {"leader": "office_id", "enterprise": "enterprise_id", "since": "since", "until": "until"}
    made = {"since": day, "until": day}
    named = OfFirm.named | {"leader"}
    needed = OfFirm.needed | {"leader": NO_LEADER}

    def prepare(self, rows):
        """A leader is known by the post, by the name, or by both as our own list writes them; a name of two is nobody's."""
        leaders: dict[str, set[int]] = {}
        for office in Office.objects.standing().prefetch_related("terms"):
            for said in filter(None, (office.holder, office.post, str(office))):
                leaders.setdefault(fold(said), set()).add(office.pk)
        alone = {name: min(offices) for name, offices in leaders.items() if len(offices) == 1}
        return super().prepare(rows) | {"leader": alone}

    def meets(self, record, values):
        return super().meets(record, values) if _goes_on(record, self.fields_of(values)) else ("", "", False)


class VisitRecipe(OfFirm):
    reading, model, list_url = VisitReading, FirmVisit, "care:visits"
    right = "needs.edit"
    fields = {
        "visited": "visited_on",
        "leader": "leader",
        "enterprise": "enterprise_id",
        "content": "content",
        "problem": "problem",
        "handler": "handler",
        "result": "result",
        "closed": "closed_on",
    }
    made = {"visited": day, "closed": day}

    def fields_of(self, values):
        """A close without a problem, or before the visit, is none."""
        found = super().fields_of(values)
        closed = found.get("closed_on")
        if closed and (not found.get("problem") or closed < found.get("visited_on", closed)):
            del found["closed_on"]
        return found


class OfficerRecipe(OfFirm):
    reading, model, list_url = OfficerReading, Officer, "care:officers"
    right = "needs.edit"
    found_by = "name"
    fields = {
        "name": "name",
        "post": "post",
        "phone": "phone",
        "unit": "unit_id",
        "enterprise": "enterprise_id",
        "person": "person_id",
        "village": "village",
        "since": "since",
        "until": "until",
    }
    made = {"since": day, "until": day}
    named = OfFirm.named | {"unit", "person"}
    needed = OfFirm.needed | {"person": "人才库中没有、或不止一人叫{}，请写档案编号，或先登记这个人"}

    def prepare(self, rows):
        served = Officer.objects.standing()
        self.firms = dict(served.exclude(enterprise=None).values_list("enterprise_id", "name"))
        self.people = dict(served.exclude(person=None).values_list("person_id", "name"))
        return super().prepare(rows) | {
            "person": _people({str(values["person"]) for values in rows if values.get("person")}),
            "unit": {fold(name): pk for name, pk in Unit.objects.active().values_list("name", "pk")},
        }

    def meets(self, record, values):
        return super().meets(record, values) if _goes_on(record, self.fields_of(values)) else ("", "", False)

    def hindered(self, values):
        """Also by an officer whom the firm or the person has already."""
        if sentence := super().hindered(values):
            return sentence
        told = self.fields_of(values)
        other = self.firms.get(told.get("enterprise_id")) or self.people.get(told.get("person_id"))
        return f"已有服务专员{other}，请先登记他的结束日期" if other and not told.get("until") else ""

    def _known(self, readings, *, by, unit):
        """Two officers for the same firm in one sheet: which of them, somebody says."""
        found, first = super()._known(readings, by=by, unit=unit), {}
        for number, reading in enumerate(readings):
            told = self.fields_of(reading.values)
            whom = (told.get("enterprise_id"), told.get("person_id"))
            if reading.held or number in found or whom == (None, None) or told.get("until"):
                continue
            if whom in first:
                found[number] = Known(None, UNNAMED, f"与第{first[whom]}行服务的是同一个对象，只能有一名专员", review=True)
            first.setdefault(whom, reading.row)
        return found

    def brought(self, batch, fields):
        return {} if "unit_id" in fields else {"unit": batch.unit}


def _goes_on(record, told: dict) -> bool:
    """A row speaks of the record that ended on its day, or stands as it does; one that ends may end what began on its day."""
    if record.until == told.get("until"):
        return True
    return record.until is None and told.get("since", record.since) == record.since


def _people(texts: set[str]) -> dict[str, int]:
    """{folded text: person} of RC-000012, with or without a name behind it, or of a name that only one has."""
    numbers = {text: int(found[1]) for text in texts if (found := NUMBERED.match(text))}
    present = Person.objects.present()
    known = set(present.filter(pk__in=numbers.values()).values_list("pk", flat=True))
    named: dict[str, list[int]] = {}
    for name, pk in present.filter(name__in=texts).values_list("name", "pk"):
        named.setdefault(name, []).append(pk)
    found = {fold(text): pk for text, pk in numbers.items() if pk in known}
    return found | {fold(name): pks[0] for name, pks in named.items() if len(pks) == 1}


def _one_of(told: list[str]) -> Note:
    message = (
        "服务企业、服务人才、服务村（社区）只填一项，请分成几行"
        if told
        else "没有写明服务企业、服务人才或服务村（社区），请补填一项"
    )
    return Note(told[1] if told else "enterprise", "bad_value" if told else "missing", message)


for model in (FirmPair, FirmVisit, Officer):
    undo.register(model, lambda ids: None)
