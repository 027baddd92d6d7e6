"""Template tags for the pages of this package and for any other page of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page as ResultPage
from django.utils.timezone import localdate

from wagtail_disclosure.exports.document import Correction, Document, Heading
from wagtail_disclosure.exports.html_table import HtmlTable, html_table
from wagtail_disclosure.exports.tables import StatisticsTable
from wagtail_disclosure.models import LocalStandard
from wagtail_disclosure.services.document_context import Relation, relations
from wagtail_disclosure.services.documents import published_table
from wagtail_disclosure.services.local_standards import state_of
from wagtail_disclosure.services.standard_preview import StandardPreview, preview_standard

register = template.Library()

#: The table of contents shows 一、 and （一）; deeper headings would drown it.
CONTENTS_LEVELS = 2


#: A correction of more figures than these stands folded up on the page.
LONGEST_CORRECTION = 20


@dataclass(frozen=True)
class ContentsEntry:
    """A heading with the headings below it."""

    heading: Heading
    children: tuple[Heading, ...]


@register.inclusion_tag("wagtail_disclosure/includes/statistics_table.html")
def statistics_table(report: Any, key: str = "statistics") -> dict[str, HtmlTable | None]:
    """``{% statistics_table report "statistics" %}``: a statistics table anywhere in a site.

    ``report`` is an annual report page, ``key`` the table's key in its reporting standard.
    Draws what was published; a draft, a private page or an unknown key draws nothing.
    """
    table = published_table(report, key) if report else None
    return {"table": html_table(table, f"report-{report.pk}") if table else None}


@register.inclusion_tag("wagtail_disclosure/includes/relations.html", takes_context=True)
def related_documents(context: Any, page: Any) -> dict[str, list[Relation]]:
    """``{% related_documents page %}``: the public documents that a page explains, repeals or is
    repealed by; for any page of a site, such as one that explains a document."""
    request = context.get("request")
    return {"relations": relations(page, request) if page and page.pk else []}


@register.simple_tag
def drawn_table(table: StatisticsTable) -> HtmlTable:
    """``{% drawn_table node.table as table %}``: a table with the attributes HTML needs."""
    return html_table(table)


@register.filter
def is_long(correction: Correction) -> bool:
    """``{% if correction|is_long %}``: whether it would drown what stands below it."""
    return len(correction.changes) > LONGEST_CORRECTION


@register.simple_tag
def standard_preview(standard: LocalStandard) -> StandardPreview:
    """``{% standard_preview object as preview %}``: a local standard that is being written."""
    return preview_standard(standard, localdate().year)


@register.simple_tag
def standard_state(standard: LocalStandard) -> Mapping[str, Any]:
    """``{% standard_state standard as state %}``: what publishing a local standard would do."""
    return state_of(standard)


@register.simple_tag
def contents(document: Document) -> list[ContentsEntry]:
    """``{% contents document as entries %}``: the headings of the first two levels, nested."""
    return list(_nested(document.headings))


def _nested(headings: tuple[Heading, ...]) -> Iterator[ContentsEntry]:
    parent: Heading | None = None
    children: list[Heading] = []
    for heading in headings:
        if heading.level > CONTENTS_LEVELS:
            continue
        if heading.level > 1 and parent is not None:
            children.append(heading)
            continue
        if parent is not None:
            yield ContentsEntry(parent, tuple(children))
        parent, children = heading, []
    if parent is not None:
        yield ContentsEntry(parent, tuple(children))


@register.simple_tag
def page_numbers(pagination: ResultPage[Any]) -> list[int | str]:
    """``{% page_numbers pagination as numbers %}``: page numbers with ``…`` for gaps."""
    return list(pagination.paginator.get_elided_page_range(pagination.number))
