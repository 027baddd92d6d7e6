"""A statistics table of a standard, laid out as the printed form with the figures in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from wagtail_disclosure.domain.figures import NOT_APPLICABLE, Figure, Figures, Value
from wagtail_disclosure.domain.standards import (
    Block,
    Row,
    Standard,
    Table,
    cell_address,
    fill_year,
)

from .tables import Cell, Head, StatisticsTable, TableBlock, TableRow, TextCell

MISSING_TEXT = "—"
NOT_APPLICABLE_TEXT = "不适用"


def lay_out(
    standard: Standard,
    table_key: str,
    figures: Figures,
    year: int,
    *,
    notes: Mapping[str, str] | None = None,
) -> StatisticsTable:
    """The table of that key with ``figures`` in it and labels filled for ``year``.

    ``notes`` are texts to readers by cell address. Where blocks differ in width, the last
    column of a narrower one spans the rest. Raises ``KeyError`` for an unknown table.
    """
    table = standard.table(table_key)
    width = max(_width(table, block) for block in table.blocks)
    return StatisticsTable(
        key=table.key,
        caption=table.caption.format(title=fill_year(table.title, year), year=year),
        unit=table.unit or _units(standard, table),
        columns=width,
        blocks=tuple(
            _BlockLayout(table, block, width, year, figures, notes or {}).lay_out()
            for block in table.blocks
        ),
        note=fill_year(table.note, year),
    )


def _units(standard: Standard, table: Table) -> str:
    """The units that stand in the table, each once in the order of the form: 条、件."""
    units = (info.unit for info in standard.cells.values() if info.table.key == table.key)
    return "、".join(dict.fromkeys(unit for unit in units if unit))


def number_text(value: Value) -> str:
    """A value as readers see it: ``12,345.5``, 不适用, or a dash where there is none."""
    if isinstance(value, Decimal):
        return format(value, ",f")
    return NOT_APPLICABLE_TEXT if value is NOT_APPLICABLE else MISSING_TEXT


def _width(table: Table, block: Block) -> int:
    return 1 + bool(table.unit_head) + len(block.columns)


@dataclass(frozen=True)
class _BlockLayout:
    """One block of a table, drawn ``width`` columns wide."""

    table: Table
    block: Block
    width: int
    year: int
    figures: Figures
    notes: Mapping[str, str]

    def lay_out(self) -> TableBlock:
        return TableBlock(
            head=(*self._title_line(), *self._head_lines()),
            rows=tuple(self._row(row) for row in self.block.rows),
        )

    def _label(self, text: str) -> str:
        return fill_year(text, self.year)

    def _span(self, number: int) -> int:
        """Columns that figure column ``number`` (from 0) takes up."""
        last = number == len(self.block.columns) - 1
        return 1 + (self.width - _width(self.table, self.block) if last else 0)

    def _title_line(self) -> tuple[tuple[Head, ...], ...]:
        if not self.block.title:
            return ()
        return ((Head(self._label(self.block.title), "colgroup", colspan=self.width),),)

    def _head_lines(self) -> tuple[tuple[Head, ...], ...]:
        """The lines of heads: groups above, merged over their columns; columns reach down."""
        paths = [self._path(column.group) for column in self.block.columns]
        depth = 1 + max(len(path) for path in paths)
        first = [Head(self._label(self.block.row_head), "col", rowspan=depth)]
        if self.table.unit_head:
            first.append(Head(self._label(self.table.unit_head), "col", rowspan=depth))
        lines = [first, *([] for _ in range(depth - 1))]
        for level, line in enumerate(lines):
            for numbers in _runs(paths, level):
                span = sum(self._span(number) for number in numbers)
                path, column = paths[numbers[0]], self.block.columns[numbers[0]]
                if level < len(path):
                    line.append(Head(self._group_label(path[level]), "colgroup", colspan=span))
                elif level == len(path):
                    text = self._label(column.label)
                    line.append(Head(text, "col", colspan=span, rowspan=depth - level))
        return tuple(tuple(line) for line in lines)

    def _path(self, key: str) -> tuple[str, ...]:
        """The keys of the groups above a column, from the outer to the inner."""
        outer = {group.key: group.group for group in self.block.column_groups}
        path: tuple[str, ...] = ()
        while key:
            path = (key, *path)
            key = outer[key]
        return path

    def _group_label(self, key: str) -> str:
        return self._label(
            next(group.label for group in self.block.column_groups if group.key == key)
        )

    def _row(self, row: Row) -> TableRow:
        head = self._row_head(row)
        if row.heading:
            return TableRow(row.key, (head,), (), heading=True)
        cells: list[Cell | TextCell] = []
        if self.table.unit_head:
            cells.append(TextCell(row.unit or self.table.unit))
        for number, column in enumerate(self.block.columns):
            cells.append(self._cell(cell_address(self.table.key, row.key, column.key), number))
        return TableRow(row.key, (head,), tuple(cells))

    def _row_head(self, row: Row) -> Head:
        rows = {item.key: item for item in self.block.rows}
        depth, above = 0, row
        while above.parent:
            depth, above = depth + 1, rows[above.parent]
        parent = rows[row.parent] if row.parent else None
        return Head(
            self._label(row.label),
            scope="rowgroup" if row.heading else "row",
            colspan=self.width if row.heading else 1,
            depth=depth,
            of_which=parent is not None and not parent.heading and not row.heading,
            parent_text=self._label(parent.label) if parent else "",
        )

    def _cell(self, address: str, number: int) -> Cell:
        figure = self.figures.get(address, Figure(self.figures.value(address)))
        value = figure.value
        return Cell(
            address=address,
            state="number" if isinstance(value, Decimal) else value.value,
            value=format(value, "f") if isinstance(value, Decimal) else "",
            text=number_text(value),
            source=figure.source.value,
            note=self.notes.get(address, ""),
            colspan=self._span(number),
        )


def _runs(paths: list[tuple[str, ...]], level: int) -> list[list[int]]:
    """The columns by number, together where they share a head on that level: those of a group."""

    def head_of(number: int) -> tuple[str, ...] | int:
        path = paths[number]
        return path[: level + 1] if level < len(path) else number

    return [list(run) for _, run in groupby(range(len(paths)), key=head_of)]
