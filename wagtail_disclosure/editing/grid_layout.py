"""The printed table as a grid of fields: what the widget's template draws.

Turns laid-out tables (``exports.tables``) into rows of plain objects that know their ids,
so that every field can be named by the ids of its row's and its column's head cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..exports.tables import Cell, Head, StatisticsTable, TableBlock, TableRow, TextCell


@dataclass(frozen=True, slots=True)
class GridHead:
    """A head cell with its id. ``carried`` says that the column below holds, beside the
    cumulative figure, what stood at the end of last year; ``corner`` that it stands above the
    labels of the rows."""

    id: str
    head: Head
    carried: bool = False
    corner: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the grid.

    ``kind`` is ``text`` (words of the printed form), ``typed`` or ``calculated``.
    ``lane`` counts the places of a row from left to right, two for each printed column:
    the first holds what stood at the end of last year, the second the figure itself.
    ``before`` says what stands in the first place: ``typed`` (an opening balance), ``shown``
    (last year's figure) or nothing.
    """

    id: str
    kind: str
    text: str
    colspan: int = 1
    address: str = ""
    labels: str = ""
    state: str = ""
    source: str = ""
    explanation: str = ""
    lane: int = 0
    before: str = ""
    before_text: str = ""
    inputmode: str = "numeric"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; ``number`` counts the rows of its table that hold cells or a heading."""

    key: str
    number: int
    heads: tuple[GridHead, ...]
    cells: tuple[GridCell, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class GridBlock:
    head: tuple[tuple[GridHead, ...], ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class GridTable:
    id: str
    key: str
    number: int
    caption: str
    unit: str
    note: str
    columns: int
    blocks: tuple[GridBlock, ...]


@dataclass(frozen=True, slots=True)
class GridContent:
    """What the grid shows in its cells, by address.

    ``cells`` are those of ``services.grid.grid_answer``. ``decimals`` are the cells that take
    decimal numbers. ``opening`` holds the opening
    balances to type, ``carried`` the figures of last year's report that stand in their place.
    """

    cells: Mapping[str, Mapping[str, str]]
    calculated: frozenset[str]
    decimals: frozenset[str]
    opening: Mapping[str, str]
    carried: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A printed column: the heads above it and how many columns of the table it spans."""

    ids: tuple[str, ...]
    span: int


def lay_grid(
    tables: Iterable[StatisticsTable], content: GridContent, prefix: str
) -> tuple[GridTable, ...]:
    """The tables with ids below ``prefix``, in their order."""
    return tuple(
        _Grid(table, content, f"{prefix}-{number}", number).lay()
        for number, table in enumerate(tables)
    )


