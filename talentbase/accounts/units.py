"""The tree of units of a new house: city, county, its townships and the departments that take part."""

from django.conf import settings

from talentbase.accounts.models import Unit
from talentbase.codes.models import Code

CITY = "濮阳市"
DEPARTMENTS = (
    # name, categories seen across townships
    ("县委组织部", ()),
    ("县专家人才服务中心", ()),
    ("县委统战部", ("business",)),
    ("团县委", ("expert",)),
    ("县商务局", ("business",)),
    ("县人力资源和社会保障局", ()),
    ("县工业和信息化局", ()),
    ("县教育局", ()),
    ("县卫生健康委员会", ()),
    ("县先进制造业开发区", ()),
)
STATIONS = ("上海工作站", "天津工作站")


def ensure_units() -> Unit:
    """Idempotent; returns the county."""
    city, _ = Unit.objects.get_or_create(kind=Unit.Kind.CITY, parent=None, defaults={"name": CITY})
    county, _ = Unit.objects.get_or_create(
        kind=Unit.Kind.COUNTY,
        parent=city,
        defaults={"name": settings.TALENTBASE_COUNTY, "code": settings.TALENTBASE_COUNTY_CODE},
    )
    if not county.children.exists():
        rows = [(name, Unit.Kind.DEPARTMENT, "", categories) for name, categories in DEPARTMENTS]
        towns = Code.objects.of("towns").order_by("order")
        rows += [(town.name, Unit.Kind.TOWNSHIP, town.code, ()) for town in towns]
        rows += [(name, Unit.Kind.STATION, "", ()) for name in STATIONS]
        units = (
            Unit(parent=county, name=name, kind=kind, code=code, categories=list(categories), order=order)
            for order, (name, kind, code, categories) in enumerate(rows, 1)
        )
        Unit.objects.bulk_create(units)
    return county
