"""Files made of published versions, made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from django.core.files.base import ContentFile

from ..conf import get_setting
from ..exports.document import Document
from ..models import PublishedVersion


def render(document: Document) -> bytes:
    """The document as PDF, with the fonts of setting ``PDF_FONTS``."""
    from ..exports.pdf import render_pdf  # ReportLab is loaded when it is used

    return render_pdf(document, fonts=get_setting("PDF_FONTS") or None)


def missing_glyphs(document: Document) -> str:
    """Characters of the document that no font of the PDF can draw; empty if there are none."""
    from ..exports.pdf import missing_characters

    return missing_characters(document, get_setting("PDF_FONTS") or None)


def stored_pdf(version: PublishedVersion, build: Callable[[], Document]) -> IO[bytes]:
    """The PDF of a published version; made and stored at the first call.

    A file that has vanished from the storage is made anew.
    """
    if version.pdf and version.pdf.storage.exists(version.pdf.name or ""):
        return version.pdf.open("rb")
    version.pdf.save("report.pdf", ContentFile(render(build())), save=False)
    PublishedVersion.objects.filter(pk=version.pk).update(pdf=version.pdf.name)
    return version.pdf.open("rb")
