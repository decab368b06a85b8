"""All ledgers; one ledger with its entries; forms of ledgers, columns and entries."""

import io

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, DecimalField, Func, Sum
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from talentbase.audit import log
from talentbase.audit.actor import widened
from talentbase.audit.history import history_of
from talentbase.files import store
from talentbase.ledgers import actions
from talentbase.ledgers.cells import Cells, opened
from talentbase.ledgers.entry_forms import EntryForm
from talentbase.ledgers.models import Column, Entry, Ledger, Reference
from talentbase.ledgers.sheets import read_table
from talentbase.registers import once
from talentbase.registers.forms import RegisterForm, UnitField
from talentbase.registers.pages import RecordForm, RecordRemove, RecordReveal, Records
from talentbase.registers.saving import Refused
from talentbase.sheets.column import Column as SheetColumn
from talentbase.sheets.limits import FILE_BYTES
from talentbase.sheets.write_xlsx import write_table
from talentbase.web.downloads import download
from talentbase.web.edits import Stale
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.lists import ListColumn, RegisterList, link
from talentbase.web.requests import address_of
from talentbase.web.views import Door

VIEW, EDIT = "ledgers.view", "ledgers.edit"
SHOWN = 10  # columns of the list


def ledgers(request):
    return Ledger.objects.visible_to(request.user).select_related("unit")


class Ledgers(Door):
    right = VIEW

    def get(self, request):
        found = ledgers(request).annotate(rows=Count("entries")).order_by("closed_on", "name")
        return render(request, "ledgers/list.html", {"ledgers": found, "can_edit": request.user.may(EDIT)})


