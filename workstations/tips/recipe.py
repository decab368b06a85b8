"""A tip is compared with the register before anybody counts it: the one it names may be known already."""

from people.registry.recipe import PeopleRecipe
from talentbase.imports.recipe import CheckOnly, Known, RowReading
from workstations.tips.reading import TipReading


class TipRecipe(CheckOnly):
    def __init__(self):
        super().__init__(TipReading)

    def known(self, readings: list[RowReading], *, by, unit=None) -> dict[int, Known]:
        return PeopleRecipe().known(readings, by=by)
