"""Counting no further than anybody reads."""

from __future__ import annotations

from typing import Any, NamedTuple


class Count(NamedTuple):
    """How many were found; ``more``: and there are more than that."""

    number: int
    more: bool


def count_up_to(results: Any, limit: int = 1000) -> Count:
    """How many results there are, if not more than the limit.

    An exact count reads every match; on a large table this costs more than the page shown.
    """
    number = results[: limit + 1].count()
    return Count(min(number, limit), number > limit)
