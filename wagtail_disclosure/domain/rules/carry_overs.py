"""Rules that hold this year's figures against last year's report: Y05 to Y08."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..calculation import add, carried_value
from ..figures import Figures
from ..findings import Finding, Severity
from ..standards import cell_address
from .registry import Case, Rule, register


@register(
    "Y05",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="practice",
    reason="What last year's report left for this year is what this year begins with, column by "
    "column. Evaluators compare the two. A reorganisation or a correction may be a good reason "
    "for another figure; readers are told.",
    needs_last_year=True,
    declared="carry_overs",
)
def carried_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """A figure that is not what last year's report left for this year."""
    formulas = case.sheet.standard.formulas
    found = [
        rule.finding(item.cell, left=left, right=right, severity=Severity(item.severity),
                     params={"source": item.source})
        for item in case.sheet.standard.carried.values()
        for left, right in _pair(case.number(item.cell), carried_value(case.sheet, item.cell))
        if left != right
    ]  # fmt: skip
    # A total that differs because one of its parts does is no further mistake.
    typed = [finding for finding in found if finding.cells[0] not in formulas]
    yield from typed or found


@register(
    "Y06",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="proposal",
    reason="What there is at the end of the year is as a rule what there was a year before, with "
    "what came and without what went. Amendment, expiry and clean-ups break it.",
    needs_last_year=True,
    declared="stocks",
)
def stock_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """A stock that does not follow from last year's and this year's changes."""
    previous = case.sheet.previous or Figures()
    for stock in case.sheet.standard.stock_cells:
        now = case.number(stock.cell)
        then = _stock(case, previous, stock.last_year, stock.added, stock.removed)
        if now is not None and then is not None and now != then:
            yield rule.finding(
                stock.cell,
                *stock.added,
                *stock.removed,
                left=now,
                right=then,
                severity=Severity(stock.severity),
            )


@register(
    "Y07",
    severity=Severity.INFORMATION,
    blocks=False,
    origin="practice",
    reason="A figure several times last year's, or a fraction of it, may be right; it may also be "
    "a slip of the hand, or 元 where 万元 is asked for. Someone should have looked.",
    needs_last_year=True,
    declared="comparisons",
)
def jumped(rule: Rule, case: Case) -> Iterator[Finding]:
    """A figure far above or below last year's."""
    previous = case.sheet.previous or Figures()
    for cell, compared in case.sheet.standard.compared:
        for now, then in _pair(case.number(cell), previous.value(cell)):
            far = now > compared.factor * then or now * compared.factor < then
            if far and max(now, then) >= compared.least:
                yield rule.finding(
                    cell, left=now, right=then, params={"factor": str(compared.factor)}
                )


@register(
    "Y08",
    severity=Severity.INFORMATION,
    blocks=False,
    origin="proposal",
    reason="Cases may be counted in the year they were brought or in the year they ended, so the "
    "two years cannot be compared one to one; each case should be counted once, though.",
    needs_last_year=True,
    declared="pending",
)
def was_pending(rule: Rule, case: Case) -> Iterator[Finding]:
    """Cases that were pending at the end of last year."""
    previous = case.sheet.previous or Figures()
    for declared in case.sheet.standard.pending:
        for info in case.sheet.standard.cells_of(declared.table):
            if info.column.key != declared.column:
                continue
            total = cell_address(declared.table, info.row.key, declared.total)
            for now, then in _pair(case.number(total), previous.value(info.address)):
                if then > 0:
                    yield rule.finding(total, left=now, right=then, params={"source": info.address})


def _pair(now: Decimal | None, then: object) -> Iterator[tuple[Decimal, Decimal]]:
    """Both numbers, where both are numbers."""
    if now is not None and isinstance(then, Decimal):
        yield now, then


def _stock(
    case: Case,
    previous: Figures,
    last_year: Sequence[str],
    added: Sequence[str],
    removed: Sequence[str],
) -> Decimal | None:
    """Last year's figures with this year's changes, where all are numbers."""
    values = [previous.value(cell) for cell in last_year]
    values += [case.value(cell) for cell in added]
    changed = add(values)
    if not removed:
        return changed if isinstance(changed, Decimal) else None
    gone = add(case.value(cell) for cell in removed)
    if isinstance(changed, Decimal) and isinstance(gone, Decimal):
        return changed - gone
    return None
