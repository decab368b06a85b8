"""Also the unit that is to act sees a lead; leads are counted from their register from now on."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, reprotect_rows, through
from talentbase.audit.triggers import attach_audit
from talentbase.figures.folding import fold_reports


class Migration(migrations.Migration):
    dependencies = [("leads", "0003_steps"), ("audit", "0004_only_kept_columns"), ("figures", "0002_rules")]

    operations = [
        reprotect_rows("leads_lead", f"{of_units('unit_id')} OR {of_units('duty_id')}"),
        attach_audit("leads_leadstep", subject=("leads_lead", "lead_id")),
        protect_rows("leads_leadstep", through("leads_lead", "lead_id")),
        fold_reports("stations.leads"),
    ]
