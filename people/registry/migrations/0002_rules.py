"""People are seen by the units that claim them; everything below a person follows the person."""

from django.db import migrations

from talentbase.audit.scope import of_unit_list, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

DERIVED = (
    "search",
    "pinyin",
    "version",
    "changed_at",
    "id_number_hash",
    "degree_rank",
    "title_level",
    "unit_ids",
    "chain_ids",
)
CHILDREN = (
    "registry_personclaim",
    "registry_contact",
    "registry_education",
    "registry_post",
    "registry_persontag",
    "registry_officialprofile",
    "registry_expertprofile",
    "registry_businessprofile",
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_touch("registry_person"),
        attach_audit("registry_person", skip=DERIVED, secret=("id_number_cipher",)),
        protect_rows("registry_person", of_unit_list()),
        *(attach_audit(table, subject=("registry_person", "person_id"), skip=("normal",)) for table in CHILDREN),
        *(protect_rows(table, through("registry_person", "person_id")) for table in CHILDREN),
    ]
