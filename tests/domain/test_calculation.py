"""Sums and cumulative figures in single cells; whole tables stand in ``tests/cases``."""

from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    MISSING,
    NOT_APPLICABLE,
    Figure,
    Figures,
    Source,
    calculate,
    derive_opening,
    load_standard,
    parse_standard,
    read_sheet,
)
from wagtail_disclosure.domain.calculation import add

from .cases import CASES, read_case, sheet_of

STANDARD = load_standard("fuzhou-2018")
ONE, TWO = Decimal(1), Decimal("2.10")


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ([ONE, TWO], Decimal("3.10")),
        ([ONE, MISSING], MISSING),
        ([MISSING, NOT_APPLICABLE], MISSING),
        ([ONE, NOT_APPLICABLE], ONE),
        ([NOT_APPLICABLE, ONE, TWO], Decimal("3.10")),
        ([NOT_APPLICABLE, NOT_APPLICABLE], NOT_APPLICABLE),
        ([Decimal("0.1"), Decimal("0.2")], Decimal("0.3")),
        ([Decimal(999999999999999), ONE], Decimal(10**15)),
        (
            [Decimal(999999999999999), Decimal("0.000000000000001")],
            Decimal("999999999999999.000000000000001"),
        ),
    ],
)
def test_add__blanks_are_not_zero(values, total):
    assert add(values) == total


def cumulative(data, previous=None):
    figures = calculate(read_sheet(STANDARD, 2018, data, previous))
    return figures["statistics.review.cumulative"]


def test_calculate__last_year_wins_over_an_opening_balance():
    data = {
        "figures": {"statistics.review.current": 1},
        "opening": {"statistics.review.cumulative": 5},
    }
    previous = Figures.from_values({"statistics.review.cumulative": 10})

    assert cumulative(data, previous) == Figure(Decimal(11), Source.CALCULATED)
    assert cumulative(data) == Figure(Decimal(6), Source.CALCULATED)


def test_calculate__last_year_blank_leaves_the_opening_balance():
    data = {
        "figures": {"statistics.review.current": 1},
        "opening": {"statistics.review.cumulative": 5},
    }

    assert cumulative(data, Figures()).value == 6


def test_calculate__nothing_to_go_on_from():
    assert cumulative({"figures": {"statistics.review.current": 1}}).value is MISSING


def test_calculate__claimed_figures_are_never_used():
    data = {"claimed": {"statistics.review.cumulative": 9, "statistics.received.current": 9}}

    figures = calculate(read_sheet(STANDARD, 2018, data))

    assert {figure.value for figure in figures.values()} == {MISSING}


def test_calculate__sources():
    figures = calculate(sheet_of(read_case(CASES / "fuzhou-2018-seed.toml")))

    assert figures["statistics.review.current"].source is Source.ENTERED
    assert figures["statistics.received.current"].source is Source.CALCULATED
    assert figures["statistics.review.cumulative"].source is Source.CALCULATED


def test_calculate__sums_of_rows_and_columns_in_order_of_dependence():
    standard = parse_standard("""
identifier = "grid"
title = "Grid"
sections = [{ key = "s", heading = "S" }]
[[tables]]
key = "t"
title = "T"
columns = [
  { key = "total", label = "Total" }, { key = "a", label = "A" }, { key = "b", label = "B" }
]
rows = [
  { key = "all", label = "All" }, { key = "half", label = "Half" },
  { key = "x", label = "X" }, { key = "y", label = "Y" }, { key = "z", label = "Z" },
]
[[sums]]
table = "t"
total = "all"
parts = ["half", "z"]
[[sums]]
table = "t"
total = "half"
parts = ["x", "y"]
[[sums]]
table = "t"
axis = "columns"
total = "total"
parts = ["a", "b"]
""")
    typed = {
        "t.x.a": 1, "t.x.b": 2, "t.y.a": 10, "t.y.b": 20, "t.z.a": "0.5", "t.z.b": 100,
    }  # fmt: skip

    figures = calculate(read_sheet(standard, 2020, {"figures": typed}))

    assert figures.dump() == {
        "t.all.total": "133.5", "t.all.a": "11.5", "t.all.b": 122,
        "t.half.total": 33, "t.half.a": 11, "t.half.b": 22,
        "t.x.total": 3, "t.x.a": 1, "t.x.b": 2,
        "t.y.total": 30, "t.y.a": 10, "t.y.b": 20,
        "t.z.total": "100.5", "t.z.a": "0.5", "t.z.b": 100,
    }  # fmt: skip


def test_derive_opening__from_the_printed_table():
    seed = read_case(CASES / "fuzhou-2018-seed.toml")
    printed = {f"statistics.{row}.cumulative": both[1] for row, both in seed["table"].items()}
    sheet = read_sheet(STANDARD, 2018, {"figures": {**seed["figures"], **printed}})

    assert derive_opening(sheet) == Figures.from_values(seed["opening"], Source.OPENING_BALANCE)


@pytest.mark.parametrize(
    ("change", "previous"),
    [
        ({"figures": {}}, None),
        ({"figures": {"statistics.review.current": 4}}, None),
        ({"claimed": {"statistics.review.cumulative": "n/a"}}, None),
        ({"opening": {"statistics.review.cumulative": 0}}, None),
        ({}, Figures.from_values({"statistics.review.cumulative": 2})),
    ],
)
def test_derive_opening__nothing_to_derive(change, previous):
    data = {
        "figures": {"statistics.review.current": 1},
        "claimed": {"statistics.review.cumulative": 3},
        **change,
    }

    assert derive_opening(read_sheet(STANDARD, 2018, data, previous)) == Figures()
