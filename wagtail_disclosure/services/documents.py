"""Build the format-neutral document of a report: what page, PDF and other files show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..exports.document import Correction, Document, Field
from ..exports.tables import StatisticsTable
from ..models import PublishedVersion
from .catalogue_places import catalogue_url
from .corrections import corrections
from .days import site_day
from .figure_references import cells_of
from .freezing import Frozen, load_frozen
from .page_parts import attachments, day, interpretations, minute, permanent_url
from .preambles import preamble
from .report_tables import current_version, drawn
from .section_nodes import section_nodes

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def published_table(report: ReportMixin, key: str) -> StatisticsTable | None:
    """A statistics table as readers have it; ``None`` unless the report's page is public."""
    if not report.live or report.get_view_restrictions().exists():
        return None
    version = current_version(report.alias_of_id or report.pk)
    return load_frozen(version.frozen).table(key) if version else None


def build_document(
    report: ReportMixin, version: PublishedVersion | None, request: HttpRequest | None = None
) -> Document:
    """The document of a published ``version``, or of the draft as it stands where that is
    ``None`` (preview)."""
    frozen = load_frozen(version.frozen) if version else None
    shown = frozen or drawn(report)
    tables = {table.key: table for table in shown.tables} if shown else {}
    agency = frozen.agency if frozen else (report.agency.name if report.agency else "")
    number = version.report.index_number if version else report.requested_index_number
    published = report.published_at or report.first_published_at
    return Document(
        title=report.title,
        language=get_language() or "zh-hans",
        agency=agency,
        year=report.report_year or 0,
        document_number=report.document_number,
        index_number=number,
        source=report.source_name or agency,
        published=published,
        published_text=minute(published),
        metadata=_metadata(report, frozen, agency, number, published),
        preamble=preamble(report, agency, cells_of(tables.values())),
        body=section_nodes(report, shown),
        attachments=attachments(report),
        interpretations=interpretations(report, request),
        notice=report.notice,
        remarks=shown.remarks if shown else (),
        corrections=_corrections(report, version),
        url=report.get_full_url(request) or "",
        permanent_url=permanent_url(report, number, request) if version and number else "",
        catalogue_url=_catalogue_url(report, tables, request),
    )


def _catalogue_url(
    report: ReportMixin, tables: Mapping[str, StatisticsTable], request: HttpRequest | None
) -> str:
    """The address of the site's catalogue, for a report with figures that were counted in it."""
    counted = any(cell.entries for table in tables.values() for cell in table.figures())
    return catalogue_url(report, request) if counted else ""


def _corrections(report: ReportMixin, version: PublishedVersion | None) -> tuple[Correction, ...]:
    """What changed in figures that readers had: of the source, for a translation; of what is
    public, in a preview."""
    page_id = version.report.page_id if version else report.pk
    is_first = version is not None and (version.number, version.page_id) == (1, page_id)
    return () if page_id is None or is_first else corrections(page_id)


def _metadata(
    report: ReportMixin,
    frozen: Frozen | None,
    agency: str,
    number: str,
    published: datetime | None,
) -> tuple[Field, ...]:
    """The eight lines of the metadata block, in the order of Chinese government pages."""
    category = report.topic_category.name if not frozen and report.topic_category else ""
    return (
        Field("index_number", _("Index number"), number),
        Field("topic_category", _("Topic"), frozen.topic_category if frozen else category),
        Field("agency", _("Issuing agency"), agency),
        Field("made_on", _("Date of making"), day(report.made_on), day(report.made_on)),
        Field("title", _("Title"), report.title),
        Field("document_number", _("Document number"), report.document_number),
        Field(
            "published_on",
            _("Date of publication"),
            day(site_day(published)) if published else "",
            day(site_day(published)) if published else "",
        ),
        Field("validity", _("Validity"), str(report.get_validity_display()), report.validity),
    )
