"""One definition of a column serves list, import and export. This room knows no word of the domain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """key: field name of the import schema (`birth_ym`); label: what our own template and lists call it (`出生年月`).

    aliases: other headers seen in the wild, written without blanks or line breaks; compared after folding.
    groups: for two-row headers, upper captions under which the alias counts (`家庭联系人及电话` over `电话`).
    required: the row is held when the cell is empty. sensitive: masked in lists and exports, encrypted in the raw row.
    width: characters in our template.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    required: bool = False
    sensitive: bool = False
    width: int = 12
    example: str = ""
