"""Bring a report's figures together with last year's published ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from ..domain.calculation import add
from ..domain.figures import Figure, Figures, Source, parse_value
from ..domain.sheet import Sheet, read_sheet
from ..domain.standards import Standard
from ..models import Agency, Observation, PublishedReport
from ..models.base_page import public_pages

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

#: Figures by agency and cell of the public reports of some agencies for one year.
LookUp = Callable[[list[int], Standard, int], dict[int, dict[str, Figure]]]


def build_sheet(
    standard: Standard,
    year: int,
    agency: Agency | None,
    data: Mapping[str, Any],
    look_up: LookUp | None = None,
) -> Sheet:
    """The sheet of stored or posted ``data`` with last year's published figures.

    Raises ``domain.sheet.SheetError`` where ``data`` is not of the stored shape.
    """
    previous = previous_figures(standard, year, agency, look_up)
    return read_sheet(standard, year, data, previous=previous)


def previous_figures(
    standard: Standard, year: int, agency: Agency | None, look_up: LookUp | None = None
) -> Figures | None:
    """Last year's published figures of the agency, or of its predecessors together.

    ``None`` where nothing was published by the same standard or one that it continues. An
    agency's own report wins over those of its predecessors; several predecessors are added up
    cell by cell, but only when every one has a report: a sum without one of them would be too
    small. ``look_up`` has the figures of many reports at hand (``figures_at_hand``); without it
    they are asked for.
    """
    look_up = look_up or _published
    if agency is None or agency.pk is None:
        return None
    own = look_up([agency.pk], standard, year - 1)
    if own:
        return Figures(own[agency.pk])
    before = [predecessor.pk for predecessor in agency.predecessors.all()]
    found = look_up(before, standard, year - 1)
    return _added(list(found.values())) if before and len(found) == len(before) else None


def last_year_is_public(report: ReportMixin) -> bool:
    """Whether anybody may read the reports of last year that the figures of ``report`` go on from:
    those of its agency and of the predecessors. True where there is none."""
    if report.agency is None or report.report_year is None:
        return True
    agencies = [report.agency.pk, *report.agency.predecessors.values_list("pk", flat=True)]
    reports = PublishedReport.objects.filter(
        agency__in=agencies, public_year=report.report_year - 1
    )
    return not reports.exclude(page_id__in=public_pages().values("pk")).exists()


def figures_at_hand(wanted: Iterable[tuple[Agency, int]]) -> LookUp:
    """Last year's figures for many agencies and report years in one query. The agencies'
    predecessors should be prefetched."""
    pairs = {
        (before, year - 1)
        for agency, year in wanted
        for before in (agency.pk, *(predecessor.pk for predecessor in agency.predecessors.all()))
    }
    found: dict[tuple[int, int, str], dict[str, Figure]] = {}
    if pairs:
        rows = Observation.objects.filter(
            reduce(or_, (Q(agency_id=agency, year=year) for agency, year in sorted(pairs)))
        ).values_list("agency_id", "year", "standard", "cell", "state", "value", "source")
        for agency, year, standard, cell, state, value, source in rows:
            figures = found.setdefault((agency, year, standard), {})
            figures[cell] = _figure(state, value, source)

    def look_up(agencies: list[int], standard: Standard, year: int) -> dict[int, dict[str, Figure]]:
        known = (standard.identifier, *standard.continues)
        return {
            agency: figures
            for agency in agencies
            for identifier in known
            if (figures := found.get((agency, year, identifier)))
        }

    return look_up


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
        found.setdefault(agency, {})[cell] = _figure(state, value, source)
    return found


def _figure(state: str, value: Decimal | None, source: str) -> Figure:
    return Figure(parse_value("n/a" if state == "n/a" else _plain(value)), Source(source))


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
