"""Numbers and mistakes as people read them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from talentbase.web.fields import PartialDateFormField
from talentbase.web.templatetags.ui import thousands, yuan


@pytest.mark.parametrize(
    ("number", "words"),
    [(2716, "2,716"), (183.5, "183.5"), (Decimal("833.33"), "833.33"), (12.345, "12.35"), (None, "–"), (0, "0")],
)
def test_numbers_keep_two_places(number, words):
    assert thousands(number) == words


@pytest.mark.parametrize(
    ("sum_", "words"), [(Decimal("1000.50"), "1,000.50"), (3000, "3,000"), (Decimal("833.3"), "833.30"), ("", "–")]
)
def test_money_is_told_to_the_cent(sum_, words):
    assert yuan(sum_) == words


def test_a_wrong_day_is_answered_with_the_example_of_its_box():
    field = PartialDateFormField()
    with pytest.raises(ValidationError, match=r"例如1985\.03"):
        field.clean("11.20")
    field.widget.attrs["placeholder"] = "如2026.03.15"
    with pytest.raises(ValidationError, match=r"例如2026\.03\.15"):
        field.clean("11.20")
