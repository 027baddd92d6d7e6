"""“Nothing to report”: the zeros that say so, written out."""

from __future__ import annotations

from decimal import Decimal

from .calculation import add, calculate
from .figures import MISSING, Figure, Figures, Value
from .sheet import Sheet


def nothing_to_report(sheet: Sheet) -> Figures:
    """What is to be typed into the cells that are still blank when nothing happened this year.

    Zero, but for two kinds of cell. What goes on from last year's report by itself (上年结转, a
    cumulative figure) is not blank and is left alone. A stock (现行有效件数) is what it was a year
    ago. Where nobody knows what last year left of either, the cell stays blank: someone has to
    say. What was typed already stays as it is, and so do opening balances.
    """
    figures = calculate(sheet)
    stocks = {stock.cell: stock.last_year for stock in sheet.standard.stock_cells}
    found: dict[str, Figure] = {}
    for cell, figure in figures.items():
        if cell in sheet.standard.formulas or cell in sheet.unread or figure.value is not MISSING:
            continue
        if cell in sheet.standard.carried:
            continue
        value = _last_year(sheet, stocks[cell]) if cell in stocks else Decimal(0)
        if value is not MISSING:
            found[cell] = Figure(value)
    return Figures(found)


def _last_year(sheet: Sheet, cells: tuple[str, ...]) -> Value:
    previous = sheet.previous
    return MISSING if previous is None else add(previous.value(cell) for cell in cells)
