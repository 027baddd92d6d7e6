"""A local standard as it will be printed: its sections, and its tables without figures."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.errors import DefinitionError
from ..domain.figures import Figures
from ..domain.headings import number_headings
from ..exports.layout import lay_out
from ..exports.tables import StatisticsTable
from ..models import LocalStandard
from .local_standards import parse, problem_texts


@dataclass(frozen=True)
class PreviewSection:
    """One section with the tables that stand in it."""

    heading: str
    tables: tuple[StatisticsTable, ...]


@dataclass(frozen=True)
class StandardPreview:
    """Sections, tables that stand in none, and what is still wrong."""

    report_title: str
    sections: tuple[PreviewSection, ...] = ()
    loose_tables: tuple[StatisticsTable, ...] = ()
    problems: tuple[str, ...] = ()


def preview_standard(local: LocalStandard, this_year: int) -> StandardPreview:
    """The empty form for last year, or the nearest year that the standard is meant for."""
    year = min(max(this_year - 1, local.first_year or 0), local.last_year or 9999)
    agency = local.agency.name if local.agency_id else ""
    try:
        standard = parse(local)
    except DefinitionError:
        return StandardPreview(local.title, problems=tuple(problem_texts(local)))
    tables = {table.key: lay_out(standard, table.key, Figures(), year) for table in standard.tables}
    numbers = number_headings([1] * len(standard.sections))
    placed = {key for section in standard.sections for key in section.tables}
    return StandardPreview(
        standard.report_title.format(agency=agency, year=year),
        tuple(
            PreviewSection(
                f"{number}{section.heading}", tuple(tables[key] for key in section.tables)
            )
            for number, section in zip(numbers, standard.sections, strict=True)
        ),
        tuple(table for key, table in tables.items() if key not in placed),
    )
