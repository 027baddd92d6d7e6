"""Tables as cells on a grid, whatever they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..document import PlainTable
from ..tables import Cell, Head, StatisticsTable, TableBlock, TableRow, TextCell
from .characters import clean
from .styles import GREY, TABLE_HEAD, TABLE_TEXT, TextStyle

_LONG_HEAD = 14  # characters; longer heads are remarks, set in the text's own weight
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class GridCell:
    """A cell at its place. ``indent`` is in characters; ``mark`` points to a note below."""

    text: str
    style: TextStyle
    align: str = "left"
    indent: int = 0
    mark: str = ""
    figure: bool = False
    row: int = 0
    column: int = 0
    rowspan: int = 1
    colspan: int = 1


@dataclass
class Grid:
    """``bands`` are runs of rows that no cell leaves: (first row, number of rows, is it a head).
    ``notes`` are the texts of the marks. ``columns_ruled`` asks for lines between columns."""

    columns: int
    cells: list[GridCell] = field(default_factory=list)
    bands: list[tuple[int, int, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns_ruled: bool = False

    @property
    def rows(self) -> int:
        return sum(count for _first, count, _head in self.bands)

    def add_band(self, lines: Sequence[Sequence[GridCell]], *, head: bool = False) -> None:
        """Place lines of cells as a browser does: each in the first free column, spans cut where
        the band ends. The last cell of a short line takes the columns that are left; the grid
        grows when a line is too wide."""
        if not lines:
            return
        first = self.rows
        taken: set[tuple[int, int]] = set()
        for number, line in enumerate(lines):
            column = 0
            for position, cell in enumerate(line):
                while (number, column) in taken:
                    column += 1
                rowspan = max(1, min(cell.rowspan, len(lines) - number))
                colspan = max(1, cell.colspan)
                if position == len(line) - 1:
                    colspan = max(colspan, self._free(number, column, taken))
                taken.update(
                    (number + down, column + right)
                    for down in range(rowspan)
                    for right in range(colspan)
                )
                placed = replace(
                    cell, row=first + number, column=column, rowspan=rowspan, colspan=colspan
                )
                self.cells.append(placed)
                column += colspan
                self.columns = max(self.columns, column)
        self.bands.append((first, len(lines), head))

    def _free(self, row: int, column: int, taken: set[tuple[int, int]]) -> int:
        end = column
        while end < self.columns and (row, end) not in taken:
            end += 1
        return end - column


def statistics_grid(table: StatisticsTable) -> Grid:
    """The cells of a statistics table; figures right-aligned, row heads indented by depth."""
    grid = Grid(max(1, table.columns))
    for block in table.blocks:
        lines = [[_column_head(head) for head in line] for line in block.head]
        if len(lines) == 1:
            lines = [_aligned_heads(lines[0], block)]
        grid.add_band(lines, head=True)
        grid.add_band([_body_line(row, grid) for row in block.rows])
    grid.columns_ruled = _is_complex(table)
    return grid


def plain_grid(table: PlainTable) -> Grid:
    """The cells of an editor's table; short rows are filled up."""
    columns = max([len(table.head), *(len(row) for row in table.rows), 1])
    grid = Grid(columns)
    if any(text.strip() for text in table.head):
        heads = [GridCell(clean(text).strip(), TABLE_HEAD) for text in table.head]
        grid.add_band([_filled(heads, columns)], head=True)
    lines = []
    for row in table.rows:
        cells = [GridCell(clean(text).strip(), TABLE_TEXT) for text in row]
        if table.row_heads and cells:
            cells[0] = replace(cells[0], style=TABLE_HEAD)
        lines.append(_filled(cells, columns))
    grid.add_band(lines)
    return grid


def _filled(cells: list[GridCell], columns: int) -> list[GridCell]:
    return cells + [GridCell("", TABLE_TEXT)] * (columns - len(cells))


def _is_complex(table: StatisticsTable) -> bool:
    heads = [head for block in table.blocks for line in block.head for head in line]
    heads += [head for block in table.blocks for row in block.rows for head in row.heads]
    deep = any(len(block.head) > 1 for block in table.blocks)
    return deep or any(head.rowspan > 1 for head in heads)


def _column_head(head: Head) -> GridCell:
    text = clean(head.text).strip()
    style = TABLE_TEXT if len(text) > _LONG_HEAD else TABLE_HEAD
    return GridCell(text, style, "centre", rowspan=head.rowspan, colspan=head.colspan)


def _aligned_heads(cells: Iterable[GridCell], block: TableBlock) -> list[GridCell]:
    """Heads of a simple table stand as the cells below them do."""
    below = _alignments(block.rows)
    aligned = []
    column = 0
    for cell in cells:
        align = below.get(column, "centre") if cell.colspan == 1 else "centre"
        aligned.append(replace(cell, align=align))
        column += cell.colspan
    return aligned


def _alignments(rows: Iterable[TableRow]) -> dict[int, str]:
    for row in rows:
        if row.cells:
            names = ["left"] * sum(head.colspan for head in row.heads)
            names += ["right" if isinstance(cell, Cell) else "centre" for cell in row.cells]
            return dict(enumerate(names))
    return {}


def _body_line(row: TableRow, grid: Grid) -> list[GridCell]:
    heads = [_row_head(head, bold=row.heading) for head in row.heads]
    return heads + [_body_cell(cell, grid) for cell in row.cells]


def _row_head(head: Head, *, bold: bool) -> GridCell:
    return GridCell(
        clean(head.text).strip(),
        TABLE_HEAD if bold else TABLE_TEXT,
        "centre" if head.rowspan > 1 else "left",
        indent=max(0, head.depth),
        rowspan=head.rowspan,
        colspan=head.colspan,
    )


def _body_cell(cell: Cell | TextCell, grid: Grid) -> GridCell:
    if isinstance(cell, TextCell):
        return GridCell(clean(cell.text).strip(), TABLE_TEXT, "centre")
    mark = ""
    if cell.note.strip():
        grid.notes.append(clean(cell.note).strip())
        mark = _mark(len(grid.notes))
    style = replace(TABLE_TEXT, tabular=True)
    if cell.state == "n/a":
        style = replace(style, colour=GREY)
    return GridCell(clean(cell.text).strip(), style, "right", mark=mark, figure=True)


def _mark(number: int) -> str:
    return _MARKS[number - 1] if number <= len(_MARKS) else f"({number})"


def numbered_notes(grid: Grid) -> list[tuple[str, str]]:
    """The notes of a grid with their marks."""
    return [(_mark(number), text) for number, text in enumerate(grid.notes, start=1)]
