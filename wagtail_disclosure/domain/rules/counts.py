"""The rule about figures that were counted: C01."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import Figures
from ..findings import Finding, Severity
from .registry import Case, Rule, register


@register(
    "C01",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="proposal",
    reason="Where the entries of a catalogue are counted by the program, another figure in the "
    "report needs a word: documents that are not in the catalogue, or entries that do not count. "
    "Readers can count for themselves.",
    facts=("counted",),
)
def counted_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """A typed figure that is not what was counted; as grave as the standard says."""
    standard = case.sheet.standard
    counted = case.sheet.facts.counted or Figures()
    severities = {declared.cell: Severity(declared.severity) for declared in standard.counts}
    for cell in standard.cells:
        if cell in standard.formulas:
            continue
        own, number = case.number(cell), counted.number(cell)
        if own is not None and number is not None and own != number:
            yield rule.finding(cell, left=own, right=number, severity=severities.get(cell))
