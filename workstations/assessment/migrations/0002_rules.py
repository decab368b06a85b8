"""An assessment is seen by whoever sees its station; a house begins with the usual criteria, a hundred points in all."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

CRITERION, ASSESSMENT, JUDGEMENT = "assessment_criterion", "assessment_assessment", "assessment_judgement"
USUAL = (  # (name, full points, measure, number for full points)
    ("报送招商线索", 20, "leads", 10),
    ("线索按时跟进", 10, "on_time", 100),
    ("线索签约落地", 20, "won", 1),
    ("报送人才信息", 15, "tips", 10),
    ("人才信息新入库", 10, "entered", 5),
    ("促成合作项目", 10, "projects", 1),
    ("工作日志", 5, "log", 12),
    ("参加县里活动", 5, "", None),
    ("规范管理", 5, "", None),
)


def begin(apps, schema_editor):
    criterion = apps.get_model("assessment", "Criterion")
    criterion.objects.bulk_create(
        criterion(name=name, maximum=maximum, measure=measure, target=target, order=order)
        for order, (name, maximum, measure, target) in enumerate(USUAL, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(CRITERION),
        attach_touch(ASSESSMENT),
        attach_audit(CRITERION, skip=("version", "changed_at")),
        attach_audit(ASSESSMENT, skip=("version", "changed_at", "lines")),
        attach_audit(JUDGEMENT, subject=(ASSESSMENT, "assessment_id")),
        protect_rows(ASSESSMENT, through("stations_station", "station_id")),
        protect_rows(JUDGEMENT, through(ASSESSMENT, "assessment_id")),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
