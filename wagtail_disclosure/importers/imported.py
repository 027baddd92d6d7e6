"""What an importer hands on: every value with the line it was read from.

Nothing here knows the database. Line numbers count from 1; 0 means "no one line".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from wagtail_disclosure.domain.calculation import calculated_cells
from wagtail_disclosure.domain.figures import MISSING, Value, dump_value
from wagtail_disclosure.domain.standards import Standard, cell_address


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, without its line end."""

    number: int
    text: str

    @property
    def stripped(self) -> str:
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know: what was not understood, guessed, missing or contradictory.

    ``level`` is ``error`` (something of the page is not imported or surely wrong), ``warning``
    (imported, but to be looked at) or ``information``. ``text`` is the line as it stood.
    """

    code: str
    level: str
    line: int = 0
    text: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What one line of the file was taken for.

    ``role`` is one of ``metadata``, ``title``, ``document_number``, ``source``, ``preamble``,
    ``heading``, ``paragraph``, ``table_head``, ``row``, ``furniture`` (words of the website
    around the report), ``unused`` (not understood).
    """

    line: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One field of the block above the title: ``value`` as text, empty where the page has none."""

    key: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportedFigure:
    """One cell of the table.

    ``printed`` is the row's label as the file has it and ``label`` as the standard has it;
    ``guessed`` says that they differ by more than spelling. ``error`` is empty, or why the
    text is no number; then ``value`` is missing and ``text`` keeps what stood there.
    """

    address: str
    value: Value
    text: str
    line: int
    label: str
    printed: str
    guessed: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class ImportedHeading:
    """A heading inside a section: ``level`` 2 （一）, 3 1. or 4 （1）; ``text`` without number."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportedParagraph:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """The place of a statistics table in the text."""

    table: str
    line: int


BodyItem = ImportedHeading | ImportedParagraph | ImportedTable


@dataclass(frozen=True, slots=True)
class ImportedSection:
    """One top-level section. ``key`` is the standard's, empty for one the standard has not."""

    key: str
    heading: str
    line: int
    body: tuple[BodyItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where readers can ask; empty strings where the page says nothing."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """The statistic period as the preamble states it, both days included."""

    start: date
    end: date
    line: int


@dataclass(frozen=True)
class ImportedReport:
    """Everything that was read from one page.

    ``published`` has no time zone: it is the wall clock of the page. ``year`` is 0 and
    ``agency`` empty where the file names none (there is a note then).
    """

    standard: Standard
    year: int
    agency: str
    title: str
    metadata: Mapping[str, MetadataField]
    document_number: str
    made_on: date | None
    published: datetime | None
    source: str
    validity: str
    preamble: tuple[ImportedParagraph, ...]
    period: Period | None
    contact: Contact
    sections: tuple[ImportedSection, ...]
    figures: Mapping[str, ImportedFigure]
    notes: tuple[Note, ...]
    lines: tuple[ReadLine, ...]
    encoding: str = "utf-8"

    @property
    def index_number(self) -> str:
        """The index number as the page states it, or empty."""
        found = self.metadata.get("index_number")
        return found.value if found else ""

    @property
    def topic_category(self) -> str:
        """主题分类 as text, or empty."""
        found = self.metadata.get("topic_category")
        return found.value if found else ""

    @property
    def unused_lines(self) -> tuple[ReadLine, ...]:
        """The lines that went into nothing."""
        return tuple(line for line in self.lines if line.role == "unused")

    def opening_balances(self) -> dict[str, Decimal]:
        """Cumulative − current for each row where both were read, by cumulative cell.

        What a first report states once: the sum of all years before. A row whose
        cumulative is smaller than its current figure gives none.
        """
        found = {}
        for cumulative, current in cumulative_cells(self.standard):
            total, part = self._number(cumulative), self._number(current)
            if total is not None and part is not None and total >= part:
                found[cumulative] = total - part
        return found

    def figures_data(self, *, with_opening: bool) -> dict[str, dict[str, int | str | None]]:
        """The figures as a report stores them: typed cells, claimed values of calculated cells,
        and opening balances unless last year's report makes them needless.

        Text that is no number is kept as it stood, so that the editor sees it.
        """
        calculated = calculated_cells(self.standard)
        data: dict[str, dict[str, int | str | None]] = {"figures": {}, "claimed": {}}
        for address, figure in self.figures.items():
            kind = "claimed" if address in calculated else "figures"
            data[kind][address] = figure.text if figure.error else dump_value(figure.value)
        if with_opening:
            data["opening"] = {
                cell: dump_value(number) for cell, number in self.opening_balances().items()
            }
        return data

    def _number(self, address: str) -> Decimal | None:
        figure = self.figures.get(address)
        value = MISSING if figure is None else figure.value
        return value if isinstance(value, Decimal) else None


def cumulative_cells(standard: Standard) -> Iterator[tuple[str, str]]:
    """Pairs of (cumulative cell, current cell) of a standard."""
    for rule in standard.cumulatives:
        for block in standard.table(rule.table).blocks:
            for row in block.rows:
                if not row.heading:
                    yield (
                        cell_address(rule.table, row.key, rule.column),
                        cell_address(rule.table, row.key, rule.current),
                    )
