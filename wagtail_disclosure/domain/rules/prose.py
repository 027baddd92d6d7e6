"""Rules about figures in the prose: T01 and T02."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..findings import Finding, Severity
from ..prose import Statement
from .registry import Case, Rule, register

_MONEY = {"元": 1, "百元": 100, "千元": 1000, "万元": 10**4, "亿元": 10**8}


@register(
    "T01",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="Readers compare the text with the table, and tables are corrected late without the "
    "text. Words differ from office to office, so a difference is a warning only.",
    needs_texts=("sections",),
)
def amount_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """An amount next to an indicator's name that differs from the table.

    “None received” counts as 0. What is compared and what is left alone: see
    [prose](prose.md).
    """
    for section, statement in case.statements:
        if statement.whole is not None:
            continue
        sides = [
            (cells, _sum(case, cells))
            for cells in map(statement.indicator.addresses, statement.columns)
        ]
        cells, table = sides[0]
        stated, step = _in_unit_of(case, cells[0], statement)
        exact = not case.sheet.standard.cells[cells[0]].decimal and step <= 1
        slack = Decimal(0) if exact else step / 2
        numbers = [number for _, number in sides if number is not None]
        if len(numbers) == len(sides) and all(abs(stated - n) > slack for n in numbers):
            params = {"section": section, "text": statement.quote}
            yield rule.finding(*cells, left=stated, right=table, params=params)


@register(
    "T02",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="proposal",
    reason="A share in the text follows from two figures of the table; it goes wrong when one of "
    "them is corrected.",
    needs_texts=("sections",),
)
def share_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """A share, with its part and its whole both named, that differs from the table's quotient
    by more than its rounding."""
    for section, statement in case.statements:
        if statement.whole is None:
            continue
        part = statement.indicator.addresses(statement.columns[0])
        whole = statement.whole.addresses(statement.columns[0])
        above, below = _sum(case, part), _sum(case, whole)
        if above is None or not below:
            continue
        share = above * 100 / below
        if abs(statement.value - share) > statement.step / 2:
            yield rule.finding(
                part[0],
                *whole,
                *part[1:],
                left=statement.value,
                right=share.quantize(statement.step) if statement.step < 1 else round(share, 0),
                params={"section": section, "text": statement.quote},
            )


def _sum(case: Case, cells: tuple[str, ...]) -> Decimal | None:
    """The sum of cells that are all numbers."""
    numbers = [number for number in map(case.number, cells) if number is not None]
    return sum(numbers, Decimal(0)) if cells and len(numbers) == len(cells) else None


def _in_unit_of(case: Case, cell: str, statement: Statement) -> tuple[Decimal, Decimal]:
    """The stated amount and its step, in the unit of the cell."""
    unit = case.sheet.standard.cells[cell].unit
    factor = Decimal(_MONEY.get(statement.unit, 1)) / (
        _MONEY.get(unit, 1) if statement.unit in _MONEY else 1
    )
    return statement.value * factor, statement.step * factor
