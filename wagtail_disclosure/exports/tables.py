"""A statistics table, laid out and format-neutral: what every renderer draws.

Made once from a standard and calculated figures (``wagtail_disclosure.exports.layout``),
frozen as JSON at publication, and drawn by the HTML template, the PDF and every other
format from the same cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Head:
    """A head cell of a column (``scope`` col/colgroup) or of a row (row/rowgroup).

    ``depth`` indents a row's label; ``of_which`` marks a row that is part of the row
    ``parent_text`` names, so that a screen reader can say so.
    """

    text: str
    scope: str
    colspan: int = 1
    rowspan: int = 1
    depth: int = 0
    of_which: bool = False
    parent_text: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as readers see it.

    ``state`` is ``number``, ``n/a`` or ``missing``; ``value`` is the exact number as plain
    text (``12345.5``), empty without a number; ``text`` is what is shown (``12,345.5``);
    ``source`` is a value of ``domain.figures.Source``. ``colspan`` is more than 1 where a block
    is narrower than its table. ``note`` tells readers why a figure stays though it does not agree
    with another, ``explanation`` how it came about. ``entries`` are the parameters of a catalogue's
    address that lists what was counted.
    """

    address: str
    state: str
    value: str
    text: str
    source: str
    note: str = ""
    colspan: int = 1
    explanation: str = ""
    entries: str = ""


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of the printed form that holds words: the unit of a row."""

    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """``key`` is the row's key in the standard; empty for rows of heads within a body."""

    key: str
    heads: tuple[Head, ...]
    cells: tuple[Cell | TextCell, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under heads of their own; most tables have one block."""

    head: tuple[tuple[Head, ...], ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """One laid-out table. ``caption`` names it with year; ``unit``: the unit, or 条、件."""

    key: str
    caption: str
    unit: str
    columns: int
    blocks: tuple[TableBlock, ...]
    note: str = ""

    def figures(self) -> list[Cell]:
        """All figure cells in reading order."""
        return [
            cell
            for block in self.blocks
            for row in block.rows
            for cell in row.cells
            if isinstance(cell, Cell)
        ]


def dump_table(table: StatisticsTable) -> dict[str, Any]:
    """The table as JSON-ready data; ``load_table`` reads it back unchanged."""
    return {
        "key": table.key,
        "caption": table.caption,
        "unit": table.unit,
        "columns": table.columns,
        "note": table.note,
        "blocks": [
            {
                "head": [[_dump_head(head) for head in line] for line in block.head],
                "rows": [
                    {
                        "key": row.key,
                        "heading": row.heading,
                        "heads": [_dump_head(head) for head in row.heads],
                        "cells": [_dump_cell(cell) for cell in row.cells],
                    }
                    for row in block.rows
                ],
            }
            for block in table.blocks
        ],
    }


def load_table(data: Mapping[str, Any]) -> StatisticsTable:
    """A table from what ``dump_table`` wrote."""
    return StatisticsTable(
        key=data["key"],
        caption=data["caption"],
        unit=data["unit"],
        columns=data["columns"],
        note=data["note"],
        blocks=tuple(
            TableBlock(
                head=tuple(_load_heads(line) for line in block["head"]),
                rows=tuple(
                    TableRow(
                        key=row["key"],
                        heading=row["heading"],
                        heads=_load_heads(row["heads"]),
                        cells=tuple(_load_cell(cell) for cell in row["cells"]),
                    )
                    for row in block["rows"]
                ),
            )
            for block in data["blocks"]
        ),
    )


def _dump_head(head: Head) -> dict[str, Any]:
    return {
        "text": head.text,
        "scope": head.scope,
        "colspan": head.colspan,
        "rowspan": head.rowspan,
        "depth": head.depth,
        "of_which": head.of_which,
        "parent_text": head.parent_text,
    }


def _dump_cell(cell: Cell | TextCell) -> dict[str, Any]:
    if isinstance(cell, TextCell):
        return {"text": cell.text}
    return {
        "address": cell.address,
        "state": cell.state,
        "value": cell.value,
        "text": cell.text,
        "source": cell.source,
        "note": cell.note,
        "colspan": cell.colspan,
        "explanation": cell.explanation,
        **({"entries": cell.entries} if cell.entries else {}),
    }


def _load_heads(data: Sequence[Mapping[str, Any]]) -> tuple[Head, ...]:
    return tuple(Head(**head) for head in data)


def _load_cell(data: Mapping[str, Any]) -> Cell | TextCell:
    return Cell(**data) if "address" in data else TextCell(**data)
