"""Persons, units and files of a ledger become rows of their own; numbers of people are sealed or known as such."""

import django.db.models.deletion
from django.db import migrations, models

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit
from talentbase.ledgers.cells import PHONE_LABEL, SECRET_LABEL, BadCell, secret

LINKED = {"person": "registry_person", "unit": "accounts_unit"}
MOVE = """
INSERT INTO ledgers_reference (entry_id, column_id, {kind}_id)
SELECT entry.id, col.id, target.id
FROM ledgers_column col JOIN ledgers_entry entry ON entry.ledger_id = col.ledger_id
JOIN {table} target ON target.id = (entry.values ->> col.key)::bigint
WHERE col.kind = '{kind}' AND jsonb_typeof(entry.values -> col.key) = 'number';
UPDATE ledgers_entry entry SET values = entry.values - col.key
FROM ledgers_column col WHERE col.ledger_id = entry.ledger_id AND col.kind = '{kind}' AND entry.values ? col.key
"""


def convert(apps, schema_editor):
    """What was kept as text or number under 身份证号, 账号, 电话 is what the new kinds are for."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.scope', 'county', true)")
        for kind, table in LINKED.items():
            cursor.execute(MOVE.format(kind=kind, table=table))
    column_of, entry_of = (apps.get_model("ledgers", name) for name in ("Column", "Entry"))
    for column in column_of.objects.filter(kind__in=("text", "number")):
        kind = "secret" if SECRET_LABEL.search(column.label) else "phone" if PHONE_LABEL.search(column.label) else ""
        if not kind:
            continue
        for entry in entry_of.objects.filter(ledger_id=column.ledger_id, values__has_key=column.key):
            entry.values[column.key] = (
                _sealed(column, str(entry.values[column.key])) if kind == "secret" else str(entry.values[column.key])
            )
            entry.words = "\n".join(str(value) for value in entry.values.values() if not isinstance(value, dict))
            entry.save(update_fields=["values", "words"])
        column.kind = kind
        column.save(update_fields=["kind"])


def _sealed(column, text: str):
    try:
        return secret(column, text, text)
    except BadCell:
        return text


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("audit", "0004_only_kept_columns"),
        ("files", "0002_rules"),
        ("ledgers", "0002_rules"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.AlterField(
            model_name="column",
            name="kind",
            field=models.CharField(
                choices=[
                    ("text", "文字"),
                    ("number", "数字"),
                    ("date", "日期"),
                    ("choice", "选项"),
                    ("phone", "电话"),
                    ("secret", "证件号、账号"),
                    ("person", "人才"),
                    ("unit", "单位"),
                    ("file", "附件"),
                ],
                default="text",
                max_length=8,
                verbose_name="类型",
            ),
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="ledgers.column",
                        verbose_name="台账列",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="ledgers.entry",
                        verbose_name="台账记录",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="附件",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_references",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账所列",
                "verbose_name_plural": "台账所列",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "column"), name="ledgers_reference_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", None), ("person__isnull", False), ("unit", None)),
                            models.Q(("file", None), ("person", None), ("unit__isnull", False)),
                            models.Q(("file__isnull", False), ("person", None), ("unit", None)),
                            _connector="OR",
                        ),
                        name="ledgers_reference_one",
                    ),
                ],
            },
        ),
        attach_audit("ledgers_reference", subject=("ledgers_entry", "entry_id")),
        protect_rows("ledgers_reference", through("ledgers_entry", "entry_id")),
        migrations.RunPython(convert, migrations.RunPython.noop),
    ]
