"""The tree of addends below a figure."""

from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    MISSING,
    Explanation,
    Figures,
    explain,
    load_standard,
    read_sheet,
)

STANDARD = load_standard("fuzhou-2018")
REVIEW, REVIEWS = "statistics.review.current", "statistics.review.cumulative"


def explained(cell, data, previous=None):
    return explain(read_sheet(STANDARD, 2018, data, previous), cell)


def test_explain__typed_cell():
    assert explained(REVIEW, {"figures": {REVIEW: 2}}) == Explanation(REVIEW, Decimal(2), "entered")


def test_explain__blank_cell():
    assert explained(REVIEW, {}) == Explanation(REVIEW, MISSING, "missing")


def test_explain__sum_with_a_blank_part():
    data = {
        "figures": {"statistics.recv_in_person.current": 1, "statistics.recv_online.current": 2}
    }

    assert explained("statistics.received.current", data) == Explanation(
        "statistics.received.current",
        MISSING,
        "sum",
        (
            Explanation("statistics.recv_in_person.current", Decimal(1), "entered"),
            Explanation("statistics.recv_online.current", Decimal(2), "entered"),
            Explanation("statistics.recv_letter_fax.current", MISSING, "missing"),
        ),
    )


@pytest.mark.parametrize(
    ("opening", "previous", "start", "total"),
    [
        ({REVIEWS: 5}, None, Explanation(REVIEWS, Decimal(5), "opening_balance"), Decimal(7)),
        (
            {REVIEWS: 5},
            Figures.from_values({REVIEWS: 9}),
            Explanation(REVIEWS, Decimal(9), "last_year"),
            Decimal(11),
        ),
        ({}, None, Explanation(REVIEWS, MISSING, "missing"), MISSING),
    ],
)
def test_explain__cumulative(opening, previous, start, total):
    data = {"figures": {REVIEW: 2}, "opening": opening}

    assert explained(REVIEWS, data, previous) == Explanation(
        REVIEWS, total, "cumulative", (start, Explanation(REVIEW, Decimal(2), "entered"))
    )


def test_explain__cumulative_of_a_sum_is_a_tree():
    parts = ["recv_in_person", "recv_online", "recv_letter_fax"]
    data = {
        "figures": {f"statistics.{part}.current": 1 for part in parts},
        "opening": {"statistics.received.cumulative": 40},
    }

    found = explained("statistics.received.cumulative", data)

    assert (found.value, [addend.operation for addend in found.addends]) == (
        43,
        ["opening_balance", "sum"],
    )
    assert [addend.cell for addend in found.addends[1].addends] == [
        f"statistics.{part}.current" for part in parts
    ]


def test_explain__unknown_cell():
    with pytest.raises(KeyError):
        explained("statistics.nonsense.current", {})
