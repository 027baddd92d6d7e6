"""Tables on pages: cut between rows, heads repeated, spans that a page break cuts kept readable."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import pairwise

from .canvas import PageCanvas
from .flow import Box, Placed
from .fonts import DocumentFonts
from .grid import Grid, GridCell
from .lines import Line
from .paragraph import baseline
from .styles import HEIGHT, INK, LEFT, RULE
from .table_layout import PLAIN_TABLE, SetCell, TableLayout, TableStyle


class Table:
    """A grid, set: its boxes are rows, and it draws those that stand on one page together."""

    def __init__(
        self,
        grid: Grid,
        fonts: DocumentFonts,
        style: TableStyle = PLAIN_TABLE,
        widths: Sequence[float] | None = None,
    ) -> None:
        self._grid = grid
        self._style = style
        self._layout = TableLayout(grid, fonts, style, widths)
        self._owners = {
            (cell.row + down, cell.column + right): number
            for number, cell in enumerate(grid.cells)
            for down in range(cell.rowspan)
            for right in range(cell.colspan)
        }
        self._heads = {
            row for first, count, head in grid.bands if head for row in range(first, first + count)
        }
        self._kept = self._rows_kept_together()
        self._labels: list[dict[int, tuple[tuple[Line, ...], bool]]] = []
        self._drawn = 0

    # Boxes

    def boxes(self, *, before: float = 0.0) -> list[Box]:
        """The rows as boxes; heads keep the row below them, and are repeated on further pages."""
        boxes: list[Box] = []
        repeat: tuple[Box, ...] = ()
        for first, count, head in self._grid.bands:
            band = [box for row in range(first, first + count) for box in self._row(row, head)]
            if head:
                total = sum(box.height for box in band)
                repeat = tuple(band) if total < HEIGHT * 0.5 else ()
            else:
                band = [replace(box, repeat=repeat, keep=box.row in self._kept) for box in band]
                if len(band) > 1:
                    band[0] = replace(band[0], keep=True)
            boxes.extend(band)
        if boxes:
            boxes[0] = replace(boxes[0], before=before)
        return boxes

    def _row(self, row: int, head: bool) -> list[Box]:
        return [
            Box(height=bottom - top, group=self, row=row, piece=piece, keep=head)
            for piece, (top, bottom) in enumerate(self._layout.pieces[row])
        ]

    def _rows_kept_together(self) -> set[int]:
        """Rows that keep the row below them: the first and the last rows beside a spanning
        label, as many as it needs, so that it has room wherever a page cuts it."""
        kept: set[int] = set()
        for item in self._layout.cells:
            first, end = item.cell.row, item.cell.row + item.cell.rowspan
            if item.cell.rowspan == 1 or item.height > HEIGHT * 0.5:
                continue
            for rows, step in ((range(first, end - 1), 0), (range(end - 1, first, -1), -1)):
                height = 0.0
                for row in rows:
                    height += self._layout.pieces[row][-1][1]
                    if height >= item.height:
                        break
                    kept.add(row + step)
        return kept

    # Drawing

    def prepare(self, parts: Sequence[Sequence[Placed]]) -> None:
        """Decide which lines of a spanning cell stand on which page. A label is repeated whole
        where it fits and left out where it does not; one that fits nowhere runs on from page to
        page."""
        self._labels = [{} for _ in parts]
        for number, item in enumerate(self._layout.cells):
            if item.cell.rowspan == 1:
                continue
            rooms = [(n, _room(item.cell, part)) for n, part in enumerate(parts)]
            rooms = [(n, room) for n, room in rooms if room > 0]
            whole = [n for n, room in rooms if room >= item.height]
            for n, _room_there in rooms:
                lines = item.lines if n in whole else ()
                self._labels[n][number] = (lines, n in whole[1:])
            if not whole:
                self._run_on(number, item, rooms)

    def _run_on(self, number: int, item: SetCell, rooms: Sequence[tuple[int, float]]) -> None:
        rest = item.lines
        for position, (n, room) in enumerate(rooms):
            count = len(rest) if position == len(rooms) - 1 else int(room / item.leading)
            self._labels[n][number] = (rest[:count], False)
            rest = rest[count:]

    def draw(self, canvas: PageCanvas, part: Sequence[Placed]) -> None:
        """Draw the rows of one page."""
        labels = self._labels[self._drawn]
        self._drawn += 1
        for placed in part:
            with canvas.artifact() if placed.box.repeated else nullcontext():
                for number, item in self._starting(placed, part):
                    self._draw_cell(canvas, item, placed, part, labels.get(number))
        self._draw_rules(canvas, part)

    def _starting(self, placed: Placed, part: Sequence[Placed]) -> list[tuple[int, SetCell]]:
        """The cells to draw with this row: those that begin in it, and, in the first row of a
        page, spanning ones that come down from the page before."""
        row, begins = placed.box.row, placed.box.piece == 0
        opens = next((p for p in part if not p.box.repeated), None) is placed
        found = []
        for number, item in enumerate(self._layout.cells):
            cell = item.cell
            if cell.rowspan == 1:
                wanted = cell.row == row
            else:
                covers = cell.row <= row < cell.row + cell.rowspan
                wanted = covers and (opens or (begins and cell.row == row))
            if wanted:
                found.append((number, item))
        return sorted(found, key=lambda entry: entry[1].cell.column)

    def _draw_cell(
        self,
        canvas: PageCanvas,
        item: SetCell,
        placed: Placed,
        part: Sequence[Placed],
        label: tuple[tuple[Line, ...], bool] | None,
    ) -> None:
        if item.cell.rowspan == 1:
            self._draw_simple(canvas, item, placed)
            return
        rows = _covered(item.cell, part)
        lines, repeated = label or (item.lines, False)
        height = rows[0].top - rows[-1].top + rows[-1].box.height
        top = rows[0].top - (height - len(lines) * item.leading) / 2
        with canvas.artifact() if repeated else nullcontext():
            self._draw_lines(canvas, item, lines, top)

    def _draw_simple(self, canvas: PageCanvas, item: SetCell, placed: Placed) -> None:
        pieces = self._layout.pieces[item.cell.row]
        if len(pieces) == 1:
            top = placed.top - (placed.box.height - item.height) / 2
            self._draw_lines(canvas, item, item.lines, top)
            return
        upper, lower = pieces[placed.box.piece]
        offset = self._layout.pad_y
        shown = [
            (offset + n * item.leading, line)
            for n, line in enumerate(item.lines)
            if upper <= offset + (n + 0.5) * item.leading < lower
        ]
        if shown:
            top = placed.top - (shown[0][0] - upper)
            self._draw_lines(canvas, item, tuple(line for _, line in shown), top)

    def _draw_lines(
        self, canvas: PageCanvas, item: SetCell, lines: Sequence[Line], top: float
    ) -> None:
        cell = item.cell
        pad = self._layout.pad_x
        left = LEFT + self._layout.lefts[cell.column] + pad + cell.indent * item.size
        right = LEFT + self._layout.lefts[cell.column + cell.colspan] - pad
        for number, line in enumerate(lines):
            x = left
            if cell.align == "right":
                x = right - line.width
            elif cell.align == "centre":
                x = left + (right - left - line.width) / 2
            y = baseline(top - number * item.leading, item.leading, item.size)
            canvas.draw_line(line, x, y)
            if item.mark and number == 0:
                canvas.draw_line(item.mark, x + line.width + 0.6, y + 0.38 * item.size)

    # Rules

    def _draw_rules(self, canvas: PageCanvas, part: Sequence[Placed]) -> None:
        right = LEFT + self._layout.lefts[-1]
        bottom = part[-1].top - part[-1].box.height
        canvas.rule(LEFT, right, part[0].top, self._style.outer, INK)
        for above, below in pairwise(part):
            self._draw_boundary(canvas, above.box, below.box, below.top)
        canvas.rule(LEFT, right, bottom, self._style.outer, INK)
        if self._grid.columns_ruled:
            for placed in part:
                self._draw_column_rules(canvas, placed)

    def _draw_boundary(self, canvas: PageCanvas, above: Box, below: Box, y: float) -> None:
        if above.row == below.row:
            return
        if (above.row in self._heads) != (below.row in self._heads):
            canvas.rule(LEFT, LEFT + self._layout.lefts[-1], y, self._style.below_head, INK)
            return
        start: float | None = None
        for column in range(self._grid.columns + 1):
            owner = self._owners.get((above.row, column))
            joined = owner is not None and owner == self._owners.get((below.row, column))
            if column == self._grid.columns or joined:
                if start is not None:
                    canvas.rule(LEFT + start, LEFT + self._layout.lefts[column], y, 0.4, RULE)
                start = None
            elif start is None:
                start = self._layout.lefts[column]

    def _draw_column_rules(self, canvas: PageCanvas, placed: Placed) -> None:
        row = placed.box.row
        for column in range(1, self._grid.columns):
            owner = self._owners.get((row, column))
            if owner is None or owner != self._owners.get((row, column - 1)):
                x = LEFT + self._layout.lefts[column]
                canvas.column_rule(x, placed.top, placed.top - placed.box.height)


def _covered(cell: GridCell, part: Sequence[Placed]) -> list[Placed]:
    rows = range(cell.row, cell.row + cell.rowspan)
    return [placed for placed in part if placed.box.row in rows]


def _room(cell: GridCell, part: Sequence[Placed]) -> float:
    return sum(placed.box.height for placed in _covered(cell, part))
