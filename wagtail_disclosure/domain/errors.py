"""Mistakes in definitions: a wrong definition is not wrong data.

A standard, a pattern of index numbers or any other definition is read once; whatever is
wrong with it is collected and raised together, so that its author mends it in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: in which file, at which key, what is wrong, and what to do about it.

    ``file`` is empty where the definition came from no file; ``key`` is a path such as
    ``tables.statistics.rows.received.unit``.
    """

    file: str
    key: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.key) if part)
        return f"{place}: {self.message} {self.remedy}".removeprefix(": ").strip()


class DefinitionError(Exception):
    """All mistakes of one definition (or of several files) at once; never an empty list."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
