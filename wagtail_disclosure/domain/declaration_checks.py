"""Whether the rows, columns and cells that a standard's declarations name are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .declarations import (
    Balance,
    CarryOver,
    Comparison,
    Cumulative,
    NothingWithout,
    OfWhich,
    Pending,
    Stock,
    Sum,
)
from .definition_reader import Problems
from .forms import Table
from .standards import Standard
from .written_out import balance_cells, carried_cells, of_which_cells, stock_cells, sum_cells


class _Declared(Protocol):
    @property
    def table(self) -> str: ...


_D = TypeVar("_D", bound=_Declared)


def check_declarations(standard: Standard, problems: Problems) -> None:
    """Add to ``problems`` every name in a declaration that leads nowhere.

    Names that are empty were reported as missing when they were read, and are passed over.
    """

    def each(name: str, declared: Sequence[_D], check: Callable[[_D, _Place], None]) -> None:
        tables = {table.key: table for table in standard.tables}
        for number, item in enumerate(declared, start=1):
            path = f"{name}[{number}]"
            if item.table in tables:
                check(item, _Place(standard, tables[item.table], path, problems))
            elif item.table:
                problems.add(f"{path}.table", f"There is no table {item.table!r}.", one_of(tables))

    each("sums", standard.sums, _check_sum)
    each("of_which", standard.of_which, _check_of_which)
    each("cumulatives", standard.cumulatives, _check_cumulative)
    each("balances", standard.balances, _check_balance)
    each("nothing_without", standard.nothing_without, _check_nothing_without)
    each("carry_overs", standard.carry_overs, _check_carry_over)
    each("stocks", standard.stocks, _check_stock)
    each("comparisons", standard.comparisons, _check_comparison)
    each("pending", standard.pending, _check_pending)
    for cell in standard.rule_making:
        if cell not in standard.cells:
            problems.add("rule_making", f"There is no cell {cell!r}.", "Write table.row.column.")


def one_of(names: Iterable[str]) -> str:
    """The remedy that lists what could be named."""
    known = ", ".join(dict.fromkeys(names))
    return f"Name one of: {known}." if known else "Define it first."


@dataclass(frozen=True)
class _Place:
    """One declaration: the table it speaks of, and where to report."""

    standard: Standard
    table: Table
    path: str
    problems: Problems

    def report(self, key: str, message: str, remedy: str) -> None:
        self.problems.add(f"{self.path}.{key}", message, remedy)

    def rows(self, key: str, names: Iterable[str]) -> None:
        """Report names that are no rows with figures."""
        rows = {row.key: row for block in self.table.blocks for row in block.rows}
        for name in filter(None, names):
            if name not in rows:
                self.report(key, f"The table {self.table.key!r} has no row {name!r}.", one_of(rows))
            elif rows[name].heading:
                message = f"The row {name!r} is a heading without figures."
                self.report(key, message, "Name a row with figures.")

    def columns(self, key: str, names: Iterable[str]) -> None:
        """Report names that are no columns."""
        columns = [column.key for block in self.table.blocks for column in block.columns]
        for name in filter(None, names):
            if name not in columns:
                message = f"The table {self.table.key!r} has no column {name!r}."
                self.report(key, message, one_of(columns))

    def reach(self, key: str, parts: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Report cells that are not there. Rows and columns that exist may still stand in
        different blocks; names that do not exist are reported elsewhere."""
        names = {row.key for block in self.table.blocks for row in block.rows if not row.heading}
        names |= {column.key for block in self.table.blocks for column in block.columns}
        for cell, others in parts:
            for other in others:
                if other not in self.standard.cells and set(other.split(".")[1:]) <= names:
                    self.report(
                        key,
                        f"{cell} has parts, but there is no cell {other}.",
                        "Add up rows with the same columns, or columns of the same block.",
                    )

    def by_axis(self, axis: str, key: str, names: Iterable[str]) -> None:
        if axis == "columns":
            self.columns(key, names)
        else:
            self.rows(key, names)