class LedgerForm(RegisterForm):
    GROUPS = (("台账", ("name", "unit", "about", "file")), ("指标", ("counts", "sums", "measure")))
    unit = UnitField(label="责任单位", error_messages={"required": "请选择责任单位。"})
    file = forms.FileField(
        label="现有的表格", required=False, help_text="列名和内容照表建好，之后可以改列的类型；不选则建空台账。"
    )
    sums = forms.ChoiceField(label="指标取合计的列", required=False)

    class Meta:
        model = Ledger
        fields = ["name", "unit", "about", "counts", "sums", "measure"]
        error_messages = {"name": {"required": "台账名称没有填，例如人才公寓台账。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        numbers = self.instance.columns.filter(kind=Column.Kind.NUMBER) if self.instance.pk else []
        self.fields["sums"].choices = [("", "条数"), *((column.key, f"{column.label}合计") for column in numbers)]
        if self.instance.pk:
            del self.fields["file"]
        else:
            del self.fields["sums"]
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > FILE_BYTES:
            raise ValidationError(f"文件超过{FILE_BYTES // 1024 // 1024}MB。")
        return file


def table_of(file, request):
    """The uploaded sheet, kept as evidence like every upload. Raises Refused."""
    stored = store.store(file.name, file.read(), kind="ledger", unit=request.user.unit, by=request.user)
    with store.opened(stored) as path:
        return read_table(path, stored.name)


class LedgerEdit(RecordForm):
    right, form, model, noun, list_url, related = EDIT, LedgerForm, Ledger, "台账", "ledgers:list", ("unit",)

    def save(self, form):
        file = form.cleaned_data.get("file")
        if form.instance.pk:
            return super().save(form)
        taken = actions.found(form.instance, table_of(file, self.request) if file else None, by=self.request.user)
        if file:
            messages.info(self.request, f"{form.instance.name}：{taken}请核对各列的类型。")
        return form.instance

    def target(self, record):
        return reverse("ledgers:columns", args=[record.pk])


def _shown(column: Column, *, is_first: bool):
    """The first column leads to the entry."""

    def cell(entry: Entry):
        words = entry.cells.words(column, entry)
        return link(entry.get_absolute_url(), words or "–") if is_first else words

    return cell


def _list_column(column: Column, place: int) -> ListColumn:
    is_sorted = column.kind not in (*Column.LINKED, Column.Kind.PHONE, Column.Kind.SECRET)
    css = "number" if column.kind == Column.Kind.NUMBER else ""
    order = (f"values__{column.key}",) if is_sorted else ()
    return ListColumn(column.key, column.label, _shown(column, is_first=not place), css=css, order=order)


def pointing(entries):
    """With what their cells point to, in three statements for all of them."""
    return entries.prefetch_related("references__person", "references__unit", "references__file")


class EntryList(RegisterList):
    """The entries of one ledger: columns, facets and the sum are the ledger's own."""

    right = VIEW
    template = "ledgers/entries.html"
    noun, measure = "台账记录", "条"
    search_hint = "任意内容"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def get(self, request, pk):
        self.ledger = get_object_or_404(ledgers(request), pk=pk)
        self.own = list(self.ledger.columns.all())
        self.columns = tuple(_list_column(each, place) for place, each in enumerate(self.own[:SHOWN]))
        self.filterset = filterset_of(self.own)
        return super().get(request)

    def get_queryset(self):
        return pointing(Entry.objects.filter(ledger=self.ledger))

    def prepare(self, records):
        cells = Cells(records, self.request.user)
        for entry in records:
            entry.cells = cells
        return records

    def extra(self):
        filters = self.filterset(self.request.GET, queryset=self.get_queryset(), request=self.request)
        numbers = [column for column in self.own if column.kind == Column.Kind.NUMBER]
        sums = (
            filters.qs.order_by().aggregate(**{column.key: Sum(number_in(column.key)) for column in numbers})
            if numbers
            else {}
        )
        said = [(column.label, summed(sums[column.key] or 0)) for column in numbers]
        return {
            "ledger": self.ledger,
            "can_edit": self.request.user.may(EDIT),
            "sums": said,
            "hidden": len(self.own) - len(self.columns),
        }


def summed(number) -> str:
    """1,234.25, 798: no digit of a sum is rounded away but beyond the fourth."""
    return f"{number:,.4f}".rstrip("0").rstrip(".")


class NumberIn(Func):
    """The number in a cell; what was written before the column held numbers is none."""

    output_field = DecimalField(max_digits=30, decimal_places=6)

    def as_sql(self, compiler, connection, **extra):
        cell, parameters = compiler.compile(self.source_expressions[0])
        return f"CASE WHEN jsonb_typeof({cell}) = 'number' THEN ({cell})::text::numeric END", [*parameters, *parameters]


def number_in(key: str):
    return NumberIn(KeyTransform(key, "values"))


def filterset_of(columns: list[Column]):
    """Facets of the ledger's columns of choices; the expression is a key of ours, never what was typed."""
    chosen = [column for column in columns if column.kind == Column.Kind.CHOICE]
    names = {f"f{column.key}": column for column in chosen}

    class Meta:
        model = Entry
        fields: list[str] = []

    body = {"Meta": Meta, "facets": tuple(
        Facet(name, column.label, KeyTextTransform(column.key, "values"), order=tuple(column.choices), is_open=True)
        for name, column in names.items()
    )}  # fmt: skip
    body |= {name: ChoiceFilter(column.key, label=column.label) for name, column in names.items()}
    return type("LedgerFilter", (ListFilter,), body)


class ChoiceFilter(ManyFilter):
    """field_name: key of the column."""

    def filter(self, queryset, value):
        wanted = [text for text in self.parent.data.getlist(self.name) if text and "\0" not in text]
        if not wanted:
            return queryset
        known = [text for text in wanted if text != "-"]
        found = queryset.filter(**{f"values__{self.field_name}__in": known})
        return found | queryset.exclude(values__has_key=self.field_name) if "-" in wanted else found


class EntrySheet(Door):
    right = EDIT

    def post(self, request, pk):
        ledger = get_object_or_404(ledgers(request), pk=pk)
        columns = list(ledger.columns.all())
        filters = filterset_of(columns)(request.GET, queryset=Entry.objects.filter(ledger=ledger), request=request)
        entries = list(pointing(filters.qs.order_by("pk")))
        cells = Cells(entries, request.user)
        rows = [
            [entry.values.get(c.key) if c.kind == Column.Kind.NUMBER else cells.words(c, entry) for c in columns]
            for entry in entries
        ]
        out = io.BytesIO()
        write_table(
            out,
            [SheetColumn(c.key, c.label, width=14) for c in columns],
            rows,
            title=ledger.name,
            note=f"导出人：{request.user.full_name}",
        )
        log.record(
            "export", user=request.user, address=address_of(request), subject=ledger, field=ledger.name[:20], rows=len(rows)
        )
        return download(out.getvalue(), f"{ledger.name}.xlsx")


class TakeIn(Door):
    """More rows out of a sheet with the ledger's headers."""

    right = EDIT

    def post(self, request, pk):
        ledger, file = get_object_or_404(ledgers(request), pk=pk), request.FILES.get("file")
        try:
            if file is None or file.size > FILE_BYTES:
                raise Refused("请选择表格文件，不超过30MB。")
            taken = actions.take_in(ledger, table_of(file, request), by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            (messages.warning if taken.wrong else messages.success)(request, str(taken))
        return redirect(ledger)


class EntryEdit(Door):
    right = EDIT

    def found(self, request, ledger=None, pk=None):
        if pk:
            return get_object_or_404(entries_of(request), pk=pk)
        return Entry(ledger=get_object_or_404(ledgers(request), pk=ledger))

    def form(self, request, entry, *data):
        return EntryForm(*data, entry=entry, columns=list(entry.ledger.columns.all()), user=request.user)

    def get(self, request, ledger=None, pk=None):
        entry = self.found(request, ledger, pk)
        return self.show(request, entry, self.form(request, entry))

    def post(self, request, ledger=None, pk=None):
        entry = self.found(request, ledger, pk)
        form = self.form(request, entry, request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, entry, form, status=422)
        try:
            with transaction.atomic():
                if not pk:
                    once.claim(request)
                actions.keep_entry(entry, form.stored, opened_version=form.cleaned_data["opened_version"], by=request.user)
        except once.SentBefore as before:
            if before.is_same:
                messages.info(request, "这一条已经登记，没有重复登记。")
                return redirect(entry.ledger)
            form.add_error(None, once.AGAIN)
            return self.show(request, entry, form, status=409)
        except Stale:
            form.add_error(None, "您打开之后，别人已保存过这一条。请返回后重新打开。")
            return self.show(request, entry, form, status=409)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, entry, form, status=422)
        messages.success(request, f"已保存到{entry.ledger}。")
        return redirect(entry.ledger)

    @staticmethod
    def show(request, entry, form, status=200):
        history = history_of("ledgers_entry", entry.pk) if entry.pk else []
        context = {"entry": entry, "form": form, "history": history, "can_reveal": can_reveal(request.user, entry)}
        context["once"] = once.new_key()
        return render(request, "ledgers/entry.html", context, status=status)


def entries_of(request):
    return pointing(Entry.objects.visible_to(request.user).select_related("ledger__unit"))


def _numbers(entry: Entry) -> list[str]:
    """Numbers of people in the entry, in full."""
    found = []
    for column in entry.ledger.columns.filter(kind__in=(Column.Kind.PHONE, Column.Kind.SECRET)):
        if value := entry.values.get(column.key):
            found.append(f"{column.label}：{opened(value) if isinstance(value, dict) else value}")
    return found


def can_reveal(user, entry: Entry) -> bool:
    return bool(entry.pk) and user.may("people.reveal") and bool(_numbers(entry))


class EntryReveal(RecordReveal):
    model, noun, list_url, related = Entry, "台账记录", "ledgers:list", ("ledger",)

    def numbers(self, record):
        return _numbers(record)


class EntryPage(EntryEdit):
    """Those who only read see the same boxes, closed."""

    right = VIEW

    def get(self, request, pk):
        entry = self.found(request, pk=pk)
        if request.user.may(EDIT):
            return redirect("ledgers:entry-edit", pk)
        cells = Cells([entry], request.user)
        facts = [(column.label, cells.words(column, entry)) for column in entry.ledger.columns.all()]
        files = [each for each in entry.references.all() if each.file_id]
        return render(request, "ledgers/reading.html", {"entry": entry, "facts": facts, "files": files})

    http_method_names = ["get", "head"]


class EntryFile(Door):
    """An attachment, for whoever sees the ledger."""

    right = VIEW

    def get(self, request, pk):
        entries = Entry.objects.visible_to(request.user).values("pk")
        reference = get_object_or_404(
            Reference.objects.exclude(file=None).select_related("file", "entry"), pk=pk, entry__in=entries
        )
        with widened():  # the file belongs to who uploaded it, the entry to whoever sees the ledger
            name, data = reference.file.name, store.read(reference.file)
        log.record("export", user=request.user, address=address_of(request), subject=reference.entry, field="附件", file=name)
        response = HttpResponse(data, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        return response


class EntryRemove(RecordRemove):
    right, model, noun, list_url, related = EDIT, Entry, "台账记录", "ledgers:list", ("ledger",)


class Close(Records):
    right, model, related = EDIT, Ledger, ("unit",)

    def post(self, request, pk):
        ledger = actions.close(self.fetch(pk), by=request.user)
        messages.success(request, f"已{'停用' if ledger.closed_on else '恢复'}“{ledger}”，内容保留。")
        return redirect("ledgers:list")
