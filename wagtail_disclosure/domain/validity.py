"""Whether an item is in force (有效性) on a day.

An item says itself whether it is in force, and may name days: the first and the last day in
force, and the day of its repeal. What a day decides stands above what was said before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class State(Enum):
    """尚未生效, 有效, 失效, 废止."""

    NOT_YET = "not_yet"
    EFFECTIVE = "effective"
    EXPIRED = "expired"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Term:
    """What is known of an item's validity. ``declared`` is ``effective``, ``expired`` or
    ``repealed``, as the agency says; days are ``None`` where it names none."""

    declared: str = State.EFFECTIVE.value
    in_force_from: date | None = None
    in_force_until: date | None = None
    repealed_on: date | None = None

    def on(self, day: date) -> State:
        """The state on ``day``; ``in_force_until`` is the last day in force, ``repealed_on`` the
        first without. Without a day, what is declared holds for every day."""
        if self.repealed_on is not None and self.repealed_on <= day:
            return State.REPEALED
        if self.in_force_until is not None and self.in_force_until < day:
            return State.EXPIRED
        if self.declared == State.REPEALED.value and self.repealed_on is None:
            return State.REPEALED
        if self.declared == State.EXPIRED.value and self.in_force_until is None:
            return State.EXPIRED
        if self.in_force_from is not None and self.in_force_from > day:
            return State.NOT_YET
        return State.EFFECTIVE
