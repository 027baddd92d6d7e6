"""Mistakes in definitions: a wrong definition is not wrong data.

A standard, a pattern of index numbers or any other definition is read once; whatever is
wrong with it is collected and raised together, so that its author mends it in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: in which file, at which key, what is wrong, and what to do about it.

    ``file`` is empty where the definition came from no file; ``key`` is a path such as
    ``tables.statistics.rows.received.unit``. Mistakes that editors make too carry ``code`` and
    ``params``, so that the words can be put in their language above the domain.
    """

    file: str
    key: str
    message: str
    remedy: str
    code: str = ""
    params: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.key) if part)
        return f"{place}: {self.message} {self.remedy}".removeprefix(": ").strip()


class DefinitionError(Exception):
    """All mistakes of one definition (or of several files) at once; never an empty list."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
