"""What follows the text: corrections, attachments, interpretations, addresses with a QR code."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from django.template.defaultfilters import filesizeformat

from ..document import Document
from . import labels
from .atoms import Run
from .canvas import PageCanvas
from .characters import clean
from .corrections import correction_boxes
from .flow import Box, Draw
from .fonts import DocumentFonts
from .paragraph import paragraph, space
from .styles import (
    END_ADDRESS,
    END_LABEL,
    END_TEXT,
    INK,
    LEFT,
    RULE,
    WIDTH,
    ParagraphStyle,
)

_QR_SIZE = 62.0
_QR_LONGEST = 600  # characters; a longer address makes a code too fine to be read from paper


def end_boxes(document: Document, fonts: DocumentFonts) -> list[Box]:
    """The end of the document; empty when nothing follows its text."""
    boxes: list[Box] = []
    if document.corrections:
        boxes += [_hairline(), *correction_boxes(document, fonts)]
    boxes.extend(_list(labels.attachments(), _attachments(document), fonts))
    boxes.extend(_list(labels.interpretations(), _interpretations(document), fonts))
    address = document.permanent_url or document.url
    if address:
        name = labels.permanent_address() if document.permanent_url else labels.page_address()
        boxes.extend(_address(name, address, fonts))
    return [space(18, keep=True), *boxes] if boxes else []


def _attachments(document: Document) -> list[tuple[str, str]]:
    entries = []
    for attachment in document.attachments:
        size = filesizeformat(attachment.size) if attachment.size else ""
        details = "\u2002".join(part for part in (attachment.file_type.upper(), size) if part)
        title = attachment.title
        entries.append((labels.attachment(title, details) if details else title, attachment.url))
    return entries


def _interpretations(document: Document) -> list[tuple[str, str]]:
    return [
        (labels.interpretation(reading.kind_label, reading.title), reading.url)
        for reading in document.interpretations
    ]


def _list(name: str, entries: Sequence[tuple[str, str]], fonts: DocumentFonts) -> list[Box]:
    if not entries:
        return []
    boxes = [_hairline(), *_keeping(_text(name, END_LABEL, fonts))]
    for number, (text, address) in enumerate(entries, start=1):
        marker = f"{number}." if len(entries) > 1 else ""
        lines = _text(text, _indented(END_TEXT), fonts, marker=marker, link=address)
        boxes.extend(_keeping(lines) if address else lines)
        boxes.extend(_text(address, _indented(END_ADDRESS), fonts, link=address))
    return [*boxes, space(8)]


def _indented(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(style.text, style.leading, 0, 21.0, style.align)


def _text(
    text: str, style: ParagraphStyle, fonts: DocumentFonts, *, marker: str = "", link: str = ""
) -> list[Box]:
    text = clean(text).strip()
    if not text:
        return []
    return paragraph([Run(text, style.text, link)], style, fonts, marker=marker)


def _keeping(boxes: Sequence[Box]) -> list[Box]:
    return [Box(box.height, box.draw, box.before, keep=True) for box in boxes]


def _hairline() -> Box:
    def draw(canvas: PageCanvas, top: float) -> None:
        canvas.rule(LEFT, LEFT + WIDTH, top, 0.4, RULE)

    return Box(height=8, draw=draw, keep=True)


def _address(name: str, address: str, fonts: DocumentFonts) -> list[Box]:
    """The address in words, and as a code for a reader who holds the paper."""
    width = WIDTH - _QR_SIZE - 24
    text = paragraph([Run(clean(name), END_LABEL.text)], END_LABEL, fonts, width=width)
    text += paragraph(
        [Run(clean(address), END_ADDRESS.text, address)], END_ADDRESS, fonts, width=width
    )
    height = sum(box.height for box in text)
    code = Box(height=0, draw=_qr_code(address), keep=True) if len(address) <= _QR_LONGEST else None
    boxes = [_hairline(), *([code] if code else []), *_keeping(text)]
    return [*boxes, space(max(0.0, _QR_SIZE - height) if code else 0.0)]


def _qr_code(address: str) -> Draw:
    modules = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    side = _QR_SIZE / len(modules)

    def draw(canvas: PageCanvas, top: float) -> None:
        left = LEFT + WIDTH - _QR_SIZE
        with canvas.artifact("Layout"):
            canvas.setFillColorRGB(*INK)
            path = canvas.beginPath()
            for row, line in enumerate(modules):
                for column, dark in enumerate(line):
                    if dark:
                        x, y = left + column * side, top - (row + 1) * side
                        path.rect(x, y, side, side)
            canvas.drawPath(path, stroke=0, fill=1)

    return draw
