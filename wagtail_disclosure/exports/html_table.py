"""A statistics table as a page shows it: which cell stands under which heads.

``exports.tables`` says what a table holds; HTML also wants ``scope`` and, where heads are
nested, ``headers`` with ids. That is arithmetic on spans, so it is done here and not in a
template. No Django: templates get attributes as pairs and escape them themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .tables import Cell, Head, StatisticsTable, TableBlock, TableRow, TextCell

Attributes = tuple[tuple[str, str], ...]

_NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class HtmlHead:
    """A ``th``. ``leaf`` is the head next to a row's cells: the one that stays in sight when a
    narrow screen scrolls sideways; ``figures`` marks the head of one column of figures.
    ``parent_text`` is filled only in an of-which row."""

    text: str
    attributes: Attributes
    depth: int = 0
    leaf: bool = False
    figures: bool = False
    parent_text: str = ""


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A ``td``. ``state`` is ``number``, ``not-applicable``, ``missing`` or ``words``;
    ``note_number`` counts the table's notes from 1, 0 where there is none."""

    text: str
    state: str
    attributes: Attributes
    note_number: int = 0


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """A ``tr`` of the body; ``id`` is its anchor, empty for rows that only hold heads."""

    id: str
    heads: tuple[HtmlHead, ...]
    cells: tuple[HtmlCell, ...]


@dataclass(frozen=True, slots=True)
class HtmlBody:
    """A ``tbody``; ``head`` holds the head lines of a block that brings its own."""

    head: tuple[tuple[HtmlHead, ...], ...]
    rows: tuple[HtmlRow, ...]


