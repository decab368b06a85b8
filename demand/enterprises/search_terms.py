"""The words an employer may be found by."""

import re

from talentbase.pg.search import han_terms, pinyin_terms
from talentbase.text.folding import fold
from talentbase.text.pinyin import initials, sort_key

SYLLABLE = re.compile(r"[a-z]+")
TEXTS = ("name", "industry", "products", "contact", "address")


def terms_of(enterprise) -> set[str]:
    """enterprise: an Enterprise, saved or not. Names also by pinyin (shengwu) and initials, the credit code from its start."""
    found = {enterprise.uscc.lower()} | name_terms(enterprise.name)
    for field in TEXTS:
        found |= han_terms(fold(getattr(enterprise, field)))
    return found - {""}


def name_terms(name: str) -> set[str]:
    """Full pinyin and initials of a name from every character on, in its usual reading."""
    syllables = [found[0] for part in sort_key(name).split() if (found := SYLLABLE.match(part))]
    return pinyin_terms([syllables], {initials(name)}) - {""}
