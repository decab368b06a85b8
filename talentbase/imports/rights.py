"""Which tables of a batch a user may take in: a sheet is no way around the right to enter such records by hand."""

from talentbase.accounts.models import User
from talentbase.imports.models import Batch
from talentbase.imports.recipe import recipes


def kinds_of(batch: Batch) -> list[str]:
    """The kind of each of its tables."""
    return [block["kind"] for block in batch.layout["blocks"]]


def barred_kinds(batch: Batch, by: User | None) -> list[str]:
    """Labels of kinds that this user may not enter by hand, nor by a sheet; the other tables are taken in."""
    if by is None:
        return []
    wanted = [recipes()[kind] for kind in dict.fromkeys(kinds_of(batch))]
    return [recipe.label for recipe in wanted if recipe.right and not by.may(recipe.right)]
