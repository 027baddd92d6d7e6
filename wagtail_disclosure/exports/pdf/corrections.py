"""What changed in a report that readers already had: dates, reasons, figures before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..document import Correction, Document
from . import labels
from .atoms import Run
from .characters import clean
from .flow import Box
from .fonts import DocumentFonts
from .paragraph import paragraph, space
from .styles import END_LABEL, END_TEXT, NOTE, ParagraphStyle

_CHANGE = replace(NOTE, left=21.0, align="left", text=replace(NOTE.text, tabular=True))


def correction_boxes(document: Document, fonts: DocumentFonts) -> list[Box]:
    """The corrections, newest first."""
    boxes = _line(labels.corrections(), END_LABEL, fonts, keep=True)
    for correction in document.corrections:
        boxes.extend(_correction(correction, fonts))
    return boxes


def _correction(correction: Correction, fonts: DocumentFonts) -> Iterator[Box]:
    reason = correction.reason or labels.no_reason()
    yield from _line(f"{correction.day}\u2002{reason}", END_TEXT, fonts, keep=True)
    for change in correction.changes:
        text = labels.figure_change(change.label, change.before, change.after)
        yield from _line(text, _CHANGE, fonts)
    yield space(8)


def _line(
    text: str, style: ParagraphStyle, fonts: DocumentFonts, *, keep: bool = False
) -> list[Box]:
    boxes = paragraph([Run(clean(text).strip(), style.text)], style, fonts)
    return [replace(box, keep=True) for box in boxes] if keep else boxes
