"""After an import was taken back: the columns of needs that are made from others; employers somebody still has needs of stay."""

from demand.enterprises.models import Enterprise
from demand.needs.actions import refresh_derived
from demand.needs.models import Need
from talentbase.imports import undo

BATCH = 200


def rebuild(ids: list[int]) -> None:
    needs = list(Need.objects.filter(pk__in=ids).select_related("enterprise"))
    for need in needs:
        refresh_derived(need)
    Need.objects.bulk_update(needs, ["search"], batch_size=BATCH)


def employers_with_needs(ids: list[int]) -> undo.Reasons:
    held = Need.objects.filter(enterprise__in=ids).values_list("enterprise_id", flat=True)
    return dict.fromkeys(held, "这个单位还有人才需求，没有撤销")


undo.register(Need, rebuild)
undo.keep(Enterprise, employers_with_needs)
