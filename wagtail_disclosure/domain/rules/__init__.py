"""Rules (勾稽规则) and the check that runs them.

A rule yields findings; it never prints, saves or raises. Each has a permanent code, and says
apart how grave a breach is, whether it blocks publication (nothing blocks saving), and whether
a breach may be acknowledged with a reason.
"""

from __future__ import annotations

# Importing the modules enters their rules.
from . import agencies, balances, carry_overs, cells, counts, prose, reports, sums, texts, years
from .registry import RULES, Case, Rule, check, register, rule, skipped_rules

__all__ = [
    "RULES",
    "Case",
    "Rule",
    "agencies",
    "balances",
    "carry_overs",
    "cells",
    "check",
    "counts",
    "prose",
    "register",
    "reports",
    "rule",
    "skipped_rules",
    "sums",
    "texts",
    "years",
]
