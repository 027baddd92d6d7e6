"""Freeze what readers see at publication: names, labels, units and figures of that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from ..domain.calculation import calculate
from ..domain.figures import MISSING, NOT_APPLICABLE, Figures, Source, dump_value
from ..domain.sheet import Sheet
from ..domain.standards import Standard
from ..exports.layout import lay_out
from ..exports.tables import StatisticsTable, dump_table, load_table
from .breakdowns import Breakdown, dump_breakdown, load_breakdown
from .days import site_day
from .explanation_texts import explanations
from .reader_notes import reader_notes
from .report_checks import check_report
from .sheets import last_year_is_public

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


@dataclass(frozen=True)
class Frozen:
    """What a published version keeps. ``figures`` are (cell, state, value, source) rows;
    ``remarks`` tell readers why something about the whole report departs from the form,
    ``breakdowns`` what was disclosed by category, by the key of the scheme."""

    agency: str
    agency_code: str
    year: int
    standard: str
    topic_category: str
    tables: tuple[StatisticsTable, ...]
    figures: tuple[tuple[str, str, str, str], ...]
    remarks: tuple[str, ...] = ()
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)

    def table(self, key: str) -> StatisticsTable | None:
        return next((table for table in self.tables if table.key == key), None)


def freeze(report: ReportMixin) -> Frozen:
    """The report as it stands, with every figure calculated.

    Raises ``UnknownStandard`` or ``SheetError`` for a report that could not be published.
    """
    drawn = draw(report)
    return Frozen(
        agency=report.agency.name if report.agency else "",
        agency_code=report.agency.code if report.agency else "",
        year=drawn.sheet.year,
        standard=drawn.sheet.standard.identifier,
        topic_category=report.topic_category.name if report.topic_category else "",
        tables=drawn.tables,
        figures=figure_rows(drawn.sheet.standard, drawn.figures),
        remarks=drawn.remarks,
        breakdowns=drawn.breakdowns,
    )


@dataclass(frozen=True)
class Drawn:
    """A report's tables as readers see them, in the language of its page."""

    sheet: Sheet
    figures: Figures
    tables: tuple[StatisticsTable, ...]
    remarks: tuple[str, ...]
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)


def draw(report: ReportMixin) -> Drawn:
    """The tables of the report as it stands, with the notes of what was acknowledged and how each
    figure came about.

    Raises ``UnknownStandard``, ``SheetError``, and ``ValueError`` for a report without year.
    """
    checked = check_report(report)
    sheet, standard = checked.sheet, checked.sheet.standard
    figures = calculate(sheet)
    printed = bool(sheet.facts.published_elsewhere)
    with translation.override(report.locale.language_code if report.locale_id else None):
        public = last_year_is_public(report)
        notes = reader_notes(
            checked.findings, standard, sheet.year, printed=printed, quotes_last_year=public
        )
        told = dict(explanations(sheet, figures, quotes_last_year=public))
        remarks = (*_origin(report, printed=printed), *notes.remarks)
    lists = {
        cell: query
        for cell, query in checked.lists.items()
        if figures[cell].source is Source.COUNTED
    }
    tables = tuple(
        lay_out(
            standard,
            table.key,
            figures,
            sheet.year,
            notes=notes.cells,
            explanations=told,
            entries=lists,
        )
        for table in standard.tables
    )
    return Drawn(sheet, figures, tables, remarks, checked.breakdowns)


def _origin(report: ReportMixin, *, printed: bool) -> Iterator[str]:
    """Where a report stood before readers first."""
    if printed and report.published_at:
        yield _("First published on %(date)s: %(place)s. It is shown here as it was.") % {
            "date": site_day(report.published_at).isoformat(),
            "place": report.published_elsewhere,
        }


def figure_rows(standard: Standard, figures: Figures) -> tuple[tuple[str, str, str, str], ...]:
    """Calculated figures as a version keeps them, in the order of the form."""
    return tuple(_row(figures, cell) for cell in standard.cells)


def counted_then(frozen: Frozen) -> Figures:
    """The figures of a version that were counted in the catalogue, as they were then."""
    return Figures.from_values(
        {
            cell: value
            for cell, _state, value, source in frozen.figures
            if source == Source.COUNTED.value and value
        },
        Source.COUNTED,
    )


def dump_frozen(frozen: Frozen) -> dict[str, Any]:
    """JSON-ready data of a frozen version."""
    breakdowns = {key: dump_breakdown(item) for key, item in frozen.breakdowns.items()}
    return {
        "agency": frozen.agency,
        "agency_code": frozen.agency_code,
        "year": frozen.year,
        "standard": frozen.standard,
        "topic_category": frozen.topic_category,
        "tables": [dump_table(table) for table in frozen.tables],
        "figures": [list(row) for row in frozen.figures],
        "remarks": list(frozen.remarks),
        **({"breakdowns": breakdowns} if breakdowns else {}),
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
        remarks=tuple(data.get("remarks", ())),
        breakdowns={key: load_breakdown(item) for key, item in data.get("breakdowns", {}).items()},
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
