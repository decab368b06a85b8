"""Who leads a chain."""

from demand.atlas.models import ChainLead
from talentbase.web.edits import VersionedForm


class LeadForm(VersionedForm):
    class Meta:
        model = ChainLead
        fields = ["lead", "lead_post", "talent_lead", "talent_lead_post"]
