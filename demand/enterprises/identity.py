"""Are two names one employer? The one place where names are folded and credit codes judged."""

import re

from talentbase.text.folding import fold
from talentbase.text.ids import strip_number, uscc_fault

NOT_A_WORD = re.compile(r"[\W_]+")
COMPANY_FORMS = (("有限责任公司", "有限公司"), ("股份公司", "股份有限公司"))
LENGTH = 120


def folded_name(name: str) -> str:
    """某某（南乐）有限责任公司 and 某某(南乐)有限公司 -> 某某南乐有限公司."""
    folded = NOT_A_WORD.sub("", fold(name)).lower() or fold(name)
    for written, meant in COMPANY_FORMS:
        folded = folded.replace(written, meant)
    return folded[:LENGTH]


def is_name(text: str) -> bool:
    """A name holds letters or Han; dashes and brackets alone are none."""
    return bool(NOT_A_WORD.sub("", text))


def clean_uscc(text: str) -> str:
    """Eighteen characters as GB 32100 writes them: upper case, no blanks."""
    return strip_number(text)


def uscc_warning(code: str) -> str:
    """A sentence where the code does not hold (GB 32100-2015); it is stored all the same, for a clerk cannot mend it."""
    return uscc_fault(code) if code else ""
