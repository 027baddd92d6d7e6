"""The texts of a report that rules look at, next to its figures. All of them are optional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: What a rule can ask for.
PARTS = ("sections", "title", "agency_names", "previous_sections")


@dataclass(frozen=True)
class ReportTexts:
    """Plain texts of one report; ``None`` or empty where nobody gave them.

    ``sections`` are the texts by section key in the order in which they stand in the report,
    headings of sections left out; a section that the standard does not have goes by its heading.
    ``agency_names`` are the names of the agency and of those before it, the present one first.
    ``previous_sections`` are those of last year's report, ``preamble`` is what stands before the
    first section.
    """

    sections: Mapping[str, str] | None = None
    title: str | None = None
    agency_names: tuple[str, ...] = ()
    previous_sections: Mapping[str, str] | None = None
    preamble: str | None = None

    def has(self, part: str) -> bool:
        """Whether a part was given. A report without sections has given none, but an empty
        title is one."""
        value = getattr(self, part)
        return value is not None and value != ()
