"""Counting no further than anybody reads."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

#: Counts of more than these are kept, for so many seconds.
KEPT_FROM, SECONDS_KEPT = 1000, 60


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


def kept_count(found: QuerySet[Any], count: Callable[[], int]) -> int:
    """How many are found, where they are many no older than a minute: to count ten thousand means
    to read ten thousand rows, and whoever turns pages asks again with each."""
    try:
        sql, params = found.query.sql_with_params()
    except EmptyResultSet:
        return 0
    asked = f"{found.db}|{sql}|{params}"
    key = f"wagtail_disclosure.search.{sha256(asked.encode()).hexdigest()}"
    kept: int | None = cache.get(key)
    if kept is None:
        kept = count()
        if kept > KEPT_FROM:
            cache.set(key, kept, SECONDS_KEPT)
    return kept
