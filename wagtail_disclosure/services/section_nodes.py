"""Turn a report's sections into the nodes of the format-neutral document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import RichText as WagtailRichText
from wagtail.rich_text import expand_db_html

from ..domain.headings import number_headings
from ..exports.document import Embedded, Heading, Node, Picture, PlainTable, RichText, Statistics
from ..exports.tables import StatisticsTable
from .breakdowns import BLOCK, breakdown_html
from .figure_references import Cells, cells_of, showing, shown_breakdown, with_figures
from .freezing import Drawn, Frozen

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

PICTURE_FILTER = "max-1200x1600"


def section_nodes(report: ReportMixin, shown: Frozen | Drawn | None) -> tuple[Node, ...]:
    """The body of the document: headings numbered by the program, then what stands below them.

    ``shown`` holds the laid-out statistics tables, of which the text shows the figures that it
    refers to, and what was disclosed by category. A statistics table that the sections do not
    place stands at the end.
    """
    tables = {table.key: table for table in shown.tables} if shown else {}
    cells = cells_of(tables.values())
    with showing(report, lambda: shown):
        nodes = list(_walk(report.sections, tables, cells))
    placed = {node.table.key for node in nodes if isinstance(node, Statistics)}
    nodes += [Statistics(table) for key, table in tables.items() if key not in placed]
    return tuple(_numbered(nodes))


def rich_text(source: str, cells: Cells) -> RichText:
    """Rich text as stored, with links resolved and the figures of ``cells``."""
    return RichText(expand_db_html(with_figures(source, cells)))


def _walk(sections: Any, tables: Mapping[str, StatisticsTable], cells: Cells) -> Iterator[Node]:
    for section in sections:
        if section.block_type != "section":
            yield Embedded(str(section.render()))
            continue
        yield Heading(1, "", section.value["heading"], "")
        for child in section.value["body"]:
            yield from _node(child, tables, cells)


def _node(child: Any, tables: Mapping[str, StatisticsTable], cells: Cells) -> Iterator[Node]:
    if child.block_type == "statistics_table":
        table = tables.get(child.value["table"])
        if table is not None:
            yield Statistics(table)
        return
    if child.block_type == "text":
        yield _text(child.value, cells)
        return
    if child.block_type == BLOCK:
        html = breakdown_of(child.value)
        if html:
            yield RichText(html)
        return
    make = _MAKERS.get(child.block_type)
    if make is None:
        yield Embedded(str(child.render()))
        return
    node = make(child.value)
    if node is not None:
        yield node


def _heading(value: Any) -> Node:
    return Heading(int(value["level"]), "", value["text"], "")


def _text(value: Any, cells: Cells) -> Node:
    source = value.source if isinstance(value, WagtailRichText) else escape(value)
    return rich_text(source, cells)


def breakdown_of(value: Any) -> str:
    """The block of what was disclosed by category, as HTML; empty where nothing is counted."""
    found = shown_breakdown(value["scheme"] or "")
    return breakdown_html(*found, as_list=value["style"] == "list") if found else ""


def picture_node(image: Any) -> Node | None:
    """A picture in its public size; ``None`` for one that was deleted."""
    if image is None:
        return None
    rendition = get_rendition_or_not_found(image, PICTURE_FILTER)
    try:
        path = rendition.file.path
    except NotImplementedError:  # a storage without local files
        path = ""
    alt = "" if getattr(image, "decorative", False) else rendition.alt
    return Picture(rendition.url, path, rendition.width, rendition.height, alt)


def table_node(value: Any) -> Node | None:
    """An editor's table of text; ``None`` for an empty one."""
    table = value["table"]
    if not table:
        return None
    head = tuple(str(column["heading"]) for column in table.columns)
    return PlainTable(
        caption=value["caption"],
        head=head if any(head) else (),
        rows=tuple(tuple(str(cell.value or "") for cell in row) for row in table.rows),
        row_heads=value["row_heads"],
    )


_MAKERS: dict[str, Callable[[Any], Node | None]] = {
    "heading": _heading,
    "picture": picture_node,
    "table": table_node,
}


def _numbered(nodes: list[Node]) -> Iterator[Node]:
    numbers = number_headings(node.level for node in nodes if isinstance(node, Heading))
    counts = [0, 0, 0, 0]
    for node in nodes:
        if not isinstance(node, Heading):
            yield node
            continue
        counts[node.level - 1] += 1
        counts[node.level :] = [0] * (4 - node.level)
        anchor = "section-" + "-".join(str(count) for count in counts[: node.level])
        yield Heading(node.level, next(numbers), node.text, anchor)
