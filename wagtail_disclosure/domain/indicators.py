"""Indicators: what the prose of a report calls the figures of its tables.

A standard declares them; ``wagtail_disclosure.domain.prose`` looks for them in text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """One figure as the prose speaks of it.

    ``cells`` are addresses; several are added up (不予公开 is eight rows of the form).
    ``cumulative`` are the cells of the figure of all years, where the form has one. ``names``
    are phrases: words in order, parted by spaces, with ``|`` between alternatives and ``?``
    behind a word that may be left out. ``wholes`` are phrases that mean this indicator behind
    占 only (占申请总数的). ``short`` are phrases
    that mean it only right behind the figure of an indicator in the same row or column (新收8件，
    办结7件). ``units`` are the units that a number next to the name may have;
    where none are given, those of the first cell.
    """

    key: str
    cells: tuple[str, ...]
    names: tuple[str, ...]
    cumulative: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    def addresses(self, column: str) -> tuple[str, ...]:
        """The cells of a column: ``current`` or ``cumulative``."""
        return self.cumulative if column == "cumulative" else self.cells

    def stands_beside(self, other: Indicator) -> bool:
        """Whether the figures of both stand in one row, or in one column, of a table."""
        places = [cell.split(".") for cell in (*self.cells, *other.cells)]
        tables, rows, columns = (set(keys) for keys in zip(*places, strict=True))
        return len(tables) == 1 and (len(rows) == 1 or len(columns) == 1)
