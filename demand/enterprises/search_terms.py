"""The words an employer may be found by."""

from talentbase.pg.search import han_terms
from talentbase.text.folding import fold
from talentbase.text.pinyin import initials

TEXTS = ("name", "industry", "products", "contact", "address")


def terms_of(enterprise) -> set[str]:
    """enterprise: an Enterprise, saved or not. Names also by initials (nlxmsp), the credit code as a whole."""
    found = {enterprise.uscc.lower(), initials(enterprise.name)}
    for field in TEXTS:
        found |= han_terms(fold(getattr(enterprise, field)))
    return found - {""}
