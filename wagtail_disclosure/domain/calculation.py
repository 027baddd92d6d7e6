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

A cell that was left blank, and goes on from no other, holds what was *counted* for it (``Facts``).

One exception to all this: a report that stood before readers elsewhere is shown as it was. A
total that was printed there and differs from the sum of its parts stands as printed, once
someone has acknowledged the difference (rule S02); whatever is made of it is made of what is
printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal

from .figures import MISSING, NOT_APPLICABLE, Figure, Figures, Source, Value, dump_value
from .findings import finding_key
from .sheet import Sheet
from .standards import Standard


def calculated_cells(standard: Standard) -> frozenset[str]:
    """The cells that are never typed."""
    return frozenset(standard.formulas)


def calculate(sheet: Sheet) -> Figures:
    """Every cell of the standard in the order of the form, each with its source."""
    standard = sheet.standard
    found: dict[str, Figure] = {}

    def value_of(cell: str) -> Value:
        return (found[cell] if cell in found else _typed(sheet, cell)).value

    for cell in standard.order_of_calculation:
        value = worked_out(sheet, cell, value_of)
        found[cell] = _as_printed(sheet, cell, value) or Figure(value, Source.CALCULATED)
    return Figures(
        {cell: found[cell] if cell in found else _typed(sheet, cell) for cell in standard.cells}
    )


def worked_out(sheet: Sheet, cell: str, value_of: Callable[[str], Value]) -> Value:
    """What a calculated cell comes to, given the values of its parts."""
    formula = sheet.standard.formulas[cell]
    values = [value_of(part) for part in formula.parts]
    if formula.operation == "cumulative":
        values.append(start_of(sheet, cell)[0])
    return add(values)


def claim_params(claimed: Value, calculated: Value) -> dict[str, str]:
    """Both sides of a claim as text: what rule S02 says of it; empty where nothing could be
    calculated."""
    found = "" if calculated is MISSING else str(dump_value(calculated))
    return {"claimed": str(dump_value(claimed)), "calculated": found}


def _as_printed(sheet: Sheet, cell: str, calculated: Value) -> Figure | None:
    """The figure that stood in a report published elsewhere, where its difference from the
    calculated one was acknowledged."""
    if not sheet.facts.published_elsewhere or not sheet.acknowledged:
        return None
    claimed = sheet.claimed.get(cell)
    if claimed is None or claimed.value == calculated:
        return None
    left, right = claimed.number, Figure(calculated).number
    key = finding_key("S02", (cell,), left, right, claim_params(claimed.value, calculated))
    return Figure(claimed.value, Source.IMPORTED) if sheet.acknowledged.get(key) else None


def _typed(sheet: Sheet, cell: str) -> Figure:
    """The figure of a cell that is not calculated: typed, or else carried over, or counted."""
    figure = sheet.entered.get(cell)
    if figure is not None and figure.value is not MISSING:
        return figure
    if cell not in sheet.unread:
        value = carried_value(sheet, cell)
        if value is not MISSING:
            return Figure(value, Source.CARRIED_FORWARD)
        counted = sheet.facts.counted
        if counted is not None and counted.value(cell) is not MISSING:
            return counted[cell]
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
            total = _EXACT.add(value, total) if isinstance(total, Decimal) else value
    return total


#: Wide enough for the sum of any figures there can be (see ``figures.MAX_DIGITS``).
_EXACT = Context(prec=100)


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