def _check_sum(declared: Sum, place: _Place) -> None:
    if declared.total and declared.total in declared.parts and not declared.calculated:
        _report_own_part(declared.total, place)
    place.by_axis(declared.axis, "total", (declared.total,))
    place.by_axis(declared.axis, "parts", declared.parts)
    if declared.axis == "rows":
        place.columns("columns", declared.columns)
    elif declared.columns:
        place.report("columns", "A sum of columns stands in every row.", "Remove columns.")
    cells = place.standard.cells_of(declared.table)
    place.reach("parts", ((item.total, item.parts) for item in sum_cells(declared, cells)))


def _check_of_which(declared: OfWhich, place: _Place) -> None:
    if declared.total and declared.total in declared.parts:
        _report_own_part(declared.total, place)
    place.by_axis(declared.axis, "total", (declared.total,))
    place.by_axis(declared.axis, "parts", declared.parts)
    cells = place.standard.cells_of(declared.table)
    place.reach("parts", ((item.total, item.parts) for item in of_which_cells(declared, cells)))


def _report_own_part(name: str, place: _Place) -> None:
    place.report("parts", f"{name!r} is a part of itself.", "Take it out of the parts.")


def _check_cumulative(declared: Cumulative, place: _Place) -> None:
    column, current = declared.column, declared.current
    place.columns("column", (column,))
    place.columns("current", (current,))
    everywhere = {item.key for block in place.table.blocks for item in block.columns}
    for block in place.table.blocks:
        keys = [item.key for item in block.columns]
        if column in keys and current in everywhere and current not in keys:
            place.report(
                "current",
                f"The block {block.key!r} has {column!r} but not {current!r}.",
                "Both columns stand in the same block.",
            )


def _check_balance(declared: Balance, place: _Place) -> None:
    place.rows("left", declared.left)
    place.rows("right", declared.right)
    for name in declared.left:
        if name in declared.right:
            place.report("right", f"{name!r} stands on both sides.", "Name it on one side.")
    if declared.left and declared.right:
        cells = balance_cells(declared, place.standard.cells_of(declared.table))
        place.reach("right", ((item.left[0], (*item.left, *item.right)) for item in cells))


def _check_nothing_without(declared: NothingWithout, place: _Place) -> None:
    place.rows("rows", declared.rows)
    if declared.rows:
        cells = place.standard.cells_of(declared.table)
        place.reach("rows", _beside(declared.rows, [info.address for info in cells]))


def _beside(rows: Sequence[str], cells: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The cells of the first row, each with those of the other rows in its column."""
    for cell in cells:
        table, row, column = cell.split(".")
        if row == rows[0]:
            yield cell, tuple(f"{table}.{other}.{column}" for other in rows[1:])


def _check_carry_over(declared: CarryOver, place: _Place) -> None:
    place.rows("to", (declared.to,))
    place.rows("source", (declared.source,))
    cells = carried_cells(declared, place.standard.cells_of(declared.table))
    place.reach("source", ((item.cell, (item.source,)) for item in cells))


def _check_stock(declared: Stock, place: _Place) -> None:
    place.columns("column", (declared.column,))
    for key, names in (
        ("last_year", declared.last_year),
        ("added", declared.added),
        ("removed", declared.removed),
    ):
        place.columns(key, names)
    for item in stock_cells(declared, place.standard.cells_of(declared.table)):
        place.reach("last_year", [(item.cell, item.last_year)])
        place.reach("added", [(item.cell, item.added)])
        place.reach("removed", [(item.cell, item.removed)])


def _check_comparison(declared: Comparison, place: _Place) -> None:
    place.rows("rows", declared.rows)
    place.columns("columns", declared.columns)


def _check_pending(declared: Pending, place: _Place) -> None:
    place.columns("column", (declared.column,))
    place.columns("total", (declared.total,))
    for info in place.standard.cells_of(declared.table):
        if info.column.key == declared.column:
            total = f"{info.table.key}.{info.row.key}.{declared.total}"
            place.reach("total", [(info.address, (total,))])