class _Grid:
    def __init__(
        self, table: StatisticsTable, content: GridContent, prefix: str, number: int
    ) -> None:
        self.table = table
        self.content = content
        self.prefix = prefix
        self.number = number
        self.row_number = 0

    def lay(self) -> GridTable:
        blocks = tuple(self._block(block, index) for index, block in enumerate(self.table.blocks))
        return GridTable(
            id=self.prefix,
            key=self.table.key,
            number=self.number,
            caption=self.table.caption,
            unit=self.table.unit,
            note=self.table.note,
            columns=self.table.columns,
            blocks=blocks,
        )

    def _block(self, block: TableBlock, index: int) -> GridBlock:
        prefix = f"{self.prefix}-b{index}"
        lines = [
            [GridHead(f"{prefix}-h{y}-{x}", head) for x, head in enumerate(line)]
            for y, line in enumerate(block.head)
        ]
        leaves = _leaves(lines, self.table.columns)
        corners = _corners(leaves, block)
        leaves = _telling_apart(leaves, block)
        carried_heads: set[str] = set()
        spanning: list[tuple[str, int]] = []
        headings: list[tuple[int, str]] = []
        rows = []
        for y, row in enumerate(block.rows):
            heads = tuple(GridHead(f"{prefix}-r{y}-{x}", head) for x, head in enumerate(row.heads))
            depth = row.heads[-1].depth if row.heads else 0
            headings = [(level, key) for level, key in headings if level < depth]
            spanning = [(key, left - 1) for key, left in spanning if left > 1]
            labels = [key for _, key in (*headings, *((0, key) for key, _ in spanning))]
            labels += [head.id for head in heads]
            if row.heading:
                headings.append((depth, heads[-1].id))
            cells = self._cells(row, labels, leaves, f"{prefix}-r{y}", carried_heads)
            spanning += [(head.id, head.head.rowspan) for head in heads if head.head.rowspan > 1]
            rows.append(GridRow(row.key, self.row_number, heads, cells, row.heading))
            self.row_number += 1
        return GridBlock(
            head=tuple(
                tuple(
                    GridHead(item.id, item.head, item.id in carried_heads, item.id in corners)
                    for item in line
                )
                for line in lines
            ),
            rows=tuple(rows),
        )

    def _cells(
        self,
        row: TableRow,
        row_labels: list[str],
        leaves: list[_Leaf],
        prefix: str,
        carried_heads: set[str],
    ) -> tuple[GridCell, ...]:
        # The last cell stands under the last head; what is left of the cells are row heads.
        first = max(len(leaves) - len(row.cells), 0)
        units = [f"{prefix}-u{x}" for x, cell in enumerate(row.cells) if isinstance(cell, TextCell)]
        cells = []
        for x, cell in enumerate(row.cells):
            leaf = leaves[first + x] if first + x < len(leaves) else _Leaf((), 1)
            if isinstance(cell, TextCell):
                cells.append(GridCell(f"{prefix}-u{x}", "text", cell.text, leaf.span))
                continue
            if self._before(cell.address)[0]:
                carried_heads.update(leaf.ids[-1:])
            labels = " ".join([*row_labels, *leaf.ids, *units])
            cells.append(self._figure(cell, labels, leaf.span, 2 * (first + x) + 1))
        return tuple(cells)

    def _figure(self, cell: Cell, labels: str, span: int, lane: int) -> GridCell:
        shown = self.content.cells.get(cell.address, {})
        before, before_text = self._before(cell.address)
        return GridCell(
            id=f"{self.prefix}-c-{cell.address.replace('.', '-')}",
            kind="calculated" if cell.address in self.content.calculated else "typed",
            text=shown.get("text", cell.text),
            colspan=span,
            address=cell.address,
            labels=labels,
            state=shown.get("state", cell.state),
            source=shown.get("source", ""),
            explanation=shown.get("explanation", ""),
            lane=lane,
            before=before,
            before_text=before_text,
            inputmode="decimal" if cell.address in self.content.decimals else "numeric",
        )

    def _before(self, address: str) -> tuple[str, str]:
        if address in self.content.opening:
            return "typed", self.content.opening[address]
        if address in self.content.carried:
            return "shown", self.content.carried[address]
        return "", ""


def _figure_count(block: TableBlock) -> int:
    """How many columns of figures a block has; they are its last."""
    counts = (sum(isinstance(cell, Cell) for cell in row.cells) for row in block.rows)
    return max(counts, default=0)


def _corners(leaves: list[_Leaf], block: TableBlock) -> set[str]:
    """The heads that stand over labels and over no figure."""
    count = _figure_count(block)
    labels, figures = leaves[: len(leaves) - count], leaves[len(leaves) - count :]
    return {key for leaf in labels for key in leaf.ids} - {
        key for leaf in figures for key in leaf.ids
    }


def _telling_apart(leaves: list[_Leaf], block: TableBlock) -> list[_Leaf]:
    """The columns without the heads that stand over all figures and over nothing else."""
    count = _figure_count(block)
    labels, figures = leaves[: len(leaves) - count], leaves[len(leaves) - count :]
    beside = {key for leaf in labels for key in leaf.ids}
    over_all = set.intersection(*(set(leaf.ids[:-1]) for leaf in figures)) if figures else set()
    over_all -= beside
    return labels + [
        _Leaf(tuple(key for key in leaf.ids if key not in over_all), leaf.span) for leaf in figures
    ]


def _leaves(lines: list[list[GridHead]], columns: int) -> list[_Leaf]:
    """The printed columns under a block's head lines; merged heads count for all they span."""
    above: list[list[str]] = []
    owner: list[str] = []
    open_rows: list[int] = []
    for line in lines:
        x = 0
        open_rows = [max(left - 1, 0) for left in open_rows]
        for item in line:
            while x < len(open_rows) and open_rows[x]:
                x += 1
            for place in range(x, x + item.head.colspan):
                while place >= len(above):
                    above.append([])
                    owner.append("")
                    open_rows.append(0)
                above[place].append(item.id)
                owner[place] = item.id
                open_rows[place] = item.head.rowspan
            x += item.head.colspan
    if not above:
        return [_Leaf((), 1) for _ in range(columns)]
    leaves: list[_Leaf] = []
    for place, ids in enumerate(above):
        if place and owner[place] == owner[place - 1]:
            leaves[-1] = _Leaf(leaves[-1].ids, leaves[-1].span + 1)
        else:
            leaves.append(_Leaf(tuple(ids), 1))
    return leaves
