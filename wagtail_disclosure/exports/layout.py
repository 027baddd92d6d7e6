"""A statistics table of a standard, laid out as the printed form with the figures in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from wagtail_disclosure.domain.figures import Figure, Figures, number_text
from wagtail_disclosure.domain.forms import Block, Column, Row, Table, cell_address, fill_year
from wagtail_disclosure.domain.row_groups import rows_above
from wagtail_disclosure.domain.standards import Standard

from .tables import Cell, Head, StatisticsTable, TableBlock, TableRow, TextCell


def lay_out(
    standard: Standard,
    table_key: str,
    figures: Figures,
    year: int,
    *,
    notes: Mapping[str, str] | None = None,
    explanations: Mapping[str, str] | None = None,
    entries: Mapping[str, str] | None = None,
) -> StatisticsTable:
    """The table of that key with ``figures`` in it and labels filled for ``year``.

    ``notes`` are texts to readers by cell address, ``explanations`` say in the same way how a
    figure came about, ``entries`` where the entries behind a counted one are listed. Where blocks
    differ in width, the last column of a narrower one spans the rest. Merged headings stand as
    one cell beside their rows; a transposed block is one line of figures under its rows and
    columns. Raises ``KeyError`` for an unknown table.
    """
    table = standard.table(table_key)
    width = max(_width(table, block) for block in table.blocks)
    return StatisticsTable(
        key=table.key,
        caption=table.caption.format(title=fill_year(table.title, year), year=year),
        unit=table.unit or _units(standard, table),
        columns=width,
        blocks=tuple(
            _BlockLayout(
                table, block, width, year, figures, notes or {}, explanations or {}, entries or {}
            ).lay_out()
            for block in table.blocks
        ),
        note=fill_year(table.note, year),
    )


def _units(standard: Standard, table: Table) -> str:
    """The units that stand in the table, each once in the order of the form: 条、件."""
    units = (info.unit for info in standard.cells.values() if info.table.key == table.key)
    return "、".join(dict.fromkeys(unit for unit in units if unit))


def _width(table: Table, block: Block) -> int:
    if block.transposed:
        return len(block.columns) * sum(not row.heading for row in block.rows)
    return _row_columns(block) + bool(table.unit_head) + len(block.columns)


def _row_columns(block: Block) -> int:
    """The columns that row labels take up: one, and one for each merged heading beside a row."""
    return 1 + max(len(_merged(above)) for above in rows_above(block).values())


def _merged(above: Sequence[Row]) -> list[Row]:
    return [row for row in above if row.merged]


@dataclass(frozen=True)
class _BlockLayout:
    """One block of a table, drawn ``width`` columns wide."""

    table: Table
    block: Block
    width: int
    year: int
    figures: Figures
    notes: Mapping[str, str]
    explanations: Mapping[str, str]
    entries: Mapping[str, str]

    def lay_out(self) -> TableBlock:
        if self.block.transposed:
            return TableBlock(
                head=(*self._title_line(), *self._transposed_head()),
                rows=(self._transposed_line(),),
            )
        return TableBlock(
            head=(*self._title_line(), *self._head_lines()),
            rows=tuple(
                self._row(row) for row in self.block.rows if not (row.heading and row.merged)
            ),
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

    # Heads above the columns

    def _head_lines(self) -> tuple[tuple[Head, ...], ...]:
        """The lines of heads: groups above, merged over their columns; columns reach down."""
        groups = {group.key: group for group in self.block.column_groups}
        paths = []
        for column in self.block.columns:
            path: tuple[tuple[str, str], ...] = ()
            key = column.group
            while key:
                path, key = ((key, groups[key].label), *path), groups[key].group
            paths.append((*path, ("", column.label)))
        lines = self._lines(paths)
        depth, columns = len(lines), _row_columns(self.block)
        first = [Head(self._label(self.block.row_head), "col", colspan=columns, rowspan=depth)]
        if self.table.unit_head:
            first.append(Head(self._label(self.table.unit_head), "col", rowspan=depth))
        return ((*first, *lines[0]), *lines[1:])

    def _transposed_head(self) -> tuple[tuple[Head, ...], ...]:
        """Rows above, merged over their columns; headings above the rows that stand under them."""
        above = rows_above(self.block)
        return self._lines(
            [
                (
                    *((item.key, item.label) for item in (*above[row.key], row)),
                    ("", column.label),
                )
                for row, column in self._places()
            ]
        )

    def _lines(self, paths: Sequence[tuple[tuple[str, str], ...]]) -> tuple[tuple[Head, ...], ...]:
        """Head lines for columns given as the (key, label) of each head above them, from the
        outer to the column's own."""
        depth = max(len(path) for path in paths)
        lines: list[list[Head]] = [[] for _ in range(depth)]
        for level, line in enumerate(lines):
            for numbers in _runs(paths, level):
                path = paths[numbers[0]]
                if level >= len(path):
                    continue
                span = sum(self._head_span(number) for number in numbers)
                text = self._label(path[level][1])
                if level == len(path) - 1:
                    line.append(Head(text, "col", colspan=span, rowspan=depth - level))
                else:
                    line.append(Head(text, "colgroup", colspan=span))
        return tuple(tuple(line) for line in lines)

    def _head_span(self, number: int) -> int:
        return 1 if self.block.transposed else self._span(number)

    # Rows

    def _places(self) -> list[tuple[Row, Column]]:
        """The figures of a transposed block, from left to right."""
        rows = [row for row in self.block.rows if not row.heading]
        return [(row, column) for row in rows for column in self.block.columns]

    def _transposed_line(self) -> TableRow:
        return TableRow(
            "",
            (),
            tuple(
                self._cell(cell_address(self.table.key, row.key, column.key), 1)
                for row, column in self._places()
            ),
        )

    @cached_property
    def _above(self) -> Mapping[str, tuple[Row, ...]]:
        return rows_above(self.block)

    def _row(self, row: Row) -> TableRow:
        heads = (*self._groups_beginning(row), self._row_head(row))
        if row.heading:
            return TableRow(row.key, heads, (), heading=True)
        cells: list[Cell | TextCell] = []
        if self.table.unit_head:
            cells.append(TextCell(row.unit or self.table.unit))
        for number, column in enumerate(self.block.columns):
            address = cell_address(self.table.key, row.key, column.key)
            cells.append(self._cell(address, self._span(number)))
        return TableRow(row.key, heads, tuple(cells))

    def _groups_beginning(self, row: Row) -> tuple[Head, ...]:
        """The merged headings whose first row this is, each as high as all of its rows."""
        heads = []
        for heading in _merged(self._above[row.key]):
            rows = [
                item
                for item in self.block.rows
                if heading in self._above[item.key] and not item.heading
            ]
            if rows[0] is row:
                text = self._label(heading.label)
                heads.append(Head(text, "rowgroup", rowspan=len(rows)))
        return tuple(heads)

    def _row_head(self, row: Row) -> Head:
        above = self._above[row.key]
        merged = len(_merged(above))
        parent = above[-1] if above else None
        beside = parent is not None and parent.merged
        return Head(
            self._label(row.label),
            scope="rowgroup" if row.heading else "row",
            colspan=self.width if row.heading else _row_columns(self.block) - merged,
            depth=len(above) - merged,
            of_which=parent is not None and not parent.heading and not row.heading,
            parent_text=self._label(parent.label) if parent and not beside else "",
        )

    def _cell(self, address: str, span: int) -> Cell:
        figure = self.figures.get(address, Figure(self.figures.value(address)))
        value = figure.value
        return Cell(
            address=address,
            state="number" if isinstance(value, Decimal) else value.value,
            value=format(value, "f") if isinstance(value, Decimal) else "",
            text=number_text(value),
            source=figure.source.value,
            note=self.notes.get(address, ""),
            colspan=span,
            explanation=self.explanations.get(address, ""),
            entries=self.entries.get(address, ""),
        )


def _runs(paths: Sequence[tuple[tuple[str, str], ...]], level: int) -> list[list[int]]:
    """The columns by number, together where they share a head on that level: those of a group."""

    def head_of(number: int) -> tuple[object, ...] | int:
        path = paths[number]
        return path[: level + 1] if level < len(path) - 1 else number

    return [list(run) for _, run in groupby(range(len(paths)), key=head_of)]
