"""One definition of a column serves list, import and export. This room knows no word of the domain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """key: field name of the import schema (`birth_ym`); label: what our own template and lists call it (`出生年月`).

    aliases: other headers seen in the wild, written without blanks or line breaks; compared after folding.
    groups: for two-row headers, upper captions under which the alias counts (`家庭联系人及电话` over `电话`).
    beside: key of the column this one speaks of; a caption that several columns share (`职务`) goes to the one whose subject
    stands nearest on its left.
    second: key that a second column of this meaning is given where its caption names that key's label: 企业名称 | 单位职务.
    required: the row is held when the cell is empty. sensitive: masked in lists and exports, encrypted in the raw row.
    width: characters in our template.

    For the blank workbook: choices: what its drop-down offers, words or the name of a code table; holds: "text", "date",
    "phone" or "number"; hint: how to fill it in, where `holds` does not say enough; example, other_example: cells of its two
    sample rows; asked: False for what only a sheet of the sender's own, or our own export, has.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    required: bool = False
    sensitive: bool = False
    width: int = 12
    example: str = ""
    other_example: str = ""
    choices: str | tuple[str, ...] = ()
    holds: str = "text"
    hint: str = ""
    asked: bool = True
    beside: str = ""
    second: str = ""


def words(text: str) -> tuple[str, ...]:
    """Aliases as one writes them down: parted by blanks."""
    return tuple(text.split())
