"""The words a need may be found by."""

from talentbase.pg.search import han_terms
from talentbase.text.folding import fold
from talentbase.text.pinyin import initials

TEXTS = ("title", "job_kind", "description", "tech_field", "target", "other", "contact")


def terms_of(need) -> set[str]:
    """need: a Need with its enterprise loaded, saved or not. XQ-2026B-147 is found by its parts."""
    found = {initials(need.title)}
    for text in (need.number, need.enterprise.name, *need.majors, *(getattr(need, field) for field in TEXTS)):
        found |= han_terms(fold(text))
    return found - {""}
