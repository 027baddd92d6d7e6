"""Rules about what the form says of whole columns: S04 and S05."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..calculation import add
from ..findings import Finding, Severity
from .registry import Case, Rule, register


@register(
    "S04",
    severity=Severity.ERROR,
    origin="form",
    reason="The form prints that what came in, new or from last year, is what was dealt with or "
    "goes on to next year. It is the one check that every reader can make with the form in hand.",
    declared="balances",
)
def sides_differ(rule: Rule, case: Case) -> Iterator[Finding]:
    """Two sides of a balance that differ in one column."""
    for balance in case.sheet.standard.balance_cells:
        left, right = _sum(case, balance.left), _sum(case, balance.right)
        if left is not None and right is not None and left != right:
            yield rule.finding(
                *balance.left,
                *balance.right,
                left=left,
                right=right,
                severity=Severity(balance.severity),
                params={"left_cells": str(len(balance.left))},
            )


@register(
    "S05",
    severity=Severity.ERROR,
    origin="structure",
    reason="Where nothing came in, nothing can have been dealt with. Figures in such a column "
    "usually belong to the column beside it.",
    declared="nothing_without",
)
def something_from_nothing(rule: Rule, case: Case) -> Iterator[Finding]:
    """Figures in a column in which nothing came in."""
    formulas = case.sheet.standard.formulas
    for column in case.sheet.standard.dry_columns:
        # The column of totals says the same as the columns that it adds up.
        if column.sources[0] in formulas or _sum(case, column.sources, none=True) != 0:
            continue
        found = [
            cell
            for cell in column.others
            if cell not in formulas and case.number(cell) not in (None, 0)
        ]
        if found:
            yield rule.finding(*found, params={"source_cells": " ".join(column.sources)})


def _sum(case: Case, cells: Sequence[str], *, none: bool = False) -> Decimal | None:
    """The sum of cells; ``None`` where one is blank or all are not applicable. With ``none``,
    only where all are zero or not applicable it is zero: 1 and −1 are something."""
    values = [case.value(cell) for cell in cells]
    if none:
        values = [abs(value) if isinstance(value, Decimal) else value for value in values]
    total = add(values)
    return total if isinstance(total, Decimal) else None
