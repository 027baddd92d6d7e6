"""Reporting standards (年报格式) as frozen data.

A standard is a versioned definition: sections, tables, what adds up, valid report
years. It is loaded from TOML by ``wagtail_disclosure.domain.loading`` and never changed.
A cell is addressed ``table.row.column``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .indicators import Indicator as Indicator
from .sections import Section as Section


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

    ``heading`` rows hold no cells. ``label`` may hold ``{year}``. ``unit`` wins over
    the column's unit.
    """

    key: str
    label: str
    unit: str = ""
    parent: str = ""
    heading: bool = False
    decimal: bool = False


@dataclass(frozen=True)
class Block:
    """A run of rows under its own columns; most tables have one, proactive has four."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    row_head: str = ""
    column_groups: tuple[ColumnGroup, ...] = ()


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
class Sum:
    """``total`` equals the sum of ``parts``: keys of rows, in every column of the table
    (``axis="rows"``), or of columns, in every row (``axis="columns"``).

    ``calculated`` totals are never typed. ``columns`` narrows a row sum to some columns.
    A cell has one calculation: the cumulative wins over a sum, an earlier sum over a later
    one; every other declaration over that cell is an identity to be checked (rule S01).
    """

    table: str
    axis: str
    total: str
    parts: tuple[str, ...]
    calculated: bool = True
    severity: str = "error"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfWhich:
    """Each of ``parts`` is at most ``total`` in every column; parts may overlap (其中)."""

    table: str
    total: str
    parts: tuple[str, ...]
    severity: str = "error"


@dataclass(frozen=True)
class Cumulative:
    """Column ``column`` = last year's ``column`` + this year's ``current``, in every row.

    Where there is no report of last year, the opening balance stands for it.
    """

    table: str
    column: str
    current: str


@dataclass(frozen=True)
class Equation:
    """A sum or an of-which, written out for single cells (addresses)."""

    total: str
    parts: tuple[str, ...]
    severity: str
    calculated: bool = False


@dataclass(frozen=True)
class Formula:
    """How one calculated cell comes about.

    ``operation`` is ``sum`` (of ``parts``) or ``cumulative`` (last year's value of the same
    cell, or its opening balance, plus the one cell in ``parts``).
    """

    operation: str
    parts: tuple[str, ...]


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


@dataclass(frozen=True)
class Standard:
    identifier: str
    title: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    sums: tuple[Sum, ...] = ()
    of_which: tuple[OfWhich, ...] = ()
    cumulatives: tuple[Cumulative, ...] = ()
    issued_as: str = ""
    first_year: int | None = None
    last_year: int | None = None
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
        return tuple(equation for declared in self.sums for equation in self._sum_cells(declared))

    @cached_property
    def ceilings(self) -> tuple[Equation, ...]:
        """Every declared of-which, cell by cell: each part is at most the total."""
        return tuple(
            Equation(total, parts, declared.severity)
            for declared in self.of_which
            for total, parts in self._row_cells(declared.table, declared.total, declared.parts)
        )

    @cached_property
    def formulas(self) -> Mapping[str, Formula]:
        """The calculated cells and how each comes about; one formula per cell."""
        formulas: dict[str, Formula] = {}
        for declared in self.cumulatives:
            for info in self._cells_of(declared.table):
                if info.column.key == declared.column:
                    current = cell_address(declared.table, info.row.key, declared.current)
                    formulas[info.address] = Formula("cumulative", (current,))
        for equation in self.equations:
            if equation.calculated:
                formulas.setdefault(equation.total, Formula("sum", equation.parts))
        return formulas

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

    def _cells_of(self, table: str) -> Iterator[CellInfo]:
        return (info for info in self.cells.values() if info.table.key == table)

    def _sum_cells(self, declared: Sum) -> Iterator[Equation]:
        if declared.axis == "columns":
            cells = self._column_cells(declared.table, declared.total, declared.parts)
        else:
            cells = self._row_cells(
                declared.table, declared.total, declared.parts, declared.columns
            )
        for total, parts in cells:
            yield Equation(total, parts, declared.severity, declared.calculated)

    def _row_cells(
        self, table: str, total: str, parts: tuple[str, ...], columns: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for info in self._cells_of(table):
            column = info.column.key
            if info.row.key == total and (not columns or column in columns):
                yield info.address, tuple(cell_address(table, row, column) for row in parts)

    def _column_cells(
        self, table: str, total: str, parts: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for info in self._cells_of(table):
            if info.column.key == total:
                row = info.row.key
                yield info.address, tuple(cell_address(table, row, column) for column in parts)

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
