"""Chain, node and discipline that a need's own words speak of: shown beside the fields, taken or left by a person."""

from dataclasses import dataclass

PER_KIND = 2
TEXTS = ("title", "job_kind", "majors", "tech_field", "description", "target", "other")


@dataclass(frozen=True)
class Suggestion:
    """take: "chain_nodes.L0103", table and code of the row; label: what stands on the button; words: what was met."""

    take: str
    label: str
    words: str


def suggest(data, book) -> list[Suggestion]:
    """data: field name -> text as typed in the form. At most two of chains and two of disciplines, the best first."""
    text = "\n".join(str(data.get(name) or "") for name in TEXTS)
    found = book.propose_chain(text)[:PER_KIND] + book.propose_discipline(text)[:PER_KIND]
    return [
        Suggestion(f"{each.code.table}.{each.code.code}", _label(each.code, book), "、".join(each.words)) for each in found
    ]


def _label(code, book) -> str:
    if code.table == "chain_nodes":
        return f"{book.name('chains', code.parent)}·{code.name}"
    return f"{code.name}产业链" if code.table == "chains" else f"学科：{code.name}"
