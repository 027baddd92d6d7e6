"""Findings: breaches of rules, as plain data that can be compared.

The domain gives codes and parameters; the words are put above it
(``wagtail_disclosure.services.finding_texts``).
"""

from __future__ import annotations

import hashlib
import json
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
    ``reason`` is why the breach may stay, where someone acknowledged it; empty otherwise.
    """

    code: str
    severity: Severity
    cells: tuple[str, ...] = ()
    left: Decimal | None = None
    right: Decimal | None = None
    blocks: bool = True
    acknowledgeable: bool = False
    params: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    @property
    def stops(self) -> bool:
        """Whether the report cannot be published because of it."""
        return self.blocks and not self.reason

    @property
    def key(self) -> str:
        """What an acknowledgement is remembered by: rule, cells and both sides.

        It stays the same while both sides stay the same. Where the sides are no numbers, the
        parameters are what was said.
        """
        return finding_key(self.code, self.cells, self.left, self.right, self.params)

    @property
    def difference(self) -> Decimal | None:
        """left − right, or ``None`` where a side is missing."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right


#: Parameters that tell where, not what.
_PLACES = ("place", "section")


def finding_key(
    code: str,
    cells: tuple[str, ...],
    left: Decimal | None,
    right: Decimal | None,
    params: Mapping[str, str],
) -> str:
    """The key of a finding, e.g. ``Y05-1f0c…``: code, and a digest of what it is about."""
    # A negative zero, and zeros behind the point, are the same number.
    about = ["" if side is None else f"{(side + 0).normalize():f}" for side in (left, right)]
    told = params if None in (left, right) else {key: params.get(key, "") for key in _PLACES}
    about += [f"{name}={text}" for name, text in sorted(told.items())]
    digest = hashlib.sha256(json.dumps([code, *cells, *about]).encode()).hexdigest()
    return f"{code}-{digest[:16]}"
