"""Figures in the text of a report: references to cells, shown as the table shows them.

Wherever the report is known its figures are put in by ``with_figures`` and the like. Where
Wagtail renders rich text on its own (filters, blocks, its API), the figures come from
``showing``, which says whose text is being rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template.loader import get_template, select_template
from django.template.response import TemplateResponse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from wagtail.rich_text import get_text_for_indexing

from ..domain.catalogue import UnknownStandard
from ..domain.figures import MISSING_TEXT
from ..domain.forms import fill_year
from ..domain.prose.references import expand_references, referenced_cells
from ..domain.row_groups import rows_above
from ..exports.tables import Cell, StatisticsTable
from . import report_tables
from .breakdowns import Breakdown
from .freezing import Drawn, Frozen
from .standards import find_standard

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

#: Figures as readers see them, by the address of their cells.
Cells = Mapping[str, Cell]

#: Gives what a report shows: its tables, and what was disclosed by category.
LookUp = Callable[[], Frozen | Drawn | None]


def cells_of(tables: Iterable[StatisticsTable]) -> dict[str, Cell]:
    """All figures of laid-out tables by address."""
    return {cell.address: cell for table in tables for cell in table.figures()}


def figure_html(cell: Cell | None) -> SafeString:
    """A figure within a sentence; a dash for a cell that is blank or not there."""
    if cell is None or cell.state == "missing":
        return format_html(
            '<span class="disclosure-figure disclosure-figure--missing">{}</span>', MISSING_TEXT
        )
    if not cell.value:
        return format_html('<span class="disclosure-figure">{}</span>', cell.text)
    return format_html(
        '<data class="disclosure-figure" value="{}">{}</data>', cell.value, cell.text
    )


def figure_text(cell: Cell | None) -> str:
    """A figure as plain text."""
    return MISSING_TEXT if cell is None else cell.text


def with_figures(source: str, cells: Cells) -> str:
    """Stored rich text with figures in the place of references, still to be expanded by Wagtail."""
    return expand_references(source, lambda address: figure_html(cells.get(address)))


def with_plain_figures(source: str, cells: Cells) -> str:
    """Stored rich text with figures as bare text in the place of references."""
    return expand_references(source, lambda address: escape(figure_text(cells.get(address))))


def with_shown_figures(source: str, cells: Cells) -> str:
    """Stored rich text whose references say what they show, as ``value`` and ``text``: for APIs
    that hand out the stored form. Neither is ever stored or read."""

    def shown(address: str) -> SafeString:
        cell = cells.get(address)
        return format_html(
            '<embed embedtype="figure" cell="{}" value="{}" text="{}"/>',
            address,
            cell.value if cell else "",
            figure_text(cell),
        )

    return expand_references(source, shown)


# --- where Wagtail renders on its own ---------------------------------------------------------


@dataclass(frozen=True)
class _Showing:
    """Whose text is being rendered. The figures are looked up when a reference is met."""

    report: Any
    look_up: LookUp

    @cached_property
    def shown(self) -> Frozen | Drawn | None:
        return self.look_up()

    @cached_property
    def cells(self) -> Cells:
        return cells_of(self.shown.tables if self.shown else ())


_showing: ContextVar[_Showing | None] = ContextVar("disclosure_showing", default=None)


@contextmanager
def showing(report: Any, look_up: LookUp | None = None) -> Iterator[None]:
    """Within this, text shows the figures of ``report``: those of what ``look_up`` gives, else the
    ones that belong to its text. What is said further out for the same page holds on."""
    outer = _showing.get()
    if outer is not None and outer.report is report:
        yield
        return
    token = _showing.set(_Showing(report, look_up or (lambda: report_tables.shown_of(report))))
    try:
        yield
    finally:
        _showing.reset(token)


def shown_cells() -> Cells | None:
    """The figures of the report whose text is being rendered; ``None`` where nobody said."""
    current = _showing.get()
    return None if current is None else current.cells


def shown_breakdown(scheme: str) -> tuple[Breakdown, int] | None:
    """What the report whose text is being rendered disclosed by the categories of a scheme, and
    its year; ``None`` where nothing is counted for it, or nobody said which report it is."""
    current = _showing.get()
    if current is None or current.shown is None:
        return None
    found = current.shown.breakdowns.get(scheme)
    return (found, current.report.report_year or 0) if found else None


def cell_name(address: str) -> str:
    """A cell of the report whose text is being rendered in words, with all heads over its row and
    column; its address where the report has no such cell, or nobody said which report it is."""
    current = _showing.get()
    try:
        standard = find_standard(current.report.standard) if current else None
    except UnknownStandard:
        standard = None
    info = standard.cells.get(address) if standard else None
    if current is None or info is None:
        return address
    groups = {group.key: group for group in info.block.column_groups}
    columns, key = [info.column.label], info.column.group
    while key:
        columns, key = [groups[key].label, *columns], groups[key].group
    rows = [row.label for row in (*rows_above(info.block)[info.row.key], info.row)]
    heads = " · ".join(" › ".join(filter(None, labels)) for labels in (rows, columns))
    return fill_year(heads, current.report.report_year or 0)


def text_for_indexing(source: str) -> str:
    """The words of stored rich text for a search, with the figures of the report whose text is
    being rendered."""
    cells = shown_cells() if referenced_cells(source) else None
    return str(
        get_text_for_indexing(source if cells is None else with_plain_figures(source, cells))
    )


def respond_showing(response: Any, report: ReportMixin, preview: bool) -> Any:
    """The response to a request for ``report``, whose template will show its figures."""
    if isinstance(response, TemplateResponse) and not response.is_rendered:
        look_up = (lambda: report_tables.drawn(report)) if preview else None
        template: Any = _ShowingTemplate(response.template_name, report, look_up)
        response.template_name = template
    return response


@dataclass(frozen=True)
class _ShowingTemplate:
    """Stands for a template, which is looked up and rendered when the response is."""

    names: Any
    report: Any
    look_up: LookUp | None

    def render(self, context: Any, request: Any) -> str:
        template = self.names
        if isinstance(template, str):
            template = get_template(template)
        elif isinstance(template, (list, tuple)):
            template = select_template(template)
        with showing(self.report, self.look_up):
            return str(template.render(context, request))
