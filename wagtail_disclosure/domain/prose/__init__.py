"""Reading the prose of a report: numbers, what they are, and which figure they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ..indicators import Indicator
from ..standards import Standard
from .absence import read_absences
from .names import Names
from .normal import mark_own, normalise
from .numbers import Kind, Number, read_numbers
from .phrases import own_names
from .plain import plain_text
from .series import read_series
from .shares import read_shares
from .statements import Statement, read_amounts, sentences

__all__ = ["Kind", "Number", "Statement", "plain_text", "read_numbers", "read_statements"]


def read_statements(
    text: str, standard: Standard, year: int, agency_names: Iterable[str] = ()
) -> tuple[Statement, ...]:
    """What a text says of the figures of a report of ``year``, in reading order.

    ``agency_names`` are the names of the agency that reports and of those before it: a
    statement whose subject is any other body is left alone.
    """
    normal = mark_own(normalise(text), own_names(agency_names))
    names = _names(tuple(_with_units(standard, indicator) for indicator in standard.prose))
    found: dict[tuple[int, int, str, tuple[str, ...]], Statement] = {}
    for sentence in sentences(normal, standard, year, names):
        for statement in (
            *read_amounts(sentence),
            *read_shares(sentence),
            *read_absences(sentence),
            *read_series(sentence),
        ):
            place = (statement.start, statement.end, statement.indicator.key, statement.columns)
            found.setdefault(place, statement)
    return tuple(sorted(found.values(), key=lambda item: (item.start, item.end)))


def _with_units(standard: Standard, indicator: Indicator) -> Indicator:
    unit = standard.cells[indicator.cells[0]].unit
    return indicator if indicator.units or not unit else replace(indicator, units=(unit,))


@lru_cache(maxsize=64)
def _names(indicators: tuple[Indicator, ...]) -> Names:
    """The patterns of a standard, which take a tenth of a second to make, once for all agencies."""
    return Names(indicators)
