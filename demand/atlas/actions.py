"""Verbs of the atlas. Each is one transaction."""

from django.db import IntegrityError, transaction

from demand.atlas.chart import charts
from demand.atlas.models import ChainLead, Frozen
from demand.needs.models import Round


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def keep_lead(lead: ChainLead, *, by) -> ChainLead:
    lead.save()
    return lead


@transaction.atomic
def freeze(round: Round, *, by) -> Frozen:
    """The atlas as it stands, under the name of the round. by sees the whole county. Raises Refused where it is kept already."""
    rows = [
        {"chain": chart.chain.code, "node": line.node.code if line.node else "", **line.numbers.plain()}
        for chart in charts(by)
        for line in chart.lines
    ]
    try:
        with transaction.atomic():
            return Frozen.objects.create(round=round, taken_by=by, rows=rows)
    except IntegrityError:
        raise Refused(f"{round}的图谱已经存档，存档不能改动。") from None
