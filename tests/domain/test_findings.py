from decimal import Decimal

import pytest

from wagtail_disclosure.domain import Finding, Severity


@pytest.mark.parametrize(
    ("left", "right", "difference"),
    [
        (Decimal(40), Decimal("39.5"), Decimal("0.5")),
        (Decimal(1), Decimal(2), Decimal(-1)),
        (Decimal(1), None, None),
        (None, Decimal(1), None),
    ],
)
def test_difference__of_two_sides(left, right, difference):
    assert Finding("X", Severity.ERROR, (), left, right).difference == difference
