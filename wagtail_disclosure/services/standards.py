"""Find reporting standards: of the package, of the site's directories, and published local ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..conf import get_setting
from ..domain.catalogue import UnknownStandard, load_standard, standards
from ..domain.standards import Standard
from ..models import Agency
from .local_versions import local_version, local_versions

#: Identifier and agency codes to a standard of a file and its copy for these agencies.
_copies: dict[tuple[str, tuple[str, ...]], tuple[Standard, Standard]] = {}


def directories() -> tuple[Path, ...]:
    """The site's own directories of standards (setting ``STANDARDS_DIRECTORIES``)."""
    return tuple(Path(path) for path in get_setting("STANDARDS_DIRECTORIES"))


def find_standard(identifier: str) -> Standard:
    """The standard of that identifier; raises ``domain.catalogue.UnknownStandard``.

    A standard of a file costs no query, a local one a single query.
    """
    try:
        return _for_its_agencies(load_standard(identifier, directories()))
    except UnknownStandard as error:
        local = local_version(identifier)
        if local is None:
            known = (*error.known, *(item.identifier for item in offered_standards()))
            raise UnknownStandard(identifier, tuple(dict.fromkeys(known))) from None
        return local


def file_standards() -> tuple[Standard, ...]:
    """The standards of files; no query."""
    return tuple(_for_its_agencies(standard) for standard in standards(directories()))


def all_standards() -> tuple[Standard, ...]:
    """All standards this site knows, earlier versions of local ones included: one query."""
    return _after_files(local_versions())


def offered_standards() -> tuple[Standard, ...]:
    """The standards to choose from: of local ones the newest version, while it is published."""
    return _after_files(local_versions(offered=True))


def newest_year(until: int) -> int:
    """The latest report year up to ``until`` that any standard covers; ``until`` if none does."""
    years, offered = range(until, until - 50, -1), offered_standards()
    return next((y for y in years if any(s.covers(y) for s in offered)), until)


def suitable_standards(agency: Agency | None, year: int | None) -> tuple[Standard, ...]:
    """Standards that fit, the best first: one local to the agency or those above it (nearest
    first), then national ones, then local ones that name no agency. Among equals the one that
    began last comes first, and one that an editor defined before one of a file."""
    lineage = agency.lineage() if agency else []
    files = {standard.identifier for standard in file_standards()}

    def rank(standard: Standard) -> tuple[int, int, bool]:
        places = [lineage.index(code) for code in standard.agency_codes if code in lineage]
        place = min(places, default=len(lineage) + standard.local)
        return place, -(standard.first_year or 0), standard.identifier in files

    fitting = [
        standard
        for standard in offered_standards()
        if (year is None or standard.covers(year))
        and (not standard.agency_codes or set(standard.agency_codes) & set(lineage))
    ]
    return tuple(sorted(fitting, key=rank))


def _after_files(local: Iterable[Standard]) -> tuple[Standard, ...]:
    """The standards of files, then the local ones; a file wins over one of its identifier."""
    files = file_standards()
    taken = {standard.identifier for standard in files}
    return (*files, *(standard for standard in local if standard.identifier not in taken))


def _for_its_agencies(standard: Standard) -> Standard:
    """The standard with the agencies that the setting ``STANDARD_AGENCIES`` gives it."""
    codes = get_setting("STANDARD_AGENCIES").get(standard.identifier)
    return standard if codes is None else _with_agencies(standard, tuple(codes))


def _with_agencies(standard: Standard, codes: tuple[str, ...]) -> Standard:
    """A standard works out its cells once; so the copy for other agencies is kept, too."""
    source, copy = _copies.get((standard.identifier, codes), (None, standard))
    if source is not standard:
        copy = replace(standard, agency_codes=codes)
        _copies[standard.identifier, codes] = (standard, copy)
    return copy
