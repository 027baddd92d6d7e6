"""What the template of a report page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..conf import get_setting
from ..models import PublishedReport
from ..models.base_page import public_pages
from . import documents, page_tags

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def report_context(page: ReportMixin, request: HttpRequest) -> dict[str, Any]:
    """Document, page tags, downloads, QR code, neighbours and breadcrumbs of a report.

    In a preview the draft is shown as it stands; otherwise the published version.
    """
    preview = bool(getattr(request, "is_preview", False))
    report = page if preview else page.source
    version = None if preview else documents.current_version(report.pk)
    if version is None and not preview:
        raise Http404  # live in the database, but never through the publishing gate
    document = documents.build_document(report, version, request)
    return {
        "disclosure_base_template": get_setting("BASE_TEMPLATE"),
        "document": document,
        "is_preview": preview,
        "page_tags": page_tags.report_tags(request, document, report),
        "qr_code": qr_code(page.get_full_url(request) or document.permanent_url),
        "downloads": [
            {"kind": "pdf", "label": "PDF", "url": file_url(page.get_url(request), "report.pdf")}
        ]
        if version
        else [],
        "breadcrumbs": breadcrumbs(page, request),
        **_neighbours(version.report if version else None, request),
    }


def file_url(page_url: str | None, name: str) -> str:
    """The address of a file below a page, whether or not the site's addresses end in a slash."""
    return f"{(page_url or '').rstrip('/')}/{name}"


def breadcrumbs(page: Any, request: HttpRequest) -> list[tuple[str, str]]:
    """Title and address of the pages above, from the site's root on."""
    ancestors = page.get_ancestors().filter(depth__gt=1)
    return [(above.title, above.get_url(request) or "") for above in ancestors]


def qr_code(url: str) -> SafeString:
    """An inline SVG of ``url`` with its text; empty for a page without address."""
    if not url:
        return SafeString("")
    svg = segno.make(url, error="m").svg_inline(
        scale=4,
        border=2,
        omitsize=True,
        svgclass="disclosure-qr",
        lineclass=None,
        title=_("QR code of this page's address"),
        desc=url,
    )
    return mark_safe(svg)  # noqa: S308  (segno escapes title and desc)


def _neighbours(published: PublishedReport | None, request: HttpRequest) -> dict[str, Any]:
    """The public reports of the year before and after: the agency's own, else those of its
    predecessors and successors."""
    found: dict[str, Any] = {"previous_report": None, "next_report": None}
    if published is None:
        return found
    own, before, after = published.agency_id, published.year - 1, published.year + 1
    rows = PublishedReport.objects.filter(
        Q(agency=own, public_year__in=(before, after))
        | Q(agency__successors=own, public_year=before)
        | Q(agency__predecessors=own, public_year=after)
    )
    row = rows.filter(page_id=OuterRef("pk"))
    pages = (
        public_pages()
        .filter(pk__in=rows.values("page_id"))
        .annotate(
            year=Subquery(row.values("year")[:1]), by_agency=Subquery(row.values("agency")[:1])
        )
    )
    for page in sorted(pages, key=lambda page: page.by_agency == own):
        name = "previous_report" if page.year == before else "next_report"
        found[name] = {"title": page.title, "url": page.get_url(request), "year": page.year}
    return found
