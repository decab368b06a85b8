"""What was paid, in 万元."""

from django.db.models import DecimalField, ExpressionWrapper, F

from people.benefits.models import Payment
from talentbase.figures.figure import Reading, figure, since_opening
from talentbase.web.lists import ListColumn, link
from talentbase.web.templatetags.ui import dots, thousands

PAID = "benefits.paid_wan"
COLUMNS = (
    ListColumn("name", "姓名", lambda p: p.name, "100px"),
    ListColumn("kind", "补贴类别", lambda p: p.kind, "120px"),
    ListColumn("roll", "花名册", lambda p: link(p.get_absolute_url(), p.roll.title) if p.roll_id else ""),
    ListColumn("months", "月份", lambda p: "、".join(dots(month) for month in p.months), "200px"),
    ListColumn("amount", "金额（元）", lambda p: thousands(p.amount), "110px", "number"),
    ListColumn("paid", "发放日期", lambda p: dots(p.paid_on), "110px"),
)
SHARED = {"unit": "万元", "column": "wan", "columns": COLUMNS, "right": "benefits.view"}


def _paid(user, period):
    wan = ExpressionWrapper(F("amount") / 10_000, output_field=DecimalField(max_digits=14, decimal_places=4))
    rows = Payment.objects.visible_to(user).exclude(paid_on=None).annotate(wan=wan).select_related("roll").in_list_order()
    return since_opening(rows, PAID, "paid_on").filter(period.by("paid_on"))


@figure(
    key=PAID, name="累计发放人才补贴", reading=Reading.TOTAL, opening=True, definition="已发放的人才补贴，加期初数。", **SHARED
)
def paid(user, period):
    return _paid(user, period)


@figure(key=f"{PAID}.month", name="本月发放人才补贴", reading=Reading.MONTH, definition="发放日期在本月的人才补贴。", **SHARED)
def paid_this_month(user, period):
    return _paid(user, period).filter(period.within("paid_on"))
