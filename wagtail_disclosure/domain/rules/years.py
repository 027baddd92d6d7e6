"""Rules about this year and the years before: Y01 to Y04."""

from __future__ import annotations

from collections.abc import Iterator

from ..calculation import derive_opening, start_of
from ..figures import MISSING, Figure, Source
from ..findings import Finding, Severity
from ..sheet import opening_cells
from .registry import Case, Rule, register


@register(
    "Y01",
    severity=Severity.ERROR,
    origin="structure",
    reason="The cumulative figure counts all years with this one among them.",
)
def cumulative_below_current(rule: Rule, case: Case) -> Iterator[Finding]:
    """A cumulative figure that is smaller than the figure of the year."""
    for cell, current in _cumulative(case):
        whole, part = case.number(cell), case.number(current)
        if whole is not None and part is not None and whole < part:
            yield rule.finding(cell, current, left=whole, right=part)


@register(
    "Y02",
    severity=Severity.ERROR,
    origin="structure",
    reason="A cumulative figure goes on from last year's. Where there is no report of last year "
    "to take it from, someone has to say once what had been counted until then.",
    needs_last_year=True,
)
def opening_missing(rule: Rule, case: Case) -> Iterator[Finding]:
    """No cumulative figure of last year, and no opening balance."""
    unread = case.sheet.leftovers.get("opening", {})
    derived = derive_opening(case.sheet)
    for cell, _ in _cumulative(case):
        if start_of(case.sheet, cell)[0] is MISSING and cell not in unread:
            number = derived.number(cell)
            suggestion = "" if number is None else format(number, "f")
            yield rule.finding(cell, params={"suggestion": suggestion})


@register(
    "Y03",
    severity=Severity.WARNING,
    blocks=False,
    origin="proposal",
    reason="Last year's report wins over an opening balance; where the two differ, one is wrong.",
    needs_last_year=True,
)
def opening_unused(rule: Rule, case: Case) -> Iterator[Finding]:
    """An opening balance that differs from last year's cumulative figure."""
    for cell, _ in _cumulative(case):
        last, source = start_of(case.sheet, cell)
        opening = case.sheet.opening.value(cell)
        if source is Source.CARRIED_FORWARD and opening not in (MISSING, last):
            yield rule.finding(cell, left=Figure(opening).number, right=Figure(last).number)


@register(
    "Y04",
    severity=Severity.WARNING,
    blocks=False,
    origin="structure",
    reason="The form changed several times; a report on the wrong form cannot be compared.",
)
def year_not_covered(rule: Rule, case: Case) -> Iterator[Finding]:
    """A report year that the standard is not meant for."""
    standard, year = case.sheet.standard, case.sheet.year
    if not standard.covers(year):
        yield rule.finding(
            params={
                "year": str(year),
                "standard": standard.identifier,
                "first_year": str(standard.first_year or ""),
                "last_year": str(standard.last_year or ""),
            }
        )


def _cumulative(case: Case) -> Iterator[tuple[str, str]]:
    """The cumulative cells in the order of the form, each with this year's cell."""
    cells = opening_cells(case.sheet.standard)
    for cell in case.sheet.standard.cells:
        if cell in cells:
            yield cell, case.sheet.standard.formulas[cell].parts[0]
