"""Build the format-neutral document of a report: what page, PDF and other files show."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import SheetError
from ..exports.document import Attachment, Correction, Document, Field, Interpretation
from ..exports.tables import StatisticsTable
from ..models import PublishedVersion
from .corrections import corrections
from .freezing import Drawn, Frozen, draw, load_frozen
from .preambles import preamble
from .section_nodes import section_nodes

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def current_version(page_id: int) -> PublishedVersion | None:
    """What readers have of a page now, with its report; ``None`` for one never published."""
    return (
        PublishedVersion.objects.filter(page_id=page_id)
        .select_related("report")
        .order_by("-number")
        .first()
    )


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
    shown = frozen or _drawn(report)
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
        preamble=preamble(report, agency),
        body=section_nodes(report.sections, tables),
        attachments=_attachments(report),
        interpretations=_interpretations(report, request),
        notice=report.notice,
        remarks=shown.remarks if shown else (),
        corrections=_corrections(report, version),
        url=report.get_full_url(request) or "",
        permanent_url=_permanent_url(report, number, request) if version and number else "",
    )


def _corrections(report: ReportMixin, version: PublishedVersion | None) -> tuple[Correction, ...]:
    """What changed in figures that readers had: of the source, for a translation; of what is
    public, in a preview."""
    page_id = version.report.page_id if version else report.pk
    is_first = version is not None and (version.number, version.page_id) == (1, page_id)
    return () if page_id is None or is_first else corrections(page_id)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def minute(value: datetime | None) -> str:
    """``2019-01-16 16:15`` in the site's time zone: the form that page tags ask for."""
    return localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def _drawn(report: ReportMixin) -> Drawn | None:
    """A draft as it stands; ``None`` where it has no standard or year yet."""
    if not report.standard or report.report_year is None:
        return None
    try:
        return draw(report)
    except (UnknownStandard, SheetError):
        return None


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
            day(localtime(published).date()) if published else "",
            day(localtime(published).date()) if published else "",
        ),
        Field("validity", _("Validity"), str(report.get_validity_display()), report.validity),
    )


def _attachments(report: ReportMixin) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            title=block.value["title"] or document.title,
            url=document.url,
            file_type=document.file_extension.upper(),
            size=document.get_file_size() or 0,
        )
        for block in report.attachments
        if (document := block.value["document"])
    )


def _interpretations(
    report: ReportMixin, request: HttpRequest | None
) -> tuple[Interpretation, ...]:
    labels = {"text": _("Interpretation in words"), "picture": _("Interpretation in pictures")}
    found = []
    for block in report.interpretations:
        url = _target(block.value, request)
        if url:
            label = labels.get(block.value["kind"], "")
            found.append(Interpretation(label, block.value["title"], url))
    return tuple(found)


def _target(value: Any, request: HttpRequest | None) -> str:
    """The address of what an interpretation points to; empty where readers cannot have it."""
    if value["page"]:
        return (value["page"].get_url(request) or "") if value["page"].live else ""
    if value["document"]:
        return value["document"].url
    if value["image"]:
        return get_rendition_or_not_found(value["image"], "max-2400x4800").url
    return ""


def _permanent_url(report: ReportMixin, number: str, request: HttpRequest | None) -> str:
    parts = report.get_url_parts(request)
    root = parts[1] if parts else ""
    return f"{root or ''}{reverse('wagtail_disclosure:index_number', args=[number])}"
