"""The list's columns."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from demand.enterprises.models import Enterprise
from talentbase.codes.book import name_of
from talentbase.text.phones import mask_phone
from talentbase.web.lists import ListColumn, link, width

SEPARATOR = "、"


def masked_phones(text: str) -> str:
    """19900000001、0393-6200051 -> 199****0001、0393-****051."""
    return SEPARATOR.join(mask_phone(number) for number in text.split(SEPARATOR) if number)


def _name(enterprise: Enterprise) -> SafeString:
    return format_html('<span title="{}">{}</span>', enterprise.name, link(enterprise.get_absolute_url(), enterprise.name))


def chain(record) -> str:
    return record.chain.name if record.chain_id else ""


COLUMNS = (
    ListColumn("name", "单位名称", _name, order=("folded_name",)),
    ListColumn("kind", "单位类别", lambda e: e.get_kind_display(), width(104), order=("kind",)),
    ListColumn("industry", "所属行业", lambda e: e.industry, width(112), order=("industry",)),
    ListColumn("chain", "产业链", chain, width(92), order=("chain__order",)),
    ListColumn("town", "所在乡镇", lambda e: name_of(e.town_id), width(76), order=("town_id",)),
    ListColumn("unit", "责任单位", lambda e: e.unit.name, width(120), order=("unit__order",)),
    ListColumn("contact", "联系人", lambda e: e.contact, width(76)),
    ListColumn("phone", "联系电话", lambda e: masked_phones(e.phone), width(112)),
)
