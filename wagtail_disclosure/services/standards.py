"""Find reporting standards: shipped ones, then the site's directories."""

from __future__ import annotations

from pathlib import Path

from ..conf import get_setting
from ..domain.catalogue import load_standard, standards
from ..domain.standards import Standard
from ..models import Agency


def directories() -> tuple[Path, ...]:
    """The site's own directories of standards (setting ``STANDARDS_DIRECTORIES``)."""
    return tuple(Path(path) for path in get_setting("STANDARDS_DIRECTORIES"))


def find_standard(identifier: str) -> Standard:
    """The standard of that identifier; raises ``domain.catalogue.UnknownStandard``."""
    return load_standard(identifier, directories())


def all_standards() -> tuple[Standard, ...]:
    """All standards this site knows."""
    return standards(directories())


def newest_year(until: int) -> int:
    """The latest report year up to ``until`` that any standard covers; ``until`` if none does."""
    years = range(until, until - 50, -1)
    return next((y for y in years if any(s.covers(y) for s in all_standards())), until)


def suitable_standards(agency: Agency | None, year: int | None) -> tuple[Standard, ...]:
    """Standards that fit, the best first: one local to the agency or those above it (nearest
    first), then local ones for everybody, then national ones."""
    lineage = agency.lineage() if agency else []

    def rank(standard: Standard) -> int:
        if not standard.local:
            return len(lineage) + 1
        places = [lineage.index(code) for code in standard.agency_codes if code in lineage]
        return min(places, default=len(lineage))

    fitting = [
        standard
        for standard in all_standards()
        if (year is None or standard.covers(year))
        and (not standard.agency_codes or set(standard.agency_codes) & set(lineage))
    ]
    return tuple(sorted(fitting, key=rank))
