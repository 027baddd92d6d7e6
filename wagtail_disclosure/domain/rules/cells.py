"""Rules about single cells: F01 to F05."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..figures import MISSING, Figure, FigureError, parse_value
from ..findings import Finding, Severity
from ..sheet import Sheet, as_text
from .registry import Case, Rule, register


@register(
    "F01",
    severity=Severity.ERROR,
    origin="structure",
    reason="The form counts things; only columns that say so (an increase or decrease) can go "
    "below zero.",
)
def negative(rule: Rule, case: Case) -> Iterator[Finding]:
    """A number below zero in a cell that is not signed."""
    for place, cell, number in _numbers(case.sheet):
        if number < 0 and not case.sheet.standard.cells[cell].signed:
            yield rule.finding(cell, left=number, right=Decimal(0), params={"place": place})


@register(
    "F02",
    severity=Severity.ERROR,
    origin="practice",
    reason="A blank is not zero: a reader must be able to tell nothing to report from not "
    "reported. Publication asks for a figure or “not applicable” in every cell.",
)
def blank(rule: Rule, case: Case) -> Iterator[Finding]:
    """A cell to be typed that holds nothing, and nothing was carried over to it."""
    sheet = case.sheet
    for cell, figure in case.figures.items():
        typed = cell not in sheet.standard.formulas
        if typed and cell not in sheet.unread and figure.value is MISSING:
            yield rule.finding(cell)


@register(
    "F03",
    severity=Severity.ERROR,
    origin="structure",
    reason="Items, requests and cases are counted in whole numbers; only amounts have decimals.",
)
def decimals(rule: Rule, case: Case) -> Iterator[Finding]:
    """A number with decimals where whole numbers are expected."""
    for place, cell, number in _numbers(case.sheet):
        whole = number == number.to_integral_value()
        if not whole and not case.sheet.standard.cells[cell].decimal:
            yield rule.finding(cell, left=number, params={"place": place})


@register(
    "F04",
    severity=Severity.ERROR,
    always=True,
    origin="structure",
    reason="Text cannot be added up or compared. It is kept as typed until someone replaces it.",
)
def unreadable(rule: Rule, case: Case) -> Iterator[Finding]:
    """Something typed that is no number."""
    sheet = case.sheet
    for place, texts in (("figures", sheet.unread), *sheet.leftovers.items()):
        for cell in sheet.standard.cells:
            if cell in texts and _belongs(sheet, place, cell):
                text = as_text(texts[cell])
                params = {"place": place, "text": text, "problem": _problem(text)}
                yield rule.finding(cell, params=params)


@register(
    "F05",
    severity=Severity.ERROR,
    blocks=False,
    origin="structure",
    reason="A figure for a cell that the standard does not have is not published; someone must "
    "know that it was meant for something.",
)
def unknown(rule: Rule, case: Case) -> Iterator[Finding]:
    """A figure for a cell that the standard does not know."""
    sheet = case.sheet
    for place, values in (("figures", sheet.unknown), *sheet.leftovers.items()):
        for cell, raw in values.items():
            if not _belongs(sheet, place, cell):
                yield rule.finding(cell, params={"place": place, "text": as_text(raw)})


def _numbers(sheet: Sheet) -> Iterator[tuple[str, str, Decimal]]:
    """Every number that was given: part of the sheet, cell, number, in the order of the form."""
    given = (("figures", sheet.entered), ("opening", sheet.opening), ("claimed", sheet.claimed))
    for cell in sheet.standard.cells:
        for place, figures in given:
            number = figures.get(cell, Figure(MISSING)).number
            if number is not None:
                yield place, cell, number


def _belongs(sheet: Sheet, place: str, cell: str) -> bool:
    """Whether that part of the sheet takes such a cell."""
    formula = sheet.standard.formulas.get(cell)
    if place == "figures":
        return cell in sheet.standard.cells and formula is None
    if place == "opening":
        return formula is not None and formula.operation == "cumulative"
    return formula is not None


def _problem(text: str) -> str:
    try:
        parse_value(text)
    except FigureError as error:
        return error.code
    # The text would read as a number: it came as a float, which is not exact.
    return "float"
