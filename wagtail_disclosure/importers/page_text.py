"""A report page as a browser copies it, to a report with every value located.

The layout is that of Chinese government portals: a block of metadata, title, document
number, source and time, the text under 一、 （一） 1. （1）, the statistics table with one
value per line or one row per line, and the website's own words below. Nothing is guessed
silently: what was not understood is in ``ImportedReport.notes`` with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from wagtail_disclosure.domain.standards import Standard, Table

from .contact import find_contact
from .dates import find_period
from .errors import ImportRefused
from .furniture import ends_report
from .headings import read_heading
from .imported import ImportedFigure, ImportedReport, Line, Note, ReadLine, cumulative_cells
from .labels import sure_rows
from .metadata import Head, read_head
from .prose import Prose, read_prose
from .table_cells import split_line
from .table_region import begins_table
from .tables import TableReading, read_table
from .text_files import read_lines


def read_page_text(source: bytes, standards: Iterable[Standard]) -> ImportedReport:
    """Read the text of one report page.

    ``standards`` are those a site knows, the best first; the one that covers the report's
    year and knows most of the file's row labels is taken.

    Raises ``ImportRefused`` when the file cannot be read at all (see there for the codes);
    everything smaller is a note in the report.
    """
    lines, encoding = read_lines(source)
    known = tuple(standards)
    head = read_head(lines, _body_test(known))
    standard = _choose(lines, head.year, known)
    body = lines[head.end :]
    closing = _closing(body)
    tables = _read_tables(body[:closing], standard, head.year)
    if not head.title and not head.fields and not tables:
        raise ImportRefused("not_a_report")
    prose = _read_prose(body[:closing], standard, tables)
    return _assemble(head, standard, prose, tables, body, closing, encoding)


def _body_test(standards: Sequence[Standard]) -> Callable[[Line], bool]:
    """A test for lines that surely stand below the head of a page."""
    tables = [table for standard in standards for table in standard.tables]

    def is_body(line: Line) -> bool:
        heading = read_heading(line.stripped)
        if heading and heading.level == 1:
            return True
        return any(begins_table(line, table) for table in tables)

    return is_body


def _choose(lines: Sequence[Line], year: int, standards: Sequence[Standard]) -> Standard:
    fitting = [standard for standard in standards if not year or standard.covers(year)]
    if not fitting:
        raise ImportRefused("no_standard", year=str(year))
    labels = [cells[0].text for line in lines if (cells := split_line(line))]

    def known_rows(standard: Standard) -> int:
        rows = [row for table in standard.tables for block in table.blocks for row in block.rows]
        return sum(bool(sure_rows(label, rows)) for label in labels)

    # max() keeps the first of equals: the order of the standards decides.
    return max(fitting, key=known_rows)


def _closing(lines: Sequence[Line]) -> int:
    """The position behind the report: the first of the website's closing words, seen from
    the last heading or table on."""
    last = max((place for place, line in enumerate(lines) if len(line.stripped) > 40), default=0)
    for place in range(last, len(lines)):
        if ends_report(lines[place].text):
            return place
    return len(lines)


def _read_tables(
    lines: Sequence[Line], standard: Standard, year: int
) -> list[tuple[Table, TableReading]]:
    found = []
    for table in standard.tables:
        reading = read_table(lines, standard, table, year)
        if reading:
            found.append((table, reading))
    return found


def _read_prose(
    lines: Sequence[Line], standard: Standard, tables: Sequence[tuple[Table, TableReading]]
) -> Prose:
    taken: set[int] = set()
    places: dict[int, str] = {}
    for table, reading in tables:
        taken.update(range(reading.start, reading.end))
        places[lines[reading.start].number] = table.key
    rest = [line for place, line in enumerate(lines) if place not in taken]
    return read_prose(rest, standard, places)


def _assemble(
    head: Head,
    standard: Standard,
    prose: Prose,
    tables: Sequence[tuple[Table, TableReading]],
    body: Sequence[Line],
    closing: int,
    encoding: str,
) -> ImportedReport:
    preamble = tuple(prose.preamble)
    stated = tuple(Line(part.line, part.text) for part in preamble)
    period = find_period(stated)
    footer = [
        ReadLine(line.number, line.text, "furniture") for line in body[closing:] if line.stripped
    ]
    lines = [*head.roles, *prose.roles, *(r for _t, rd in tables for r in rd.roles), *footer]
    figures = {
        address: reading.figures[address]
        for _table, reading in tables
        for address in standard.cells
        if address in reading.figures
    }
    notes = [
        *_general_notes(head, standard, tables, period is not None),
        *_smaller_cumulatives(standard, figures),
        *head.notes,
        *prose.notes,
        *(note for _table, reading in tables for note in reading.notes),
    ]
    return ImportedReport(
        standard=standard,
        year=head.year,
        agency=head.agency,
        title=head.title,
        metadata=head.fields,
        document_number=head.document_number,
        made_on=head.made_on,
        published=head.published,
        source=head.source,
        validity=head.validity,
        preamble=preamble,
        period=period,
        contact=find_contact(stated),
        sections=tuple(prose.sections),
        figures=figures,
        notes=tuple(sorted(notes, key=lambda note: note.line)),
        lines=tuple(sorted(lines, key=lambda line: line.line)),
        encoding=encoding,
    )


def _general_notes(
    head: Head, standard: Standard, tables: Sequence[tuple[Table, TableReading]], period: bool
) -> list[Note]:
    notes = []
    if not head.year:
        notes.append(Note("year_missing", "error"))
    if not head.agency:
        notes.append(Note("agency_missing", "error"))
    if not period:
        notes.append(Note("period_missing", "information"))
    read = {table.key for table, _reading in tables}
    notes += [
        Note("table_missing", "error", params={"title": table.title})
        for table in standard.tables
        if table.key not in read
    ]
    return notes


def _smaller_cumulatives(standard: Standard, figures: Mapping[str, ImportedFigure]) -> list[Note]:
    """Rows whose cumulative figure is smaller than this year's: no opening balance follows."""
    notes = []
    for total, part in cumulative_cells(standard):
        cumulative, current = figures.get(total), figures.get(part)
        if not cumulative or not current:
            continue
        left, right = cumulative.value, current.value
        if isinstance(left, Decimal) and isinstance(right, Decimal) and left < right:
            params = {
                "label": current.label,
                "current": current.text,
                "cumulative": cumulative.text,
            }
            notes.append(
                Note("cumulative_smaller", "error", cumulative.line, cumulative.text, params)
            )
    return notes
