"""Bring a report's figures together with last year's published ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..domain.calculation import add
from ..domain.figures import Figure, Figures, Source, parse_value
from ..domain.sheet import Sheet, read_sheet
from ..domain.standards import Standard
from ..models import Agency, Observation


def build_sheet(
    standard: Standard, year: int, agency: Agency | None, data: Mapping[str, Any]
) -> Sheet:
    """The sheet of stored or posted ``data`` with last year's published figures.

    Raises ``domain.sheet.SheetError`` where ``data`` is not of the stored shape.
    """
    return read_sheet(standard, year, data, previous=previous_figures(standard, year, agency))


def previous_figures(standard: Standard, year: int, agency: Agency | None) -> Figures | None:
    """Last year's published figures of the agency, or of its predecessors together.

    ``None`` where nothing was published by the same standard or one that it continues. An
    agency's own report wins over those of its predecessors; several predecessors are added up
    cell by cell, but only when every one has a report: a sum without one of them would be too
    small.
    """
    if agency is None or agency.pk is None:
        return None
    own = _published([agency.pk], standard, year - 1)
    if own:
        return Figures(own[agency.pk])
    before = list(agency.predecessors.values_list("pk", flat=True))
    found = _published(before, standard, year - 1)
    return _added(list(found.values())) if before and len(found) == len(before) else None


def _published(agencies: list[int], standard: Standard, year: int) -> dict[int, dict[str, Figure]]:
    """Figures of public reports by agency."""
    if not agencies:
        return {}
    found: dict[int, dict[str, Figure]] = {}
    rows = Observation.objects.filter(
        agency_id__in=agencies,
        year=year,
        standard__in=[standard.identifier, *standard.continues],
    ).values_list("agency_id", "cell", "state", "value", "source")
    for agency, cell, state, value, source in rows:
        parsed = parse_value("n/a" if state == "n/a" else _plain(value))
        figure = Figure(parsed, Source(source))
        found.setdefault(agency, {})[cell] = figure
    return found


def _plain(value: Decimal | None) -> str | None:
    """The number without the zeros that the database column adds (220, not 220.000000)."""
    return None if value is None else format(value.normalize(), "f")


def _added(reports: list[dict[str, Figure]]) -> Figures:
    """The sum of several reports: a cell that one of them lacks is missing in the sum."""
    if len(reports) == 1:
        return Figures(reports[0])
    cells = {cell for report in reports for cell in report}
    values = {cell: add(Figures(report).value(cell) for report in reports) for cell in cells}
    return Figures({cell: Figure(value, Source.AGGREGATED) for cell, value in values.items()})
