"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .atoms import Run, make_atoms
from .fonts import DocumentFonts
from .grid import Grid, GridCell

_NARROWEST = 2.0  # characters: Chinese heads are not broken into single characters


@dataclass(frozen=True)
class Extent:
    """The least width of a cell, with its words unbroken, and the one it would like."""

    least: float
    wanted: float

    def at(self, scale: float, padding: float) -> Extent:
        """The same with type of another scale, and with the padding of the cell."""
        # A little more than measured: marks may not begin or end a line.
        return Extent(self.least * scale + padding, self.wanted * scale * 1.02 + padding + 1)


def measure(cell: GridCell, fonts: DocumentFonts) -> Extent:
    """The extent of a cell without padding, in type of full size."""
    if not cell.text:
        return Extent(0.0, 0.0)
    atoms = make_atoms([Run(cell.text, cell.style)], fonts)
    natural = sum(atom.width for atom in atoms)
    widest = max(atom.width for atom in atoms)
    least = min(max(widest, _NARROWEST * cell.style.size), natural)
    if cell.rowspan > 1:
        # A label beside many rows may be narrow and tall.
        natural = least + (natural - least) / cell.rowspan
    indent = cell.indent * cell.style.size
    return Extent(indent + least, indent + natural)


def column_widths(grid: Grid, width: float, extents: Sequence[Extent]) -> list[float] | None:
    """Widths that add up to ``width``, or None when the words do not fit unbroken. ``extents``
    are those of the grid's cells."""
    least, wanted = [0.0] * grid.columns, [0.0] * grid.columns
    for cell, extent in zip(grid.cells, extents, strict=True):
        if cell.colspan == 1:
            least[cell.column] = max(least[cell.column], extent.least)
            wanted[cell.column] = max(wanted[cell.column], extent.wanted)
    _level(grid, least, wanted, width)
    for cell, extent in zip(grid.cells, extents, strict=True):
        if cell.colspan > 1:
            span = range(cell.column, cell.column + cell.colspan)
            _widen(least, span, extent.least)
            _widen(wanted, span, extent.wanted)
    wanted = [max(pair) for pair in zip(least, wanted, strict=True)]
    if sum(least) > width + 0.01:
        return None
    return _share(least, wanted, width)


def equal_widths(grid: Grid, width: float) -> list[float]:
    """What remains when nothing fits: all columns alike."""
    return [width / grid.columns] * grid.columns


def _level(grid: Grid, least: list[float], wanted: list[float], width: float) -> None:
    """Give the columns of figures one width, if there is room: they are compared by eye."""
    figures = sorted({cell.column for cell in grid.cells if cell.figure})
    if len(figures) < 2:
        return
    level = max(least[column] for column in figures)
    others = sum(least[column] for column in range(grid.columns) if column not in figures)
    if others + level * len(figures) > width:
        return
    best = max(wanted[column] for column in figures)
    for column in figures:
        least[column] = level
        wanted[column] = best


def _widen(widths: list[float], span: range, needed: float) -> None:
    lack = needed - sum(widths[column] for column in span)
    if lack > 0:
        for column in span:
            widths[column] += lack / len(span)


def _share(least: Sequence[float], wanted: Sequence[float], width: float) -> list[float]:
    total = sum(wanted)
    if total <= width:
        if not total:
            return [width / len(wanted)] * len(wanted)
        return [own * width / total for own in wanted]
    room = (width - sum(least)) / (total - sum(least))
    return [low + (high - low) * room for low, high in zip(least, wanted, strict=True)]
