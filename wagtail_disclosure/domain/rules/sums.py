"""Rules about what adds up: S01 to S03."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from ..calculation import add, claim_params, start_of, worked_out
from ..figures import MISSING, Figure, Source, Value
from ..findings import Finding, Severity
from ..standards import Equation
from .registry import Case, Rule, register


@register(
    "S01",
    severity=Severity.ERROR,
    origin="form",
    reason="The form prints a total and its parts. Where the total is not simply calculated from "
    "them (a cumulative column, opening balances, a total typed by hand) the two can differ, and "
    "every reader who adds up finds it.",
)
def parts_differ(rule: Rule, case: Case) -> Iterator[Finding]:
    """Parts that do not add up to their total.

    Where the cumulative column starts from opening balances, these are compared: they are what
    someone can mend, and the cumulative figures follow.
    """
    for equation in case.sheet.standard.equations:
        if _holds_by_calculation(case, equation):
            continue
        place, sides = "opening", _opening_sides(case, equation)
        if sides is None:
            place, sides = "figures", _sides(equation, case.value)
        if sides is not None and sides[0] != sides[1]:
            yield rule.finding(
                equation.total,
                *equation.parts,
                left=sides[0],
                right=sides[1],
                severity=Severity(equation.severity),
                params={"place": place},
            )


@register(
    "S02",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="structure",
    reason="A total that came with a file, an import or a pasted block is not used, but where it "
    "differs from the calculated one, one of the figures below it was probably mistyped.",
)
def claim_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """A figure that came for a calculated cell and differs from what is calculated. In a report
    that stood before readers elsewhere, a total of which not all parts are given differs, too."""
    elsewhere = case.sheet.facts.published_elsewhere
    for cell, claimed in case.sheet.claimed.items():
        calculated = worked_out(case.sheet, cell, case.figures.value)
        if (elsewhere or calculated is not MISSING) and claimed.value != calculated:
            yield rule.finding(
                cell,
                left=claimed.number,
                right=Figure(calculated).number,
                params=claim_params(claimed.value, calculated),
            )


@register(
    "S03",
    severity=Severity.ERROR,
    origin="form",
    reason="A row under “of which” (其中) counts some of what its total counts. Such rows may "
    "overlap, so they need not add up, but none can be larger than the total.",
)
def part_exceeds(rule: Rule, case: Case) -> Iterator[Finding]:
    """A part that is larger than its total."""
    for ceiling in case.sheet.standard.ceilings:
        total = case.number(ceiling.total)
        for part in ceiling.parts:
            number = case.number(part)
            if total is not None and number is not None and number > total:
                yield rule.finding(
                    part,
                    ceiling.total,
                    left=number,
                    right=total,
                    severity=Severity(ceiling.severity),
                )


def _holds_by_calculation(case: Case, equation: Equation) -> bool:
    formula = case.sheet.standard.formulas.get(equation.total)
    return formula is not None and formula.operation == "sum" and formula.parts == equation.parts


def _opening_sides(case: Case, equation: Equation) -> tuple[Decimal, Decimal] | None:
    """Both sides in opening balances, where all cells start from one."""
    for cell in (equation.total, *equation.parts):
        value, source = start_of(case.sheet, cell)
        if value is MISSING or source is not Source.OPENING_BALANCE:
            return None
    return _sides(equation, case.sheet.opening.value)


def _sides(equation: Equation, value_of: Callable[[str], Value]) -> tuple[Decimal, Decimal] | None:
    """The total and the sum of the parts, where both are numbers."""
    total, parts = value_of(equation.total), add(value_of(part) for part in equation.parts)
    if isinstance(total, Decimal) and isinstance(parts, Decimal):
        return total, parts
    return None
