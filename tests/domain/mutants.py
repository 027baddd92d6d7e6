"""Every small change to a right table: one more, one less, blank, neighbours exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

#: Numbers, ``"n/a"``, or ``None`` where a figure was blanked, by address.
Table = Mapping[str, Decimal | str | None]


@dataclass(frozen=True)
class Mutant:
    """One change: its kind, the cells it was made in, and the table that came of it."""

    kind: str
    cells: tuple[str, ...]
    table: Table


def mutants(table: Table, among: tuple[str, ...]) -> Iterator[Mutant]:
    """Every mutant of a table, changed in the cells whose address begins with one of
    ``among``."""
    cells = [cell for cell in table if cell.startswith(among)]
    for cell in cells:
        value = table[cell]
        if isinstance(value, Decimal):
            yield Mutant("+1", (cell,), {**table, cell: value + 1})
            yield Mutant("-1", (cell,), {**table, cell: value - 1})
        yield Mutant("blank", (cell,), {**table, cell: None})
    for kind, one, two in neighbours(cells):
        if table[one] != table[two]:
            yield Mutant(kind, (one, two), {**table, one: table[two], two: table[one]})


def neighbours(cells: list[str]) -> Iterator[tuple[str, str, str]]:
    """Pairs of cells that stand beside each other in a row, or below each other in a column.

    The form prints all fifteen figures of the cases in one line: there the last of a row stands
    beside the first of the next.
    """
    for one, two in pairwise(cells):
        in_a_line = one.startswith("cases.") and two.startswith("cases.")
        if in_a_line or one.split(".")[:2] == two.split(".")[:2]:
            yield "swap beside", one, two
    above: dict[tuple[str, str], str] = {}
    for cell in cells:
        table, _, column = cell.split(".")
        if (table, column) in above:
            yield "swap below", above[table, column], cell
        above[table, column] = cell
