"""Reporting standards (年报格式) as frozen data.

A standard is a versioned definition: sections, tables, what adds up, valid report
years. It is loaded from TOML by ``wagtail_disclosure.domain.loading`` and never changed.
A cell is addressed ``table.row.column``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

from .declarations import (
    Balance,
    BalanceCells,
    Carried,
    CarryOver,
    Comparison,
    Count,
    Cumulative,
    DryColumn,
    Equation,
    Formula,
    NothingWithout,
    OfWhich,
    Pending,
    Stock,
    StockCells,
    Sum,
)
from .forms import (
    Block,
    CellInfo,
    Column,
    ColumnGroup,
    Row,
    Section,
    Table,
    cell_address,
    fill_year,
)
from .indicators import Indicator
from .written_out import (
    balance_cells,
    carried_cells,
    compared_cells,
    dry_columns,
    of_which_cells,
    stock_cells,
    sum_cells,
)

__all__ = [
    "Balance",
    "Block",
    "CarryOver",
    "CellInfo",
    "Column",
    "ColumnGroup",
    "Comparison",
    "Count",
    "Cumulative",
    "Equation",
    "Formula",
    "Indicator",
    "NothingWithout",
    "OfWhich",
    "Pending",
    "Row",
    "Section",
    "Standard",
    "Stock",
    "Sum",
    "Table",
    "cell_address",
    "fill_year",
]


class _Declared(Protocol):
    @property
    def table(self) -> str: ...


_D = TypeVar("_D", bound=_Declared)
_W = TypeVar("_W")


@dataclass(frozen=True)
class Standard:
    identifier: str
    title: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    sums: tuple[Sum, ...] = ()
    of_which: tuple[OfWhich, ...] = ()
    cumulatives: tuple[Cumulative, ...] = ()
    balances: tuple[Balance, ...] = ()
    nothing_without: tuple[NothingWithout, ...] = ()
    carry_overs: tuple[CarryOver, ...] = ()
    stocks: tuple[Stock, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    pending: tuple[Pending, ...] = ()
    counts: tuple[Count, ...] = ()
    rule_making: tuple[str, ...] = ()
    issued_as: str = ""
    first_year: int | None = None
    last_year: int | None = None
    continues: tuple[str, ...] = ()
    local: bool = False
    agency_codes: tuple[str, ...] = ()
    report_title: str = "{agency}{year}年政府信息公开工作年度报告"
    origin: str = "found"
    extra: Mapping[str, str] = field(default_factory=dict)
    prose: tuple[Indicator, ...] = ()

    def covers(self, year: int) -> bool:
        """Whether the standard is meant for reports of ``year``."""
        return (self.first_year is None or self.first_year <= year) and (
            self.last_year is None or year <= self.last_year
        )

    @cached_property
    def cells(self) -> Mapping[str, CellInfo]:
        """All cells by address, in the order of the printed form."""
        return {info.address: info for info in self._walk()}

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every declared sum, cell by cell: sums in the order of the file."""
        return self._write_out(self.sums, sum_cells)

    @cached_property
    def ceilings(self) -> tuple[Equation, ...]:
        """Every declared of-which, cell by cell: each part is at most the total."""
        return self._write_out(self.of_which, of_which_cells)

    @cached_property
    def balance_cells(self) -> tuple[BalanceCells, ...]:
        """Every declared balance, column by column."""
        return self._write_out(self.balances, balance_cells)

    @cached_property
    def dry_columns(self) -> tuple[DryColumn, ...]:
        """Every column in which nothing can stand without its sources."""
        return self._write_out(self.nothing_without, dry_columns)

    @cached_property
    def carried(self) -> Mapping[str, Carried]:
        """The cells that are carried over from another cell of last year."""
        carried = self._write_out(self.carry_overs, carried_cells)
        return {item.cell: item for item in carried}

    @cached_property
    def stock_cells(self) -> tuple[StockCells, ...]:
        """Every declared stock, row by row."""
        return self._write_out(self.stocks, stock_cells)

    @cached_property
    def compared(self) -> tuple[tuple[str, Comparison], ...]:
        """The cells to be held against last year's, each with its declaration."""
        return self._write_out(
            self.comparisons,
            lambda item, cells: ((cell, item) for cell in compared_cells(item, cells)),
        )

    @cached_property
    def formulas(self) -> Mapping[str, Formula]:
        """The calculated cells and how each comes about; one formula per cell."""
        formulas: dict[str, Formula] = {}
        for declared in self.cumulatives:
            for info in self.cells_of(declared.table):
                if info.column.key == declared.column:
                    current = cell_address(declared.table, info.row.key, declared.current)
                    formulas[info.address] = Formula("cumulative", (current,))
        for equation in self.equations:
            if equation.calculated:
                formulas.setdefault(equation.total, Formula("sum", equation.parts))
        return formulas

    @cached_property
    def order_of_calculation(self) -> tuple[str, ...]:
        """The calculated cells, each after the calculated cells among its parts.

        Only of a standard without circles, which is what ``loading`` gives.
        """
        order: dict[str, None] = {}

        def place(cell: str) -> None:
            if cell in self.formulas and cell not in order:
                for part in self.formulas[cell].parts:
                    place(part)
                order[cell] = None

        for cell in self.formulas:
            place(cell)
        return tuple(order)

    def table(self, key: str) -> Table:
        """The table of that key; ``KeyError`` if there is none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    def section(self, key: str) -> Section:
        """The section of that key; ``KeyError`` if there is none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def cells_of(self, table: str) -> tuple[CellInfo, ...]:
        """The cells of one table, in the order of the form; none for an unknown table."""
        return self._cells_by_table.get(table, ())

    @cached_property
    def _cells_by_table(self) -> Mapping[str, tuple[CellInfo, ...]]:
        found: dict[str, list[CellInfo]] = {}
        for info in self.cells.values():
            found.setdefault(info.table.key, []).append(info)
        return {key: tuple(cells) for key, cells in found.items()}

    def _write_out(
        self, declared: Iterable[_D], write: Callable[[_D, Iterable[CellInfo]], Iterable[_W]]
    ) -> tuple[_W, ...]:
        return tuple(found for item in declared for found in write(item, self.cells_of(item.table)))

    def _walk(self) -> Iterator[CellInfo]:
        for table in self.tables:
            for block in table.blocks:
                for row in block.rows:
                    if row.heading:
                        continue
                    for column in block.columns:
                        yield CellInfo(
                            cell_address(table.key, row.key, column.key), table, block, row, column
                        )
