"""A report as PDF, written with ReportLab.

Importing this package is cheap: ReportLab and the fonts load with the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .font_files import FontError, FontPath, FontProblem, FontSetting, check_fonts

if TYPE_CHECKING:
    from ..document import Document

__all__ = [
    "FontError",
    "FontPath",
    "FontProblem",
    "FontSetting",
    "check_fonts",
    "missing_characters",
    "render_pdf",
]


def render_pdf(document: Document, *, fonts: FontSetting | None = None) -> bytes:
    """The document as a PDF file; the same document gives the same bytes.

    ``fonts`` names a site's own fonts by role (``body``, ``heading``); the shipped fonts stand
    in for what it leaves out. Raises ``FontError`` for a font that cannot be used. A character
    that no font has is drawn as 〓 (see ``missing_characters``) and still copied as itself.
    """
    from .renderer import render

    return render(document, fonts)


def missing_characters(document: Document, fonts: FontSetting | None = None) -> str:
    """The characters of the document that ``render_pdf`` would draw as 〓, each once, in the
    order of their first appearance. Raises ``FontError`` like ``render_pdf``."""
    from .renderer import find_missing

    return find_missing(document, fonts)
