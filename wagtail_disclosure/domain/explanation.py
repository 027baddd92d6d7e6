"""How a figure came about: the tree of what was added up."""

from __future__ import annotations

from dataclasses import dataclass

from .calculation import calculate, start_of
from .figures import MISSING, Figures, Source, Value
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure and its addends.

    ``operation`` is ``entered``, ``sum``, ``cumulative``, or ``missing`` (a blank cell); below
    a cumulative figure also ``last_year``, ``opening_balance``, or ``missing`` (neither), each
    under the address of the cumulative cell.
    """

    cell: str
    value: Value
    operation: str
    addends: tuple[Explanation, ...] = ()


def explain(sheet: Sheet, cell: str) -> Explanation:
    """The tree of addends of one cell; ``KeyError`` where the standard has no such cell."""
    if cell not in sheet.standard.cells:
        raise KeyError(cell)
    return _explain(sheet, calculate(sheet), cell)


def _explain(sheet: Sheet, figures: Figures, cell: str) -> Explanation:
    formula = sheet.standard.formulas.get(cell)
    value = figures.value(cell)
    if formula is None:
        return Explanation(cell, value, "missing" if value is MISSING else "entered")
    addends = tuple(_explain(sheet, figures, part) for part in formula.parts)
    if formula.operation == "cumulative":
        addends = (_start(sheet, cell), *addends)
    return Explanation(cell, value, formula.operation, addends)


def _start(sheet: Sheet, cell: str) -> Explanation:
    value, source = start_of(sheet, cell)
    if value is MISSING:
        return Explanation(cell, value, "missing")
    operation = "last_year" if source is Source.CARRIED_FORWARD else "opening_balance"
    return Explanation(cell, value, operation)
