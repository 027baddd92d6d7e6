"""A grid measured: widths of columns, heights of rows, lines of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .atoms import Run, make_atoms
from .columns import column_widths, equal_widths, measure
from .fonts import DocumentFonts
from .grid import Grid, GridCell
from .lines import Line, balance_lines, break_lines
from .paragraph import set_text
from .styles import HEIGHT, WIDTH

_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64)
_LEADING = 1.42  # of the size
_MARK_SIZE = 0.62  # of the size
_PAD_BESIDE_MARKS = 8.0
_TALLEST = 0.75  # of the type area: what a single row may take before it is cut


@dataclass(frozen=True)
class TableStyle:
    """Padding in points; weights of the outer lines and of the one below heads."""

    pad_x: float = 5.0
    pad_y: float = 4.2
    outer: float = 0.9
    below_head: float = 0.6


PLAIN_TABLE = TableStyle()


@dataclass(frozen=True)
class SetCell:
    """A cell with its lines; ``mark`` stands raised after the first."""

    cell: GridCell
    lines: tuple[Line, ...]
    leading: float
    size: float
    mark: Line | None = None

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading


class TableLayout:
    """The measures of a table, in points. ``lefts`` are the left edges of the columns and the
    right edge of the last; ``pieces`` the parts of each row as (upper edge, lower edge)."""

    def __init__(
        self,
        grid: Grid,
        fonts: DocumentFonts,
        style: TableStyle,
        widths: Sequence[float] | None = None,
    ) -> None:
        self._grid = grid
        self._fonts = fonts
        pad_x = max(style.pad_x, _PAD_BESIDE_MARKS) if grid.notes else style.pad_x
        self._pad_x = pad_x
        scale, widths = self._choose_widths(widths)
        self._scale = scale
        self.pad_x, self.pad_y = pad_x * scale, style.pad_y * scale
        self.lefts = [sum(widths[:n]) for n in range(grid.columns + 1)]
        self.cells = [self._set(cell) for cell in grid.cells]
        self._heights = self._row_heights()
        self.pieces = {row: self._cut(row) for row in range(grid.rows)}

    def _choose_widths(self, given: Sequence[float] | None) -> tuple[float, list[float]]:
        if given is not None:
            return 1.0, list(given)
        extents = [measure(cell, self._fonts) for cell in self._grid.cells]
        for scale in _SCALES:
            scaled = [extent.at(scale, 2 * self._pad_x * scale) for extent in extents]
            widths = column_widths(self._grid, WIDTH, scaled)
            if widths is not None:
                return scale, widths
        return _SCALES[-1], equal_widths(self._grid, WIDTH)

    def _set(self, cell: GridCell) -> SetCell:
        style = replace(cell.style, size=cell.style.size * self._scale)
        left, right = self.lefts[cell.column], self.lefts[cell.column + cell.colspan]
        inner = right - left - 2 * self.pad_x - cell.indent * style.size
        atoms = make_atoms([Run(cell.text, style)], self._fonts)
        room = max(inner, style.size)
        if cell.align == "centre":
            lines = balance_lines(atoms, self._fonts, room)
        else:
            lines = break_lines(atoms, self._fonts, room, justify=False)
        mark = None
        if cell.mark:
            mark = set_text(cell.mark, replace(style, size=style.size * _MARK_SIZE), self._fonts)
        return SetCell(cell, tuple(lines), style.size * _LEADING, style.size, mark)

    def _row_heights(self) -> list[float]:
        padding = 2 * self.pad_y
        heights = [padding + 10.0 * self._scale] * self._grid.rows
        for item in self.cells:
            if item.cell.rowspan == 1:
                heights[item.cell.row] = max(heights[item.cell.row], item.height + padding)
        for item in self.cells:
            if item.cell.rowspan > 1:
                rows = range(item.cell.row, item.cell.row + item.cell.rowspan)
                lack = item.height + padding - sum(heights[row] for row in rows)
                for row in rows:
                    heights[row] += max(0.0, lack) / len(rows)
        return heights

    def _cut(self, row: int) -> list[tuple[float, float]]:
        """The pieces of a row as (upper edge, lower edge); one, unless the row is too tall."""
        height = self._heights[row]
        limit = HEIGHT * _TALLEST
        if height <= limit:
            return [(0.0, height)]
        leading = max((item.leading for item in self.cells if item.cell.row == row), default=14.0)
        padding = self.pad_y
        step = int((limit - padding) / leading) * leading
        edges = [0.0, padding + step]
        while edges[-1] + step < height - padding:
            edges.append(edges[-1] + step)
        edges.append(height)
        return list(pairwise(edges))
