"""Declarations written out for single cells, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .declarations import (
    Balance,
    BalanceCells,
    Carried,
    CarryOver,
    Comparison,
    DryColumn,
    Equation,
    NothingWithout,
    OfWhich,
    Stock,
    StockCells,
    Sum,
)
from .forms import CellInfo, cell_address

#: The cells of one table, in the order of the form.
TableCells = Iterable[CellInfo]


def sum_cells(declared: Sum, cells: TableCells) -> Iterator[Equation]:
    """One equation for each cell that holds the total."""
    for total, parts in _total_and_parts(declared, cells):
        if not declared.columns or total.column.key in declared.columns:
            yield Equation(total.address, parts, declared.severity, declared.calculated)


def of_which_cells(declared: OfWhich, cells: TableCells) -> Iterator[Equation]:
    """One equation for each cell that holds the total."""
    for total, parts in _total_and_parts(declared, cells):
        yield Equation(total.address, parts, declared.severity)


def balance_cells(declared: Balance, cells: TableCells) -> Iterator[BalanceCells]:
    """One balance for each column."""
    for info in cells:
        if info.row.key == declared.left[0]:
            left, right = (_rows(info, names) for names in (declared.left, declared.right))
            yield BalanceCells(left, right, declared.severity)


def dry_columns(declared: NothingWithout, cells: TableCells) -> Iterator[DryColumn]:
    """One for each column, with all cells of its block beside the sources."""
    cells = tuple(cells)
    for info in cells:
        if info.row.key == declared.rows[0]:
            others = (
                other.address
                for other in cells
                if other.column.key == info.column.key
                and other.block.key == info.block.key
                and other.row.key not in declared.rows
            )
            yield DryColumn(_rows(info, declared.rows), tuple(others))


def carried_cells(declared: CarryOver, cells: TableCells) -> Iterator[Carried]:
    """One for each column."""
    for info in cells:
        if info.row.key == declared.to:
            (source,) = _rows(info, (declared.source,))
            yield Carried(info.address, source, declared.severity)


def stock_cells(declared: Stock, cells: TableCells) -> Iterator[StockCells]:
    """One for each row whose block has the column."""
    for info in cells:
        if info.column.key == declared.column:
            yield StockCells(
                info.address,
                _columns(info, declared.last_year),
                _columns(info, declared.added),
                _columns(info, declared.removed),
                declared.severity,
            )


def compared_cells(declared: Comparison, cells: TableCells) -> Iterator[str]:
    """The addresses that a comparison speaks of."""
    for info in cells:
        wanted_row = not declared.rows or info.row.key in declared.rows
        if wanted_row and (not declared.columns or info.column.key in declared.columns):
            yield info.address


def _total_and_parts(
    declared: Sum | OfWhich, cells: TableCells
) -> Iterator[tuple[CellInfo, tuple[str, ...]]]:
    by_columns = declared.axis == "columns"
    for info in cells:
        if by_columns and info.column.key == declared.total:
            yield info, _columns(info, declared.parts)
        elif not by_columns and info.row.key == declared.total:
            yield info, _rows(info, declared.parts)


def _rows(info: CellInfo, rows: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of other rows in the same column."""
    return tuple(cell_address(info.table.key, row, info.column.key) for row in rows)


def _columns(info: CellInfo, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of other columns in the same row."""
    return tuple(cell_address(info.table.key, info.row.key, column) for column in columns)
