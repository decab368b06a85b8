"""The words an employer may be found by."""

from talentbase.pg.search import han_terms, pinyin_terms
from talentbase.text.folding import fold
from talentbase.text.pinyin import initials, readings

TEXTS = ("name", "industry", "products", "contact", "address")


def terms_of(enterprise) -> set[str]:
    """enterprise: an Enterprise, saved or not. Names also by pinyin (shengwu) and initials, the credit code from its start."""
    found = {enterprise.uscc.lower()} | name_terms(enterprise.name)
    for field in TEXTS:
        found |= han_terms(fold(getattr(enterprise, field)))
    return found - {""}


def name_terms(name: str) -> set[str]:
    """Full pinyin and initials of a name from every character on, each character in its usual reading."""
    syllables = [spoken[0] for spoken in map(readings, fold(name)) if spoken]
    return pinyin_terms([syllables], {initials(name)}) - {""}
