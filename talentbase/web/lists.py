"""The list page every register shares: visible rows -> filters -> order -> page; htmx gets the part the page includes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Model, Q, TextField
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from talentbase.web.facets import Counted, count, panels
from talentbase.web.requests import whole_number
from talentbase.web.views import Door, page_or_part

PAGE_SIZES = (50, 100, 200)
SHALLOW = 20  # pages
SCROLLS_FROM = 11  # columns; more do not stand side by side on a screen of 1366 pixels


@dataclass(frozen=True)
class ListColumn:
    """cell: record -> text (escaped here) or safe HTML; order: list ordering for a click on the header, () = none.

    width: CSS width of the column, "" takes what is left. css: class of header and cell ("number" = right aligned).
    """

    key: str
    label: str
    cell: Callable
    width: str = ""
    css: str = ""
    order: tuple = ()


def width(pixels: int) -> str:
    """CSS width of a column. From 1600 pixels of window on a cell's padding is 8 pixels more; the column grows with it."""
    return f"max({pixels}px,{(pixels + 8) / 16:g}vw)"


def cell_html(column: ListColumn, record) -> str:
    """One <td>; plain text also becomes the title, so that what is cut off can be read."""
    value = column.cell(record)
    css = f' class="{column.css}"' if column.css else ""
    if isinstance(value, SafeString):
        return f"<td{css}>{value}</td>"
    if value is None or value == "":
        return f'<td{css}><span class="weak">–</span></td>'
    text = str(value)
    title = f' title="{escape(text)}"' if len(text) > 6 else ""
    return f"<td{css}{title}>{text if text.isalnum() else escape(text)}</td>"  # letters and Han need no escape


def tick_html(record) -> SafeString:
    """The cell with which a row is picked for an act on many."""
    name = escape(str(record))
    return SafeString(
        f'<td class="tick"><input type="checkbox" name="pick" value="{record.pk}" form="bulk" data-select aria-label="选择{name}"></td>'
    )


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


