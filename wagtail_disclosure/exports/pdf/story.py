"""A document as boxes, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..document import (
    Document,
    Embedded,
    Heading,
    Picture,
    PlainTable,
    RichText,
    Statistics,
)
from . import labels
from .atoms import Run
from .characters import clean
from .end import end_boxes
from .flow import Box
from .fonts import DocumentFonts
from .front import front_boxes
from .grid import Grid, numbered_notes, plain_grid, statistics_grid
from .paragraph import paragraph, space
from .pictures import picture_boxes
from .rich_text import read_rich_text
from .styles import BODY, CAPTION, HEADINGS, NOTE, TEXT_SIZE, UNIT, ParagraphStyle
from .tables import Table

_LIST_STEP = 1.8 * TEXT_SIZE


class Story:
    """Makes the boxes of one document."""

    def __init__(self, document: Document, fonts: DocumentFonts) -> None:
        self._document = document
        self._fonts = fonts
        self._makers: dict[type, Callable[[Any], list[Box]]] = {
            Heading: self._heading,
            RichText: self._rich_text,
            Embedded: self._rich_text,
            Picture: lambda picture: picture_boxes(picture, self._fonts),
            PlainTable: self._plain_table,
            Statistics: lambda node: self._statistics(node),
        }

    def boxes(self) -> list[Box]:
        """Every box, from the metadata to the permanent address."""
        boxes = front_boxes(self._document, self._fonts)
        for text in self._document.preamble:
            boxes.extend(self._rich_text(text))
        for node in self._document.body:
            boxes.extend(self._makers[type(node)](node))
        return boxes + end_boxes(self._document, self._fonts)

    def _heading(self, heading: Heading) -> list[Box]:
        level = min(max(heading.level, 1), len(HEADINGS))
        text = clean(f"{heading.number}{heading.text}").strip()
        style = replace(HEADINGS[level - 1], keep_with_next=True)
        return paragraph(
            [Run(text, style.text)],
            style,
            self._fonts,
            heading=(level, text, heading.anchor),
        )

    def _rich_text(self, node: RichText | Embedded) -> list[Box]:
        boxes: list[Box] = []
        for block in read_rich_text(node.html, BODY.text, self._document.url):
            style = BODY
            if block.depth:
                left = 2 * TEXT_SIZE + (block.depth - 1) * _LIST_STEP + _LIST_STEP * 0.75
                style = replace(BODY, indent=0, left=left)
            boxes.extend(paragraph(block.runs, style, self._fonts, marker=block.marker))
        return boxes

    def _statistics(self, node: Statistics) -> list[Box]:
        table = node.table
        grid = statistics_grid(table)
        unit = labels.unit(table.unit) if table.unit else ""
        notes = [f"{mark}\u2002{text}" for mark, text in numbered_notes(grid)]
        if table.note.strip():
            notes.append(table.note)
        return self._table(grid, table.caption, unit, notes)

    def _plain_table(self, table: PlainTable) -> list[Box]:
        return self._table(plain_grid(table), table.caption, "", [])

    def _table(self, grid: Grid, caption: str, unit: str, notes: list[str]) -> list[Box]:
        boxes = self._line(caption, CAPTION)
        boxes += self._line(unit, UNIT)
        boxes = [replace(box, keep=True) for box in boxes]
        if boxes:
            boxes.append(space(4, keep=True))
        boxes += Table(grid, self._fonts).boxes(before=0.0 if boxes else 10.0)
        boxes.append(space(5))
        for note in notes:
            boxes += self._line(note, NOTE)
        return [*boxes, space(9)]

    def _line(self, text: str, style: ParagraphStyle) -> list[Box]:
        text = clean(text).strip()
        return paragraph([Run(text, style.text)], style, self._fonts) if text else []
