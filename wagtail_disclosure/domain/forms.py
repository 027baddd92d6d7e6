"""The printed form as frozen data: tables, blocks, rows, columns, sections."""

from __future__ import annotations

from dataclasses import dataclass

from .sections import Section

__all__ = [
    "Block",
    "CellInfo",
    "Column",
    "ColumnGroup",
    "Row",
    "Section",
    "Table",
    "cell_address",
    "fill_year",
]


def cell_address(table: str, row: str, column: str) -> str:
    """The address of a cell: ``table.row.column``."""
    return f"{table}.{row}.{column}"


def fill_year(label: str, year: int) -> str:
    """A label as it is shown: ``{year}年`` becomes ``2018年``."""
    return label.format(year=year)


@dataclass(frozen=True)
class Column:
    """One column of numbers. ``label`` may hold ``{year}``.

    ``group`` is the key of the column group whose merged head stands above it.
    """

    key: str
    label: str
    unit: str = ""
    decimal: bool = False
    signed: bool = False
    group: str = ""


@dataclass(frozen=True)
class ColumnGroup:
    """A merged head over several columns (e.g. 法人或其他组织)."""

    key: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Row:
    """One row. ``parent`` says how the printed form indents, nothing about sums.

    ``heading`` rows hold no cells; a ``merged`` one is printed as one cell beside the rows
    under it, any other as a line above them. ``label`` may hold ``{year}``. ``unit`` wins over
    the column's unit. ``origin`` says where the row is known from, if not from the same place
    as the standard.
    """

    key: str
    label: str
    unit: str = ""
    parent: str = ""
    heading: bool = False
    decimal: bool = False
    merged: bool = False
    origin: str = ""


@dataclass(frozen=True)
class Block:
    """A run of rows under its own columns; most tables have one, proactive has four.

    A ``transposed`` block is printed as one line of figures: its rows stand as heads above
    its columns. ``row_head`` is the corner: the head of the row labels, or a note.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    row_head: str = ""
    column_groups: tuple[ColumnGroup, ...] = ()
    transposed: bool = False


@dataclass(frozen=True)
class Table:
    """A statistics table. ``unit_head`` is the head of a printed unit column, or empty.

    ``caption`` names the table above its figures; it may hold ``{title}`` and ``{year}``.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    unit: str = ""
    unit_head: str = ""
    note: str = ""
    caption: str = "{title}（{year}年）"


@dataclass(frozen=True)
class CellInfo:
    """Everything about one cell in one place."""

    address: str
    table: Table
    block: Block
    row: Row
    column: Column

    @property
    def unit(self) -> str:
        return self.row.unit or self.column.unit or self.table.unit

    @property
    def decimal(self) -> bool:
        return self.row.decimal or self.column.decimal

    @property
    def signed(self) -> bool:
        return self.column.signed
