"""Files made of published versions, made once and kept."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import translation

from ..conf import get_setting
from ..exports.document import Document
from ..models import PublishedVersion
from .documents import build_document, current_version

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def render(document: Document) -> bytes:
    """The document as PDF, with the fonts of setting ``PDF_FONTS``."""
    from ..exports.pdf import render_pdf  # ReportLab is loaded when it is used

    return render_pdf(document, fonts=get_setting("PDF_FONTS") or None)


def missing_glyphs(document: Document) -> str:
    """Characters of the document that no font of the PDF can draw; empty if there are none."""
    from ..exports.pdf import missing_characters

    return missing_characters(document, get_setting("PDF_FONTS") or None)


def published_document(report: ReportMixin, version: PublishedVersion) -> Document:
    """The document of a published version in the language of its page, whoever asks for it."""
    with translation.override(report.locale.language_code):
        return build_document(report, version)


def report_pdf(report: ReportMixin) -> IO[bytes] | None:
    """The PDF of what readers have of ``report`` now; ``None`` for a report never published.

    Made at the first call and stored with its version; a file that has vanished from the
    storage is made anew. A version is drawn only from the page as it was published with it.
    """
    version = current_version(report.pk)
    if version is None:
        return None
    if version.pdf and version.pdf.storage.exists(version.pdf.name or ""):
        return version.pdf.open("rb")
    row = type(report).objects.get(pk=report.pk)
    content = render(published_document(row, version))
    if row.live_revision_id != version.revision_id:
        return BytesIO(content)  # published anew this moment: right for now, but not to be kept
    version.pdf.save("report.pdf", ContentFile(content), save=False)
    PublishedVersion.objects.filter(pk=version.pk).update(pdf=version.pdf.name)
    return version.pdf.open("rb")
