"""Totals, cumulative figures, and figures carried over from last year.

In words: a *sum* is the sum of its parts. A part that is missing makes the sum missing: a
blank is not zero. A part that is not applicable counts nothing; when all parts are not
applicable, so is the sum. A *cumulative* figure is last year's cumulative plus this year's
figure, by the same reading of blanks. Where last year has none for that cell, the opening
balance stands for it; where there is none either, the cumulative is missing. A cell that is
*carried over* and was left blank holds the figure of last year's report that it goes on from; a
figure that is typed there stands, whatever last year's says (rule Y05 compares them).

Every calculated cell is worked out after the cells it is made of, whatever their order on the
form; a standard whose cells go in a circle cannot be loaded. Arithmetic is exact; nothing is
rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .figures import MISSING, NOT_APPLICABLE, Figure, Figures, Source, Value
from .sheet import Sheet
from .standards import Standard


def calculated_cells(standard: Standard) -> frozenset[str]:
    """The cells that are never typed."""
    return frozenset(standard.formulas)


def calculate(sheet: Sheet) -> Figures:
    """Every cell of the standard in the order of the form, each with its source."""
    standard = sheet.standard
    formulas = standard.formulas
    found: dict[str, Figure] = {}
    for cell in standard.order_of_calculation:
        formula = formulas[cell]
        values = [
            (found[part] if part in found else _typed(sheet, part)).value for part in formula.parts
        ]
        if formula.operation == "cumulative":
            values.append(start_of(sheet, cell)[0])
        found[cell] = Figure(add(values), Source.CALCULATED)
    return Figures(
        {cell: found[cell] if cell in found else _typed(sheet, cell) for cell in standard.cells}
    )


def _typed(sheet: Sheet, cell: str) -> Figure:
    """The figure of a cell that is not calculated: typed, or else carried over."""
    figure = sheet.entered.get(cell)
    if figure is not None and figure.value is not MISSING:
        return figure
    if cell not in sheet.unread:
        value = carried_value(sheet, cell)
        if value is not MISSING:
            return Figure(value, Source.CARRIED_FORWARD)
    return _NOTHING


_NOTHING = Figure(MISSING)


def carried_value(sheet: Sheet, cell: str) -> Value:
    """What a cell is carried over from in last year's report; missing where there is none."""
    carried = sheet.standard.carried.get(cell)
    if carried is None or sheet.previous is None:
        return MISSING
    return sheet.previous.value(carried.source)


def start_of(sheet: Sheet, cell: str) -> tuple[Value, Source]:
    """What a cumulative cell starts from, and whether that is last year's figure
    (``CARRIED_FORWARD``) or the opening balance; missing where there is neither."""
    if sheet.previous is not None and sheet.previous.value(cell) is not MISSING:
        return sheet.previous.value(cell), Source.CARRIED_FORWARD
    return sheet.opening.value(cell), Source.OPENING_BALANCE


def add(values: Iterable[Value]) -> Value:
    """The sum of values, with missing and not applicable as the module says."""
    total: Value = NOT_APPLICABLE
    for value in values:
        if value is MISSING:
            return MISSING
        if isinstance(value, Decimal):
            total = value + total if isinstance(total, Decimal) else value
    return total


def derive_opening(sheet: Sheet) -> Figures:
    """Opening balances that would give the claimed cumulative figures: claimed − this year's.

    For reports that are typed in after the event, where the printed table is known and the
    balance is not (839 − 128 = 711). Only cells that have neither a last year nor an opening
    balance, whose figures are both numbers, and where the balance is not below zero.
    """
    figures = calculate(sheet)
    found: dict[str, Figure] = {}
    for cell, formula in sheet.standard.formulas.items():
        if formula.operation != "cumulative" or start_of(sheet, cell)[0] is not MISSING:
            continue
        claimed, current = sheet.claimed.number(cell), figures.number(formula.parts[0])
        if claimed is not None and current is not None and claimed >= current:
            found[cell] = Figure(claimed - current, Source.OPENING_BALANCE)
    return Figures({cell: found[cell] for cell in sheet.standard.cells if cell in found})
