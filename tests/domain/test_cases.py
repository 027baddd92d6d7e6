"""Whole tables: what is calculated and what is found."""

import pytest

from wagtail_disclosure.domain import calculate, check, parse_value

from .cases import expected_findings, read_case, sheet_of, worked_tables


@pytest.mark.parametrize("path", worked_tables(), ids=lambda path: path.stem)
def test_calculate__worked_table(path):
    case = read_case(path)
    expected = {
        f"statistics.{row}.{column}": parse_value(value)
        for row, values in case["table"].items()
        for column, value in zip(("current", "cumulative"), values, strict=True)
    }

    figures = calculate(sheet_of(case))

    assert {cell: figure.value for cell, figure in figures.items()} == expected
    assert list(figures) == list(expected)


@pytest.mark.parametrize("path", worked_tables(), ids=lambda path: path.stem)
def test_check__worked_table(path):
    case = read_case(path)

    assert check(sheet_of(case)) == expected_findings(case)
