"""Whole tables: what is calculated and what is found."""

import pytest

from wagtail_disclosure.domain import (
    calculate,
    calculated_cells,
    check,
    load_standard,
    parse_value,
)

from .cases import expected_findings, printed, read_case, sheet_of, worked_tables


@pytest.mark.parametrize("path", worked_tables(), ids=lambda path: path.stem)
def test_calculate__worked_table(path):
    case = read_case(path)
    expected = {cell: parse_value(value) for cell, value in printed(case).items()}

    figures = calculate(sheet_of(case))

    assert {cell: figure.value for cell, figure in figures.items()} == expected
    assert list(figures) == list(expected)


@pytest.mark.parametrize("path", worked_tables(), ids=lambda path: path.stem)
def test_check__worked_table(path):
    case = read_case(path)

    assert check(sheet_of(case)) == expected_findings(case)


@pytest.mark.parametrize("path", worked_tables(), ids=lambda path: path.stem)
def test_check__totals_of_the_printed_table_are_claimed_and_agree(path):
    case = read_case(path)
    calculated = calculated_cells(load_standard(case["standard"]))
    totals = {
        cell: value for cell, value in printed(case).items() if cell in calculated and value != ""
    }
    claimed = {**totals, **case.get("claimed", {})}

    assert check(sheet_of({**case, "claimed": claimed})) == expected_findings(case)
