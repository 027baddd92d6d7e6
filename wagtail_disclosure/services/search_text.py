"""The words of a report in one plain text, for lists that search without a search backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .figure_references import showing, text_for_indexing

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def plain_text(report: ReportMixin) -> str:
    """Title, preamble and sections without markup, in reading order; references as figures."""
    with showing(report):
        sections = report.sections.stream_block.get_searchable_content(report.sections)
        parts = [report.title, text_for_indexing(report.preamble), *map(str, sections)]
    return "\n".join(part for part in parts if part)
