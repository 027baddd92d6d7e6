"""Rules about the report around its figures: R01 and R02."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..findings import Finding, Severity
from .registry import Case, Rule, register


@register(
    "R01",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="practice",
    reason="The figures of a report are those of its year, from 1 January to 31 December: only "
    "then do years and agencies compare. An agency that was set up during the year has a reason "
    "for another period.",
    facts=("period_start", "period_end"),
)
def other_period(rule: Rule, case: Case) -> Iterator[Finding]:
    """A period that is not the report's year."""
    facts, year = case.sheet.facts, case.sheet.year
    period = (facts.period_start, facts.period_end)
    if period != (date(year, 1, 1), date(year, 12, 31)):
        start, end = (day.isoformat() for day in period if day is not None)
        yield rule.finding(params={"start": start, "end": end, "year": str(year)})


@register(
    "R02",
    severity=Severity.ERROR,
    blocks=False,
    origin="form",
    reason="The regulation sets a day until which reports are published (article 49 since 2019), "
    "and many places an earlier one. A late report is marked as late; it is still published.",
    facts=("published_on", "deadline"),
)
def late(rule: Rule, case: Case) -> Iterator[Finding]:
    """A report that is published after the day it was due."""
    published, due = case.sheet.facts.published_on, case.sheet.facts.deadline
    if published is not None and due is not None and published > due:
        yield rule.finding(
            left=Decimal((published - due).days),
            right=Decimal(0),
            params={"published": published.isoformat(), "deadline": due.isoformat()},
        )
