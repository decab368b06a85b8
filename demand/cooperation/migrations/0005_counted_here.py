"""Returns and the stations' projects are counted from their registers from now on."""

from django.db import migrations

from talentbase.figures.folding import fold_reports


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0004_rules"), ("figures", "0002_rules")]

    operations = [fold_reports("returns.people"), fold_reports("stations.projects")]