class RegisterList(Door):
    """filterset: a ListFilter; columns; orderings: {name: (label, order_by)} to choose from beside those of the columns."""

    template = "ui/list.html"
    part = "ui/_list.html"
    filterset = None
    columns: tuple[ListColumn, ...] = ()
    orderings: dict[str, tuple[str, tuple[str, ...]]] = {}
    noun, measure = "记录", "条"
    order_note = ""
    search_hint = "名称、拼音"

    def get_queryset(self):
        raise NotImplementedError

    def in_order(self, queryset):
        """The named order of the address, else the register's own."""
        wanted = self.request.GET.get("order", "")
        if wanted in self.orderings:
            return queryset.order_by(
                *(each for part in self.orderings[wanted][1] for each in _blanks_last(queryset.model, part)), "pk"
            )
        for column in self.sortable():
            if wanted.lstrip("-") == column.key and column.order:
                parts = _reversed(column.order) if wanted.startswith("-") else column.order
                return queryset.order_by(*(each for part in parts for each in _blanks_last(queryset.model, part)), "pk")
        return queryset.in_list_order()

    def sortable(self) -> tuple[ListColumn, ...]:
        """The columns whose order may be asked for."""
        return self.columns

    def get(self, request):
        context = self.context()
        return page_or_part(request, self.template, self.part, context)

    def context(self) -> dict:
        filters = self.filterset(self.request.GET, queryset=self.get_queryset(), request=self.request)
        hits = filters.qs
        counted = self.counted = self.count(hits, filters)
        paginator = Paginator(self.in_order(hits), self._page_size())
        paginator.count = counted.total
        page = paginator.get_page(self.request.GET.get("page"))
        records = self.prepare(_rows_of(page))
        return {
            "view": self,
            "page": page,
            "total": counted.total,
            "rows": [self.row(record, page.start_index() + number) for number, record in enumerate(records)],
            "filters": filters,
            "panels": panels(counted, filters.facets, self._chosen(filters)),
            "chips": self._chips(filters),
            "text": self.request.GET.get("q", ""),
            "headers": [self._header(column) for column in self.columns],
            "least_width": len(self.columns) * 100 if len(self.columns) > SCROLLS_FROM else None,
            "address": self._address(),
            "page_sizes": PAGE_SIZES,
            "kept": self._kept(filters),
            "links": self.links(),
            "bulk_url": self.bulk_url(),
            **self.extra(),
        }

    def count(self, hits, filters) -> Counted:
        return count(hits, filters.facets)

    def prepare(self, records: list) -> list:
        """One more query per page for what the cells need; called once."""
        return records

    def extra(self) -> dict:
        return {}

    def bulk_url(self) -> str:
        """Where ticked rows are sent; "" where rows cannot be ticked."""
        return ""

    def links(self) -> list[tuple[str, str]]:
        """(label, address) beside the search box."""
        return []

    def _kept(self, filters) -> list[tuple[str, str]]:
        """What the form of the list does not show as fields but must send along."""
        shown = {"q", "order", "page", *(facet.name for facet in filters.facets)}
        return [(name, value) for name, values in self.request.GET.lists() if name not in shown for value in values if value]

    def row(self, record, number: int) -> dict:
        cells = SafeString("".join(cell_html(column, record) for column in self.columns))
        tick = tick_html(record) if self._is_pickable else ""
        html = SafeString(f'<tr><td class="order">{number}</td>{tick}{cells}</tr>')
        return {"record": record, "number": number, "html": html}

    @cached_property
    def _is_pickable(self) -> bool:
        return bool(self.bulk_url())

    def order_choices(self) -> list[tuple[str, str]]:
        """(value, words) for the select box; a column that gives the order now is among them. [] without orders by name."""
        if not self.orderings:
            return []
        wanted = self.request.GET.get("order", "")
        named = {"": "默认次序"} | {name: label for name, (label, _) in self.orderings.items()}
        of_column = [(wanted, f"按{column.label}") for column in self.sortable() if column.key == wanted.lstrip("-")]
        return [*named.items(), *([] if wanted in named else of_column)]

    def _page_size(self) -> int:
        wanted = self.request.GET.get("size", "")
        return size if (size := whole_number(wanted)) in PAGE_SIZES else PAGE_SIZES[0]

    def _chosen(self, filters) -> dict[str, list[str]]:
        return {facet.name: self.request.GET.getlist(facet.name) for facet in filters.facets}

    def _address(self, **changes) -> str:
        """Query string of this page with other values; None removes a parameter."""
        parameters = self.request.GET.copy()
        parameters.pop("page", None)
        for name, value in changes.items():
            parameters.pop(name, None)
            if value is not None:
                parameters[name] = value
        return f"?{parameters.urlencode()}"

    def _header(self, column: ListColumn) -> dict:
        wanted = self.request.GET.get("order", "")
        direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(wanted, "")
        target = f"-{column.key}" if wanted == column.key else column.key
        return {"column": column, "url": self._address(order=target) if column.order else "", "sorted": direction}

    def _chips(self, filters) -> list[Chip]:
        chips = []
        for name, value, label in filters.conditions():
            rest = [(k, v) for k, vs in self.request.GET.lists() for v in vs if (k, v) != (name, value) and k != "page"]
            chips.append(Chip(label, f"?{urlencode(rest)}"))
        return chips


def _rows_of(page: Page) -> list:
    """Far inside, first the numbers of the rows, which an index may give alone, then the rows: the pages before are not read."""
    if page.number <= SHALLOW:
        return list(page.object_list)
    keys = list(page.object_list.prefetch_related(None).values_list("pk", flat=True))
    rows = page.paginator.object_list.order_by().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _blanks_last(model: type[Model], part: str) -> Iterator:
    """Who sorts by birth wants to see births, up or down; what is not registered follows. Columns that are never blank keep
    the plain order, which an index serves.
    """
    name = part.removeprefix("-")
    known = {each.attname: each for each in model._meta.concrete_fields}
    field = known.get(name)  # None for what is annotated or stands in another table
    if isinstance(field, CharField | TextField) and field.blank:
        yield ExpressionWrapper(Q(**{name: ""}), output_field=BooleanField()).asc()
    if field is not None and field.null:
        yield F(name).desc(nulls_last=True) if part.startswith("-") else F(name).asc(nulls_last=True)
    else:
        yield part


def _reversed(order: tuple) -> tuple:
    return tuple(part[1:] if part.startswith("-") else f"-{part}" for part in order)


def link(url: str, text: str, css: str = "") -> SafeString:
    """url, css: escaped like the text."""
    css = f' class="{escape(css)}"' if css else ""
    return SafeString(f'<a href="{escape(url)}"{css}>{conditional_escape(text)}</a>')
