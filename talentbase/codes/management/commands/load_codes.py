"""`manage.py load_codes`: add the code rows of `codes/data/` that the database lacks. Rows a county changed stay as they are."""

from django.core.management.base import BaseCommand
from django.db import transaction

from talentbase.codes.book import forget_book, key_of
from talentbase.codes.lookup import TABLES, read_rows
from talentbase.codes.models import ChainNode, Code, IndustryChain


class Command(BaseCommand):
    help = "装入代码表（只补缺，不改已有）。"

    @transaction.atomic
    def handle(self, **options):
        before = Code.objects.count()
        for table in TABLES:
            if table not in ("chains", "chain_nodes"):
                Code.objects.bulk_create(self._codes(table), ignore_conflicts=True, batch_size=1000)
        self._load_chains()
        forget_book()
        if options["verbosity"]:
            self.stdout.write(f"代码{Code.objects.count()}行，本次新增{Code.objects.count() - before}行。")

    @staticmethod
    def _codes(table: str):
        return [
            Code(
                key=key_of(table, row.code), table=table, code=row.code, name=row.name, aliases=list(row.aliases),
                parent=row.parent, rank=row.rank, data=row.extra, order=order,
            )
            for order, row in enumerate(read_rows(table), 1)
        ]  # fmt: skip

    @staticmethod
    def _load_chains() -> None:
        chains = [
            IndustryChain(code=row.code, name=row.name, aliases=list(row.aliases), data=row.extra, order=order)
            for order, row in enumerate(read_rows("chains"), 1)
        ]
        IndustryChain.objects.bulk_create(chains, ignore_conflicts=True)
        ids = dict(IndustryChain.objects.values_list("code", "pk"))
        nodes = [
            ChainNode(
                chain_id=ids[row.parent], code=row.code, name=row.name, aliases=list(row.aliases), stage=row.extra["stage"],
                keywords=list(row.listed("keywords")), disciplines=list(row.listed("disciplines")), order=order,
            )
            for order, row in enumerate(read_rows("chain_nodes"), 1)
        ]  # fmt: skip
        ChainNode.objects.bulk_create(nodes, ignore_conflicts=True)
