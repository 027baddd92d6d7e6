"""The first page above the text: metadata, title, number, byline, notice."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Document, Field
from . import labels
from .atoms import Run
from .canvas import PageCanvas
from .characters import clean
from .flow import Box
from .fonts import DocumentFonts
from .grid import Grid, GridCell
from .paragraph import paragraph, set_text, space
from .styles import (
    ACCENT,
    BYLINE,
    LEFT,
    META_LABEL,
    META_VALUE,
    NOTICE,
    NUMBER,
    RULE,
    TITLE,
    WIDTH,
    ParagraphStyle,
)
from .table_layout import TableStyle
from .tables import Table

_EMPTY = "—"
_META_STYLE = TableStyle(pad_x=0.0, pad_y=5.0, outer=0.6)
_GUTTER = 12.0
_WIDEST_LABEL = 0.2  # of the width


def front_boxes(document: Document, fonts: DocumentFonts) -> list[Box]:
    """Everything above the preamble, closed by the accent line."""
    boxes: list[Box] = []
    if document.metadata:
        boxes.extend(_metadata(document.metadata, fonts))
    boxes.extend(_title(document, fonts))
    boxes.extend(_line(document.document_number, NUMBER, fonts))
    boxes.extend(_line(_byline(document), BYLINE, fonts))
    boxes.append(_accent_line())
    notices = [text for text in (document.notice, *document.remarks) if text.strip()]
    if notices:
        boxes.extend(_notice("\n".join(notices), fonts))
    return boxes


def _line(text: str, style: ParagraphStyle, fonts: DocumentFonts) -> list[Box]:
    text = "\n".join(clean(part).strip() for part in text.split("\n"))
    return paragraph([Run(text, style.text)], style, fonts) if text else []


def _title(document: Document, fonts: DocumentFonts) -> list[Box]:
    """The title; one of two lines is broken after the agency's name if both parts fit."""
    title = clean(document.title).strip()
    agency = clean(document.agency).strip()
    rest = title.removeprefix(agency)
    if set_text(title, TITLE.text, fonts).width > WIDTH and agency and rest != title:
        parts = (agency, rest.strip())
        if all(set_text(part, TITLE.text, fonts).width <= WIDTH for part in parts):
            return _line("\n".join(parts), TITLE, fonts)
    return _line(title, TITLE, fonts)


def _byline(document: Document) -> str:
    parts = []
    if document.source:
        parts.append(labels.source(document.source))
    if document.published_text:
        parts.append(labels.published(document.published_text))
    return "\u3000".join(parts)


def _accent_line() -> Box:
    def draw(canvas: PageCanvas, top: float) -> None:
        canvas.rule(LEFT, LEFT + WIDTH, top - 8, 1.3, ACCENT)

    return Box(height=30, draw=draw)


def _notice(text: str, fonts: DocumentFonts) -> list[Box]:
    lines = paragraph([Run(clean(text).strip(), NOTICE.text)], NOTICE, fonts)

    def close(canvas: PageCanvas, top: float) -> None:
        canvas.rule(LEFT, LEFT + WIDTH, top - 7, 0.4, RULE)

    return [*lines, Box(height=22, draw=close)]


def _metadata(fields: Sequence[Field], fonts: DocumentFonts) -> list[Box]:
    label_width = _label_width(fields, fonts)
    half = WIDTH / 2
    widths = [label_width, half - label_width, label_width, half - label_width]
    room = half - label_width - _GUTTER
    grid = Grid(columns=4)
    grid.add_band(_rows(fields, room, fonts))
    table = Table(grid, fonts, _META_STYLE, widths)
    return [*table.boxes(), space(0)]


def _label_width(fields: Sequence[Field], fonts: DocumentFonts) -> float:
    widths = [set_text(clean(field.label), META_LABEL, fonts).width for field in fields]
    return min(max(widths) + _GUTTER, WIDTH * _WIDEST_LABEL)


def _rows(fields: Sequence[Field], room: float, fonts: DocumentFonts) -> list[list[GridCell]]:
    """Two fields to a row, in their order; one that is too long for half a row has its own."""
    rows: list[list[GridCell]] = []
    pending: list[GridCell] = []
    for field in fields:
        value = clean(field.value).strip() or _EMPTY
        wide = set_text(value, META_VALUE, fonts).width > room
        cells = [
            GridCell(clean(field.label).strip(), META_LABEL),
            GridCell(value, META_VALUE, colspan=3 if wide else 1),
        ]
        if wide:
            rows.extend([row for row in (pending, cells) if row])
            pending = []
        elif pending:
            rows.append(pending + cells)
            pending = []
        else:
            pending = cells
    return [*rows, pending] if pending else rows
