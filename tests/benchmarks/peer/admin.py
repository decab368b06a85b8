"""Admin with search, filters and the import of django-import-export: headers of the sheet, one record per row.

Twice: as it comes, and tuned by hand as its documentation advises for large imports.
"""

from django.contrib import admin
from import_export import resources
from import_export.admin import ImportExportModelAdmin

from tests.benchmarks.peer.models import Talent, TunedTalent
from tests.benchmarks.people import COLUMNS


class TalentResource(resources.ModelResource):
    class Meta:
        model = Talent


class TunedResource(resources.ModelResource):
    class Meta:
        model = TunedTalent
        use_bulk = True
        skip_diff = True
        use_transactions = True
        clean_model_instances = False


for _key, _header in COLUMNS.items():
    TalentResource.fields[_key].column_name = _header
    TunedResource.fields[_key].column_name = _header


@admin.register(Talent)
class TalentAdmin(ImportExportModelAdmin):
    """The columns and the search of the product's own list, and as many filters, each of few values."""

    resource_classes = [TalentResource]
    list_per_page = 50
    list_display = (
        "name", "gender", "birth", "education", "degree", "employer", "position", "title", "location", "hometown", "phones",
    )  # fmt: skip
    list_filter = ("categories", "gender", "politics", "education", "degree", "status", "consent")
    search_fields = ("name", "employer", "position", "field", "phones")


@admin.register(TunedTalent)
class TunedTalentAdmin(ImportExportModelAdmin):
    resource_classes = [TunedResource]
    skip_admin_log = True
