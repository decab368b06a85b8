"""Maintenance of code tables: look up, rename, add spellings, disable. Nothing is deleted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from talentbase.codes.book import forget_book
from talentbase.codes.forms import ChainForm, CodeForm
from talentbase.codes.models import Code, IndustryChain
from talentbase.web.views import Door

TABLES = {
    "genders": "性别", "nations": "民族", "politics": "政治面貌", "education": "学历", "degrees": "学位", "titles": "专业技术职务",
    "job_levels": "职务层次", "civil_ranks": "职级", "programs": "人才称号", "talent_classes": "人才分类", "universities": "双一流高校",
    "disciplines": "学科", "industries": "行业", "provinces": "省级行政区", "prefectures": "地级行政区", "counties": "县级行政区",
    "towns": "乡镇", "family_relations": "家庭关系",
}  # fmt: skip
ROWS = 100


class Tables(Door):
    right = "codes.edit"

    def get(self, request):
        sizes = dict(Code.objects.values_list("table").annotate(size=Count("pk")))
        tables = [(table, label, sizes.get(table, 0)) for table, label in TABLES.items()]
        chains = IndustryChain.objects.prefetch_related("nodes")
        return render(request, "codes/list.html", {"tables": tables, "chains": chains})


class Table(Door):
    right = "codes.edit"

    def get(self, request, table):
        if table not in TABLES:
            raise Http404
        text = request.GET.get("q", "").strip()[:40]
        rows = Code.objects.of(table)
        if text:
            rows = rows.filter(Q(name__contains=text) | Q(code__startswith=text) | Q(aliases__contains=[text]))
        page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        return render(request, "codes/table.html", {"page": page, "label": TABLES[table], "text": text})


class Edit(Door):
    """model: Code (by key) or IndustryChain (by id)."""

    right = "codes.edit"
    model, form = Code, CodeForm

    def get(self, request, key):
        return self.show(request, self.form(instance=get_object_or_404(self.model, pk=key)))

    def post(self, request, key):
        form = self.form(request.POST, instance=get_object_or_404(self.model, pk=key))
        if not form.is_valid():
            return self.show(request, form, 422)
        saved = form.save()
        forget_book()
        messages.success(request, f"已保存“{saved.name}”。")
        return redirect("codes:table", saved.table) if self.model is Code else redirect("codes:list")

    @staticmethod
    def show(request, form, status=200):
        return render(request, "codes/form.html", {"form": form}, status=status)


class EditChain(Edit):
    model, form = IndustryChain, ChainForm
