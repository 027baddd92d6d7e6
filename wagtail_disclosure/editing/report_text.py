"""Rich text of a report, whose references show figures: the block and the panel for it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.compare import (
    FieldComparison,
    RichTextBlockComparison,
    RichTextFieldComparison,
    StreamFieldComparison,
    diff_text,
)
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.rich_text import RichText
from wagtail.utils.text import text_from_html

from ..domain.prose.references import expand_references, referenced_cells
from ..services import figure_references as references
from ..services.page_types import is_report

#: The name of the feature, for ``features=[…]`` of rich text fields of a report.
FEATURE = "figure-ref"


class OfReport:
    """A block of a report's text, put before the block class: where Wagtail renders it on its
    own, references show the figures of the page. That is the page that the value says it stands
    in (``QuietStreamField``), else the template's ``page``."""

    def render(self, value: Any, context: Any = None) -> Any:
        with _of_report(getattr(value, "page", None) or (context or {}).get("page")):
            return super().render(value, context)  # type: ignore[misc]


class OfReportStream(OfReport):
    """The same for a whole field, whose value is also searched and handed out by APIs."""

    def get_searchable_content(self, value: Any) -> Any:
        with _of_report(getattr(value, "page", None)):
            return super().get_searchable_content(value)  # type: ignore[misc]

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        with _of_report(getattr(value, "page", None)):
            return super().get_api_representation(value, context)  # type: ignore[misc]


def _of_report(page: Any) -> AbstractContextManager[None]:
    return references.showing(page) if is_report(page) else nullcontext()


class ReportTextBlock(OfReport, RichTextBlock):
    """Rich text of a report."""

    def get_searchable_content(self, value: Any) -> list[str]:
        if not self.search_index:
            return []
        return [references.text_for_indexing(value.source)]

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        source = value.source
        cells = references.shown_cells() if referenced_cells(source) else None
        if cells is not None:
            source = _api_source(source, cells, context)
        return super().get_api_representation(RichText(source), context)

    def get_comparison_class(self) -> type[RichTextBlockComparison]:
        return ReportTextBlockComparison


def _api_source(source: str, cells: references.Cells, context: Any) -> str:
    """Rich text for an API in the form that the request asks for."""
    request = context.get("request") if context else None
    asked = request.GET.get("rich_text_format") if request else None
    form = asked or getattr(settings, "WAGTAILAPI_RICH_TEXT_FORMAT", "db_html")
    if form == "html":
        return references.with_figures(source, cells)
    if form == "db_html":
        return references.with_shown_figures(source, cells)
    return references.with_plain_figures(source, cells)


def _words(source: str) -> str:
    """Rich text in plain words for a comparison, references by the names of their cells."""
    named = expand_references(source, lambda cell: format_html("[{}]", references.cell_name(cell)))
    return str(text_from_html(RichText(named).__html__()))


class ReportTextBlockComparison(RichTextBlockComparison):
    """Two revisions of a text: a reference that changed is a change, its figure is not."""

    def htmlvalue(self, val: Any) -> SafeString:
        return format_html("{}", _words(val.source))

    def htmldiff(self) -> Any:
        return diff_text(_words(self.val_a.source), _words(self.val_b.source)).to_html()


class ReportTextComparison(RichTextFieldComparison):
    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.report = obj_b

    def htmldiff(self) -> Any:
        with references.showing(self.report):
            return diff_text(_words(self.val_a or ""), _words(self.val_b or "")).to_html()


class SectionsComparison(StreamFieldComparison):
    def htmldiff(self) -> Any:
        with _of_report(getattr(self.val_b, "page", None)):
            return super().htmldiff()


class ReportTextPanel(FieldPanel):
    """The panel of a field of a report that holds rich text, by itself or in sections."""

    def get_comparison_class(self) -> type[FieldComparison]:
        sections = isinstance(self.db_field, StreamField)
        return SectionsComparison if sections else ReportTextComparison
