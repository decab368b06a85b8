"""A register's list as a workbook: the rows of its query, the columns of its import, numbers of people masked."""

import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from talentbase.audit import log
from talentbase.registers.pages import Records
from talentbase.sheets.column import Column
from talentbase.sheets.write_xlsx import write_table
from talentbase.text.phones import mask_phone
from talentbase.web.downloads import download
from talentbase.web.requests import address_of

MOST = 20_000
Reader = Callable[[object], object]


class RecordSheet(Records):
    """values: {key of a column: record -> cell}; a column without a reader is left out."""

    filterset = None
    columns: Sequence[Column] = ()
    values: dict[str, Reader] = {}

    def post(self, request):
        filters = self.filterset(request.GET, queryset=self.visible(), request=request)
        records = filters.qs.in_list_order()[:MOST]
        columns = [column for column in self.columns if column.key in self.values]
        conditions = "，".join(label for _, _, label in filters.conditions())
        now, out = timezone.localtime(), io.BytesIO()
        rows = [[self._cell(column, line) for column in columns] for line in self.lines(records)]
        note = f"{request.user.full_name}　{now:%Y.%m.%d %H:%M}　{conditions}".strip()
        write_table(out, columns, rows, title=self.noun, note=note)
        log.record(
            "export", user=request.user, address=address_of(request), field=self.noun, rows=len(rows), conditions=conditions
        )
        return download(out.getvalue(), f"{self.noun}_{now:%Y%m%d}.xlsx")

    def lines(self, records: QuerySet) -> Iterable:
        """What stands in one line each, where that is not the record itself."""
        return records

    def _cell(self, column: Column, record):
        value = self.values[column.key](record)
        if isinstance(value, list):
            value = "、".join(mask_phone(each) if column.sensitive else str(each) for each in value)
        elif isinstance(value, Decimal):
            value = float(value)
        elif column.sensitive and value:
            value = mask_phone(str(value))
        return value
