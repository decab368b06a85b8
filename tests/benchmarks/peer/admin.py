"""Admin with search, filters and the default import of django-import-export: headers of the sheet, one record per row."""

from django.contrib import admin
from import_export import resources
from import_export.admin import ImportExportModelAdmin

from tests.benchmarks.peer.models import Talent
from tests.benchmarks.people import COLUMNS


class TalentResource(resources.ModelResource):
    class Meta:
        model = Talent


for _key, _header in COLUMNS.items():
    TalentResource.fields[_key].column_name = _header


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
