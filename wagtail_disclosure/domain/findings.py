"""Findings: breaches of rules, as plain data that can be compared.

The domain gives codes and parameters; the words are put above it
(``wagtail_disclosure.services.finding_texts``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule.

    ``left`` and ``right`` are the two sides that should agree (``None`` where a side is
    no number), in the unit of the cells. ``params`` are further named values for the
    message, e.g. the text that was typed. ``cells`` are addresses, the one to jump to first.
    """

    code: str
    severity: Severity
    cells: tuple[str, ...] = ()
    left: Decimal | None = None
    right: Decimal | None = None
    blocks: bool = True
    acknowledgeable: bool = False
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def difference(self) -> Decimal | None:
        """left − right, or ``None`` where a side is missing."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right
