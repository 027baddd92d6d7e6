"""From a document to the bytes of a PDF."""

from __future__ import annotations

from io import BytesIO

from django.utils import translation

from ..document import Document
from . import labels
from .canvas import PageCanvas
from .characters import clean
from .flow import Box, draw_pages, paginate
from .font_files import FontSetting
from .fonts import DocumentFonts
from .lines import Line
from .paragraph import set_text
from .story import Story
from .styles import (
    HEIGHT,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    RULE,
    RUNNING,
    TEXT_SIZE,
    TOP,
    WIDTH,
)

_HEAD_BASELINE = PAGE_HEIGHT - 25 * MM
_FOOT_BASELINE = PAGE_HEIGHT - TOP - HEIGHT - 9 * MM
_LANGUAGES = {"zh-hans": "zh-CN", "zh-hant": "zh-TW"}


def render(document: Document, setting: FontSetting | None = None) -> bytes:
    """The PDF of a document. Raises ``FontError`` for a setting that cannot be used."""
    fonts = DocumentFonts(setting)
    file = BytesIO()
    with translation.override(document.language or None):
        boxes = Story(document, fonts).boxes()
        canvas = PageCanvas(file, fonts, language_tag(document.language))
        _describe(canvas, document)
        outline = _Outline(canvas, document)
        edges = _Edges(document, fonts)
        draw_pages(
            canvas,
            paginate(boxes, HEIGHT),
            PAGE_HEIGHT - TOP,
            decorate=edges.draw,
            on_heading=outline.add,
        )
    canvas.save()
    return file.getvalue()


def find_missing(document: Document, setting: FontSetting | None = None) -> str:
    """The characters that no font of the setting can draw."""
    fonts = DocumentFonts(setting)
    with translation.override(document.language or None):
        Story(document, fonts).boxes()
        _Edges(document, fonts)
    return "".join(fonts.missing)


def language_tag(language: str) -> str:
    """Django's name of a language as PDF readers know it: ``zh-hans`` is ``zh-CN``."""
    return _LANGUAGES.get(language.lower(), language) or "zh-CN"


def _describe(canvas: PageCanvas, document: Document) -> None:
    keywords = [*document.keywords, document.index_number, document.document_number]
    canvas.setTitle(document.title)
    canvas.setAuthor(document.agency)
    canvas.setSubject(document.document_number or document.title)
    canvas.setKeywords(", ".join(dict.fromkeys(word for word in keywords if word)))
    canvas.setCreator("wagtail-disclosure")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.set_date(document.published)


class _Outline:
    """Bookmarks: an entry for each heading, and the places that links within the text lead to."""

    def __init__(self, canvas: PageCanvas, document: Document) -> None:
        self._count = 0
        self._depth = -1
        for number, heading in enumerate(document.headings, start=1):
            if heading.anchor:
                canvas.anchors.setdefault(heading.anchor, f"h{number}")
        if document.headings:
            canvas.showOutline()

    def add(self, canvas: PageCanvas, box: Box, top: float) -> None:
        """Enter a heading that was just placed. An outline has no gaps: a heading that skips a
        level stands one below the heading before it."""
        if box.heading is None:
            return
        level, text, _anchor = box.heading
        self._count += 1
        self._depth = min(level - 1, self._depth + 1)
        key = f"h{self._count}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top + 14, 2), zoom=0)
        canvas.addOutlineEntry(text, key, self._depth)


class _Edges:
    """Running head and foot: the report's name, its index number, the page number on the outer
    side, as official documents have it."""

    def __init__(self, document: Document, fonts: DocumentFonts) -> None:
        self._fonts = fonts
        self._head = _shortened(_running_title(document), WIDTH, fonts)
        self._foot = _shortened(_index_line(document), WIDTH * 0.75, fonts)

    def draw(self, canvas: PageCanvas, number: int) -> None:
        with canvas.artifact():
            outer_right = number % 2 == 1
            if number > 1:
                self._put(canvas, self._head, _HEAD_BASELINE, right=outer_right)
                canvas.rule(LEFT, LEFT + WIDTH, _HEAD_BASELINE - 7, 0.4, RULE)
            page = set_text(f"— {number} —", PAGE_NUMBER, self._fonts)
            self._put(canvas, page, _FOOT_BASELINE, right=outer_right, inset=TEXT_SIZE)
            self._put(canvas, self._foot, _FOOT_BASELINE, right=not outer_right)

    def _put(
        self, canvas: PageCanvas, line: Line, y: float, *, right: bool, inset: float = 0.0
    ) -> None:
        x = LEFT + WIDTH - line.width - inset if right else LEFT + inset
        canvas.draw_line(line, x, y)


def _running_title(document: Document) -> str:
    parts = [document.title]
    if document.agency and document.agency not in document.title:
        parts.insert(0, document.agency)
    if document.year and str(document.year) not in document.title:
        parts.append(str(document.year))
    return clean(" · ".join(part for part in parts if part)).strip()


def _index_line(document: Document) -> str:
    if not document.index_number:
        return ""
    for field in document.metadata:
        if field.key == "index_number":
            return clean(f"{field.label}\u2002{document.index_number}")
    return clean(f"{labels.index_number()}\u2002{document.index_number}")


def _shortened(text: str, width: float, fonts: DocumentFonts) -> Line:
    line = set_text(text, RUNNING, fonts)
    while line.width > width and len(text) > 1:
        text = text[: max(1, min(len(text) - 2, int(len(text) * width / line.width)))]
        line = set_text(text + "…", RUNNING, fonts)
    return line