@dataclass(frozen=True, slots=True)
class HtmlExplanation:
    """How a figure came about; ``entries`` are the parameters of a catalogue's address that lists
    what was counted, empty where nothing was."""

    text: str
    entries: str = ""


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A statistics table ready for its template.

    ``notes`` are the texts of the note numbers; ``explanations`` say of each figure that nobody
    typed how it came about; ``nested`` says that heads stand over or beside other heads.
    """

    id: str
    caption: str
    unit: str
    note: str
    head: tuple[tuple[HtmlHead, ...], ...]
    bodies: tuple[HtmlBody, ...]
    notes: tuple[str, ...]
    nested: bool = False
    explanations: tuple[HtmlExplanation, ...] = ()


def html_table(
    table: StatisticsTable, prefix: str = "table", *, headers: bool = False
) -> HtmlTable:
    """``table`` with the attributes of every cell.

    ``prefix`` keeps ids apart where one page shows two tables of the same key. Tables with
    one line of column heads and one head per row get ``scope`` alone; any other also gets
    ``id`` and ``headers``, because ``scope`` cannot say which of nested heads are meant;
    ``headers`` asks for them in every table.
    """
    nested = headers or _is_nested(table)
    drawer = _Drawer(f"{prefix}-{table.key}", table.columns, nested=nested)
    bodies = tuple(drawer.body(number, block) for number, block in enumerate(table.blocks))
    head: tuple[tuple[HtmlHead, ...], ...] = ()
    if len(bodies) == 1:
        # Only the head of a single block may repeat on every printed page.
        head, bodies = bodies[0].head, (HtmlBody((), bodies[0].rows),)
    return HtmlTable(
        id=drawer.table_id,
        caption=table.caption,
        unit=table.unit,
        note=table.note,
        head=head,
        bodies=bodies,
        notes=tuple(drawer.notes),
        nested=nested,
        explanations=tuple(
            HtmlExplanation(cell.explanation, cell.entries)
            for cell in table.figures()
            if cell.explanation
        ),
    )


def _is_nested(table: StatisticsTable) -> bool:
    """Whether some cell stands under more than one column head or beside more than one row head."""
    rows = [row for block in table.blocks for row in block.rows]
    return (
        len(table.blocks) != 1
        or len(table.blocks[0].head) > 1
        or any(row.heading or len(row.heads) != 1 or row.heads[0].rowspan > 1 for row in rows)
    )


def _colspan(cell: Cell | TextCell) -> int:
    return cell.colspan if isinstance(cell, Cell) else 1


class _Grid:
    """Puts cells with spans into columns, from top to bottom as a browser does."""

    def __init__(self) -> None:
        self._below: dict[int, tuple[int, str]] = {}  # column -> (lines still covered, head id)

    def line(self, spans: Sequence[tuple[int, int, str]]) -> list[range]:
        """The columns of each cell of one line, given as (colspan, rowspan, id); call it once
        per line. An id is remembered for the lines below that its cell covers."""
        taken = {column for column, (left, _) in self._below.items() if left}
        self._below = {c: (left - 1, i) for c, (left, i) in self._below.items() if left}
        placed = []
        column = 0
        for colspan, rowspan, identifier in spans:
            while column in taken:
                column += 1
            placed.append(range(column, column + colspan))
            for covered in placed[-1]:
                self._below[covered] = (rowspan - 1, identifier)
            column += colspan
        return placed

    def reaching_in(self) -> list[str]:
        """Ids of the cells from earlier lines that still stand beside the next line."""
        return list(dict.fromkeys(i for left, i in self._below.values() if left and i))


class _Drawer:
    def __init__(self, table_id: str, columns: int, *, nested: bool) -> None:
        self.table_id = table_id
        self.notes: list[str] = []
        self._columns = columns
        self._nested = nested

    def body(self, number: int, block: TableBlock) -> HtmlBody:
        above: dict[int, list[str]] = {}
        head = tuple(self._head_lines(number, block, above))
        grid = _Grid()
        groups: list[tuple[int, str]] = []
        rows = []
        for index, row in enumerate(block.rows):
            name = f"{self.table_id}-r{number}-{index}"
            depth = row.heads[-1].depth if row.heads else 0
            # A heading speaks of the rows below it that are indented further than itself.
            groups = [(level, key) for level, key in groups if level < depth]
            rows.append(self._row(name, row, grid, above, [key for _, key in groups]))
            if row.heading:
                groups.append((depth, f"{name}-0"))
        return HtmlBody(head, tuple(rows))

    def _head_lines(
        self, number: int, block: TableBlock, above: dict[int, list[str]]
    ) -> Iterator[tuple[HtmlHead, ...]]:
        """The head lines of a block; fills ``above`` with the head ids of each column."""
        grid = _Grid()
        figures = self._figure_columns(block)
        for index, line in enumerate(block.head):
            ids = [f"{self.table_id}-h{number}-{index}-{place}" for place in range(len(line))]
            columns = grid.line([(head.colspan, head.rowspan, "") for head in line])
            for place, (identifier, covered) in enumerate(zip(ids, columns, strict=True)):
                over_all = line[place].scope == "colgroup" and set(covered) == figures
                for column in covered:
                    # A head over all figures and nothing else tells no two of them apart.
                    above.setdefault(column, []).extend([] if over_all else [identifier])
            yield tuple(
                self._head(head, ids[place], figures=set(covered) <= figures)
                for place, (head, covered) in enumerate(zip(line, columns, strict=True))
            )

    def _figure_columns(self, block: TableBlock) -> set[int]:
        """The columns that hold figures; the cells of a row are always its last columns."""
        found = set()
        for row in block.rows:
            column = self._columns
            for cell in reversed(row.cells):
                column -= _colspan(cell)
                if isinstance(cell, Cell):
                    found.update(range(column, column + cell.colspan))
        return found

    def _row(
        self,
        name: str,
        row: TableRow,
        grid: _Grid,
        above: dict[int, list[str]],
        groups: list[str],
    ) -> HtmlRow:
        ids = [f"{name}-{place}" for place in range(len(row.heads))]
        beside = [*groups, *grid.reaching_in(), *ids]
        spans = [(h.colspan, h.rowspan, i) for h, i in zip(row.heads, ids, strict=True)]
        spans += [(_colspan(cell), 1, "") for cell in row.cells]
        columns = grid.line(spans)[len(row.heads) :]
        last = len(row.heads) - 1
        return HtmlRow(
            f"{self.table_id}-{row.key}" if row.key else "",
            tuple(
                self._head(head, ids[place], leaf=place == last and not row.heading)
                for place, head in enumerate(row.heads)
            ),
            tuple(
                self._cell(cell, [*above.get(covered.start, []), *beside])
                for cell, covered in zip(row.cells, columns, strict=True)
            ),
        )

    def _head(
        self, head: Head, identifier: str, *, leaf: bool = False, figures: bool = False
    ) -> HtmlHead:
        attributes = [("scope", head.scope)]
        if self._nested:
            attributes.append(("id", identifier))
        if head.colspan > 1:
            attributes.append(("colspan", str(head.colspan)))
        if head.rowspan > 1:
            attributes.append(("rowspan", str(head.rowspan)))
        parent = head.parent_text if head.of_which else ""
        figures = figures and head.scope == "col"
        return HtmlHead(head.text, tuple(attributes), head.depth, leaf, figures, parent)

    def _cell(self, cell: Cell | TextCell, heads: list[str]) -> HtmlCell:
        attributes = [("headers", " ".join(heads))] if self._nested else []
        if isinstance(cell, TextCell):
            return HtmlCell(cell.text, "words", tuple(attributes))
        if cell.colspan > 1:
            attributes.append(("colspan", str(cell.colspan)))
        attributes.append(("data-cell", cell.address))
        if cell.note:
            self.notes.append(cell.note)
        state = "not-applicable" if cell.state == _NOT_APPLICABLE else cell.state
        number = len(self.notes) if cell.note else 0
        return HtmlCell(cell.text, state, tuple(attributes), number)
