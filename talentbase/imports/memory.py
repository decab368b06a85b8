"""A clerk explains a sender's odd column once: the next sheet of that unit is read the same way."""

from talentbase.imports.layouts import blocks_of, take_columns
from talentbase.imports.models import Batch, HeaderMeaning
from talentbase.imports.recipe import recipes
from talentbase.sheets.blocks import Block

LENGTH = HeaderMeaning._meta.get_field("header").max_length


def recall(batch: Batch, blocks: list[Block]) -> list[str]:
    """Gives columns the meaning they had last time; answers the headers it changed."""
    told = HeaderMeaning.objects.filter(unit=batch.unit, kind__in={block.kind for block in blocks})
    meanings = {(each.kind, each.header): each.key for each in told}
    changed = []
    for block in blocks:
        known = {column.key for column in recipes()[block.kind].columns} | {""}
        for column in block.columns:
            key = meanings.get((block.kind, column.header[:LENGTH]))
            if key in known and (column.key or "") != key:
                column.key = key or None
                changed.append(column.header)
    return changed


def waiting_too(batch: Batch) -> list[Batch]:
    """Other files on the same form (kind and headers alike) that wait at their columns and that what is known now reads
    differently; layouts unsaved. A firm that nobody knows is filed under the clerk's own unit: the form tells them together.
    """
    forms = {_form(block) for block in blocks_of(batch.layout)}
    found = []
    for other in Batch.objects.select_for_update(of=("self",)).filter(unit=batch.unit, state=Batch.State.COLUMNS):
        blocks = blocks_of(other.layout)
        if other.pk != batch.pk and (changed := recall(other, [block for block in blocks if _form(block) in forms])):
            chosen = {(number, c.column): c.key for number, block in enumerate(blocks) for c in block.columns}
            other.layout = take_columns(other.layout, chosen) | {"recalled": changed}
            found.append(other)
    return found


def _form(block: Block) -> tuple[str, ...]:
    return block.kind, *(column.header for column in block.columns)


def learn(batch: Batch, before: list[list], after: list[list], kinds: list[str]) -> None:
    """before, after: the layout's columns of every block, one list; kinds: of the block each column stands in."""
    told = [
        HeaderMeaning(unit=batch.unit, kind=kind, header=new[1][:LENGTH], key=new[2] or "")
        for old, new, kind in zip(before, after, kinds, strict=True)
        if old[2] != new[2] and new[1]
    ]
    once = {(each.kind, each.header): each for each in told}
    HeaderMeaning.objects.bulk_create(
        once.values(), update_conflicts=True, unique_fields=["unit", "kind", "header"], update_fields=["key"]
    )
