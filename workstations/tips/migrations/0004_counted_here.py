"""Tips are counted from their register from now on."""

from django.db import migrations

from talentbase.figures.folding import fold_reports


class Migration(migrations.Migration):
    dependencies = [("tips", "0003_nomination"), ("figures", "0002_rules")]

    operations = [fold_reports("stations.tips")]
