"""Plain functions with defaults; every record they make is lawful and goes through the product's own verbs."""

import datetime as dt
import itertools

from django.utils import timezone

from demand.enterprises.actions import register as register_enterprise
from demand.enterprises.models import Enterprise
from demand.needs.actions import register as register_need
from demand.needs.models import Need, Round
from people.registry.actions import Source, register_many
from people.registry.models import Person
from people.registry.record import record_of
from talentbase.accounts.models import Unit, User
from talentbase.codes.book import current_book

_numbers = itertools.count(1)
PASSWORD = "Qian-Shan-2026"


def county() -> Unit:
    return Unit.objects.get(kind=Unit.Kind.COUNTY)


def township(name: str = "元村镇") -> Unit:
    return Unit.objects.get(kind=Unit.Kind.TOWNSHIP, name=name)


def office(name: str = "县专家人才服务中心") -> Unit:
    return Unit.objects.get(kind=Unit.Kind.DEPARTMENT, name=name)


def make_unit(name: str = "", kind: str = Unit.Kind.DEPARTMENT, **fields) -> Unit:
    return Unit.objects.create(
        name=name or f"某单位{next(_numbers)}", kind=kind, parent=fields.pop("parent", county()), **fields
    )


def make_user(role: str = User.Role.CLERK, unit: Unit | None = None, **fields) -> User:
    number = next(_numbers)
    values = {"full_name": f"甲{number}", "must_change_password": False, **fields}
    username = values.pop("username", f"user{number}")
    return User.objects.create_user(username, PASSWORD, role=role, unit=unit or office(), **values)


def make_person(name: str = "张明远", unit: Unit | None = None, **values) -> Person:
    """values: keys of the import schema (birth_ym, phones, employer …); fields={…}: plain Person fields on top."""
    fields = values.pop("fields", {})
    record = record_of({"name": name, "category": "高层次人才", **values}, current_book())
    record.fields |= fields
    source = Source(unit=unit or office(), day=timezone.localdate(), words="测试")
    return register_many([record], source=source)[0]


def make_enterprise(name: str = "", unit: Unit | None = None, **fields) -> Enterprise:
    enterprise = Enterprise(name=name or f"南乐县某某材料{next(_numbers)}有限公司", unit=unit or office(), **fields)
    return register_enterprise(enterprise, by=None)


def make_round(year: int = 2026, half: int = 2, **fields) -> Round:
    values = {"opened_on": dt.date(year, 3 if half == 1 else 9, 1), **fields}
    return Round.objects.create(year=year, half=half, **values)


def make_need(title: str = "聚乳酸改性高级工程师", enterprise: Enterprise | None = None, **fields) -> Need:
    """round=None: outside of rounds."""
    need = Need(title=title, enterprise=enterprise or make_enterprise(), **fields)
    return register_need(need, by=None)
