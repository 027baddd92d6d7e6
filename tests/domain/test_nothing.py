"""“Nothing to report”: which cells it fills, and with what."""

from dataclasses import replace
from decimal import Decimal

from wagtail_disclosure.domain import (
    Facts,
    Figures,
    Source,
    calculate,
    check,
    load_standard,
    nothing_to_report,
    read_sheet,
)

CN_2021 = load_standard("cn-2021")
CARRIED = {cell for cell in CN_2021.cells if ".carried_in." in cell}
STOCKS = {"proactive.rules.in_force", "proactive.normative_docs.in_force"}


def typed_cells(standard):
    return {cell for cell in standard.cells if cell not in standard.formulas}


def written(sheet):
    return {cell: figure.value for cell, figure in nothing_to_report(sheet).items()}


def test_nothing__a_first_report_gets_zeros_but_nothing_that_goes_on_from_last_year():
    sheet = read_sheet(CN_2021, 2025, {})
    zeros = typed_cells(CN_2021) - STOCKS - CARRIED

    assert written(sheet) == dict.fromkeys(zeros, Decimal(0))


def test_nothing__stocks_stay_and_carried_figures_are_left_alone():
    previous = Figures.from_values({
        **dict.fromkeys(CN_2021.cells, 0),
        "proactive.rules.in_force": 3,
        "proactive.normative_docs.in_force": 41,
    })  # fmt: skip
    sheet = read_sheet(CN_2021, 2025, {}, previous)
    zeros = written(sheet)

    assert {cell: zeros[cell] for cell in STOCKS} == {
        "proactive.rules.in_force": 3,
        "proactive.normative_docs.in_force": 41,
    }
    assert not [cell for cell in zeros if ".carried_in." in cell]
    filled = read_sheet(CN_2021, 2025, {"figures": nothing_to_report(sheet).dump()}, previous)
    assert check(filled) == ()
    assert calculate(filled).number("requests.carried_in.natural_person") == 0


def test_nothing__what_was_carried_over_must_still_be_dealt_with():
    previous = Figures.from_values({**dict.fromkeys(CN_2021.cells, 0),
                                    "requests.carried_out.natural_person": 2,
                                    "requests.carried_out.total": 2})  # fmt: skip
    sheet = read_sheet(CN_2021, 2025, {}, previous)
    filled = read_sheet(CN_2021, 2025, {"figures": nothing_to_report(sheet).dump()}, previous)

    assert [finding.code for finding in check(filled)] == ["S04", "S04"]


def test_nothing__what_was_typed_stays():
    data = {"figures": {"requests.granted.natural_person": 5, "cases.review.upheld": "/"}}
    zeros = written(read_sheet(CN_2021, 2025, data))

    assert "requests.granted.natural_person" not in zeros
    assert "cases.review.upheld" not in zeros


def test_nothing__a_cumulative_figure_goes_on():
    standard = load_standard("fuzhou-2018")
    previous = Figures.from_values(dict.fromkeys(standard.cells, 9))
    sheet = read_sheet(standard, 2018, {}, previous)
    filled = read_sheet(standard, 2018, {"figures": nothing_to_report(sheet).dump()}, previous)

    assert calculate(filled).number("statistics.review.current") == 0
    assert calculate(filled).number("statistics.review.cumulative") == 9


def test_nothing__what_was_counted_is_not_blank():
    cell = "proactive.normative_docs.issued"
    counted = Figures.from_values({cell: 2}, Source.COUNTED)
    sheet = replace(read_sheet(CN_2021, 2025, {}), facts=Facts(counted=counted))

    assert cell not in written(sheet)
