"""Boxes in which a code, a chain or a node is chosen: what is open, and what the record holds already."""

from django import forms

from talentbase.codes.models import ChainNode, Code, IndustryChain
from talentbase.web.fields import HeldChoice


class _Coded(HeldChoice):
    def label_from_instance(self, row) -> str:
        return f"{row}（已停用）" if row.disabled_on else str(row)


class CodeField(_Coded):
    """table: as in `CodeBook`; is_long: a box that searches while typing."""

    def __init__(self, table: str, *, is_long: bool = False, **kwargs):
        given = {"required": False, "empty_label": "未登记", "widget": _select(is_long)}
        super().__init__(Code.objects.of(table).active(), **{**given, **kwargs})


class ChainField(_Coded):
    def __init__(self, **kwargs):
        given = {"label": "产业链", "required": False, "empty_label": "未登记"}
        super().__init__(IndustryChain.objects.active(), **{**given, **kwargs})


class ChainsField(_Coded, forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs):
        given = {"label": "产业链", "required": False, "widget": forms.SelectMultiple(attrs={"data-pick": "1"})}
        super().__init__(IndustryChain.objects.active(), **{**given, **kwargs})

    def held_by(self, record, name: str) -> list:
        return record.chain_ids


class NodeField(_Coded):
    def __init__(self, **kwargs):
        given = {"label": "环节", "required": False, "empty_label": "未登记", "widget": _select(is_long=True)}
        super().__init__(ChainNode.objects.active().select_related("chain"), **{**given, **kwargs})

    def label_from_instance(self, row) -> str:
        return f"{row}（已停用）" if row.disabled_on or row.chain.disabled_on else str(row)


def _select(is_long: bool) -> forms.Select:
    return forms.Select(attrs={"data-pick": "1"} if is_long else {})
