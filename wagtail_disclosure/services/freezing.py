"""Freeze what readers see at publication: names, labels, units and figures of that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..domain.calculation import calculate
from ..domain.figures import MISSING, NOT_APPLICABLE, Figures, dump_value
from ..domain.standards import Standard
from ..exports.layout import lay_out
from ..exports.tables import StatisticsTable, dump_table, load_table
from .sheets import build_sheet
from .standards import find_standard

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


@dataclass(frozen=True)
class Frozen:
    """What a published version keeps. ``figures`` are (cell, state, value, source) rows."""

    agency: str
    agency_code: str
    year: int
    standard: str
    topic_category: str
    tables: tuple[StatisticsTable, ...]
    figures: tuple[tuple[str, str, str, str], ...]

    def table(self, key: str) -> StatisticsTable | None:
        return next((table for table in self.tables if table.key == key), None)


def freeze(report: ReportMixin) -> Frozen:
    """The report as it stands, with every figure calculated.

    Raises ``UnknownStandard`` or ``SheetError`` for a report that could not be published.
    """
    assert report.report_year is not None  # the gate lets no report pass without one
    standard = find_standard(report.standard)
    sheet = build_sheet(standard, report.report_year, report.agency, report.figures)
    figures = calculate(sheet)
    return Frozen(
        agency=report.agency.name if report.agency else "",
        agency_code=report.agency.code if report.agency else "",
        year=report.report_year,
        standard=standard.identifier,
        topic_category=report.topic_category.name if report.topic_category else "",
        tables=tuple(
            lay_out(standard, table.key, figures, report.report_year) for table in standard.tables
        ),
        figures=figure_rows(standard, figures),
    )


def figure_rows(standard: Standard, figures: Figures) -> tuple[tuple[str, str, str, str], ...]:
    """Calculated figures as a version keeps them, in the order of the form."""
    return tuple(_row(figures, cell) for cell in standard.cells)


def dump_frozen(frozen: Frozen) -> dict[str, Any]:
    """JSON-ready data of a frozen version."""
    return {
        "agency": frozen.agency,
        "agency_code": frozen.agency_code,
        "year": frozen.year,
        "standard": frozen.standard,
        "topic_category": frozen.topic_category,
        "tables": [dump_table(table) for table in frozen.tables],
        "figures": [list(row) for row in frozen.figures],
    }


def load_frozen(data: Mapping[str, Any]) -> Frozen:
    """A frozen version from what ``dump_frozen`` wrote."""
    return Frozen(
        agency=data["agency"],
        agency_code=data["agency_code"],
        year=data["year"],
        standard=data["standard"],
        topic_category=data["topic_category"],
        tables=tuple(load_table(table) for table in data["tables"]),
        figures=tuple(
            (cell, state, value, source) for cell, state, value, source in data["figures"]
        ),
    )


def _row(figures: Figures, cell: str) -> tuple[str, str, str, str]:
    figure = figures.get(cell)
    value = figures.value(cell)
    source = figure.source.value if figure else "entered"
    if value is MISSING:
        return cell, "missing", "", source
    if value is NOT_APPLICABLE:
        return cell, "n/a", "", source
    return cell, "number", str(dump_value(value)), source
