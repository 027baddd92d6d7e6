"""How a figure came about: the tree of what was added up."""

from __future__ import annotations

from dataclasses import dataclass

from .calculation import calculate, carried_value, start_of
from .figures import MISSING, Figures, Source, Value
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure and its addends.

    ``operation`` is ``entered``, ``sum``, ``cumulative``, ``carried_over`` (a blank cell that
    goes on from last year's report), ``counted`` (a blank cell that holds what was counted),
    ``printed`` (a total that stands as it was published elsewhere, with the addends that give
    another) or ``missing`` (a blank cell); below a cumulative figure
    also ``last_year``, ``opening_balance``, or ``missing`` (neither), each under the address of
    the cumulative cell; below one carried over ``last_year`` under the address of last year's
    cell.
    """

    cell: str
    value: Value
    operation: str
    addends: tuple[Explanation, ...] = ()


def explain(sheet: Sheet, cell: str, figures: Figures | None = None) -> Explanation:
    """The tree of addends of one cell; ``KeyError`` where the standard has no such cell.

    ``figures`` are those that ``calculate(sheet)`` gave, where the caller has them already.
    """
    if cell not in sheet.standard.cells:
        raise KeyError(cell)
    return _explain(sheet, calculate(sheet) if figures is None else figures, cell)


def _explain(sheet: Sheet, figures: Figures, cell: str) -> Explanation:
    formula = sheet.standard.formulas.get(cell)
    if formula is None:
        return _explain_typed(sheet, figures, cell)
    addends = tuple(_explain(sheet, figures, part) for part in formula.parts)
    if formula.operation == "cumulative":
        addends = (_start(sheet, cell), *addends)
    printed = figures[cell].source is Source.IMPORTED
    operation = "printed" if printed else formula.operation
    return Explanation(cell, figures.value(cell), operation, addends)


def _explain_typed(sheet: Sheet, figures: Figures, cell: str) -> Explanation:
    figure = figures[cell]
    if figure.source is Source.CARRIED_FORWARD:
        source = sheet.standard.carried[cell].source
        last = Explanation(source, carried_value(sheet, cell), "last_year")
        return Explanation(cell, figure.value, "carried_over", (last,))
    if figure.source is Source.COUNTED:
        return Explanation(cell, figure.value, "counted")
    return Explanation(cell, figure.value, "missing" if figure.value is MISSING else "entered")


def _start(sheet: Sheet, cell: str) -> Explanation:
    value, source = start_of(sheet, cell)
    if value is MISSING:
        return Explanation(cell, value, "missing")
    operation = "last_year" if source is Source.CARRIED_FORWARD else "opening_balance"
    return Explanation(cell, value, operation)
