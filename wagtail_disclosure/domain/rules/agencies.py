"""Rules about the agency and those it reports for: G01 and M01."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..calculation import add
from ..findings import Finding, Severity
from .registry import Case, Rule, register


@register(
    "G01",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="proposal",
    reason="Only ministries, provinces and cities with districts make 规章. Others that report "
    "some usually mean 规范性文件, one row further down.",
    facts=("makes_rules",),
    declared="rule_making",
)
def rules_without_power(rule: Rule, case: Case) -> Iterator[Finding]:
    """规章 of an agency that cannot make any."""
    if case.sheet.facts.makes_rules:
        return
    for cell in case.sheet.standard.rule_making:
        number = case.number(cell)
        if number is not None and number > 0:
            yield rule.finding(cell, left=number, right=Decimal(0))


@register(
    "M01",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="practice",
    reason="The report of a region is made of its members' reports. A cell that is not their sum "
    "was changed on one side only, or needs a word of explanation.",
    facts=("members",),
)
def members_differ(rule: Rule, case: Case) -> Iterator[Finding]:
    """A typed figure that is not the sum of the members' figures."""
    members = case.sheet.facts.members or {}
    for cell in case.sheet.standard.cells:
        if cell in case.sheet.standard.formulas:
            continue
        own, summed = case.number(cell), add(figures.value(cell) for figures in members.values())
        if own is not None and isinstance(summed, Decimal) and own != summed:
            yield rule.finding(cell, left=own, right=summed, params={"members": str(len(members))})
