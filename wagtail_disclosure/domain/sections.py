"""The sections that a standard gives a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One top-level section of the report, in order. ``heading`` carries no number.

    ``own_words`` sections may not be empty or repeat last year's (rules T07, T08);
    ``mentions`` are words of which the section has to hold one (rule T09).
    """

    key: str
    heading: str
    tables: tuple[str, ...] = ()
    required: bool = True
    own_words: bool = False
    mentions: tuple[str, ...] = ()
