"""The statistics table as a browser copies it: one value per line, or one row per line.

Rows are bound by their labels and columns by their heads, never by position alone. What
cannot be bound is reported and left out: a figure in the wrong cell is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from wagtail_disclosure.domain.standards import Block, Column, Row, Standard, Table, cell_address

from .imported import ImportedFigure, Line, Note, ReadLine
from .labels import core, guess_row, squeeze, sure_rows
from .table_cells import BLANKS, Cell, is_unit, is_value, read_value, split_line
from .table_region import find_region

_YEAR = re.compile(r"((?:19|20)\d{2})(?:年|$)")
_THIS_YEAR = frozenset({"本年", "本年度", "当年", "本年数", "本期", "年度"})


@dataclass
class TableReading:
    """What was read of one table; ``start`` and ``end`` are positions in the lines given."""

    start: int
    end: int
    figures: dict[str, ImportedFigure] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    roles: list[ReadLine] = field(default_factory=list)


@dataclass
class _RowText:
    """A label as printed, with the cells that follow it."""

    label: Cell
    cells: list[Cell] = field(default_factory=list)
    row: Row | None = None
    guessed: bool = False


def read_table(
    lines: Sequence[Line], standard: Standard, table: Table, year: int
) -> TableReading | None:
    """Find and read a table with one block of rows; ``None`` where its head is not found."""
    region = find_region(lines, standard, table)
    if region is None:
        return None
    start, end = region
    reader = _Reader(table, table.blocks[0], year)
    reader.reading = TableReading(start, end)
    reader.read(lines[start:end])
    return reader.reading


class _Reader:
    def __init__(self, table: Table, block: Block, year: int) -> None:
        self.table = table
        self.year = year
        self.rows = [
            replace(row, label=row.label.replace("{year}", str(year)))
            for row in block.rows
            if not row.heading
        ]
        self.columns = list(block.columns)
        self.head_texts = (block.row_head, table.unit_head)
        self.reading: TableReading
        self.texts: dict[int, str] = {}

    def read(self, lines: Sequence[Line]) -> None:
        self.texts = {line.number: line.text for line in lines}
        cells = [cell for line in lines for cell in split_line(line)]
        first = next(
            (place for place, cell in enumerate(cells) if sure_rows(cell.text, self.rows)),
            len(cells),
        )
        first = self._read_head(cells[:first])
        found = list(self._group(cells[first:]))
        self._bind(found)
        for row_text in found:
            self._take(row_text)
        self._report_missing(found)

    # The head ---------------------------------------------------------------------------

    def _read_head(self, cells: Sequence[Cell]) -> int:
        """Order the columns as the file has them; returns the position of the first row."""
        ordered: list[Column] = []
        position = 0
        for position, cell in enumerate(cells):
            if squeeze(cell.text) in {squeeze(text) for text in self.head_texts if text}:
                continue
            column = self._column_of(cell, ordered)
            if column is None and position == 0:
                continue  # The head of the labels, in other words than the form's.
            if column is None and len(ordered) == len(self.columns):
                break
            if column is None and cell.text:
                self._note("column_unknown", "warning", cell)
            elif column is not None:
                ordered.append(column)
        else:
            position = len(cells)
        for cell in cells[:position]:
            self._role(cell, "table_head")
        if {column.key for column in ordered} == {column.key for column in self.columns}:
            self.columns = ordered
        else:
            heads = "、".join(column.label.format(year=self.year) for column in self.columns)
            self.reading.notes.append(
                Note("columns_guessed", "warning", self._first_line(), "", {"columns": heads})
            )
        return position

    def _column_of(self, cell: Cell, taken: Iterable[Column]) -> Column | None:
        keys = {column.key for column in taken}
        text = squeeze(cell.text)
        for column in self.columns:
            if column.key in keys:
                continue
            if "{year}" in column.label:
                match = _YEAR.search(text)
                if match and self.year and int(match[1]) != self.year:
                    self._note("column_year", "error", cell, year=str(self.year))
                if match or text in _THIS_YEAR:
                    return column
            elif core(column.label) == core(text) or (text and core(text) in core(column.label)):
                return column
        return None

    # The rows ---------------------------------------------------------------------------

    def _group(self, cells: Sequence[Cell]) -> Iterable[_RowText]:
        """Cells to rows: a new row begins at a label, or where the row before is full."""
        current: _RowText | None = None
        for cell in cells:
            if self._begins_row(cell, current):
                if current:
                    yield current
                current = _RowText(cell)
            elif current:
                current.cells.append(cell)
            else:
                self._note("value_alone", "warning", cell)
                self._role(cell, "unused")
        if current:
            yield current

    def _begins_row(self, cell: Cell, current: _RowText | None) -> bool:
        if not cell.text or (is_value(cell.text) and not sure_rows(cell.text, self.rows)):
            return False
        if not cell.first:
            return False
        if not cell.alone or sure_rows(cell.text, self.rows):
            return True
        if current is None:
            return True
        values = [found for found in current.cells if not is_unit(found.text)]
        if is_unit(cell.text) and not values:
            return False
        return len(values) >= len(self.columns) or guess_row(cell.text, self.rows) is not None

    def _bind(self, found: Sequence[_RowText]) -> None:
        """Sure labels first; then guesses among the rows that lie between sure neighbours."""
        order = {row.key: place for place, row in enumerate(self.rows)}
        taken: set[str] = set()
        last = -1
        for row_text in found:
            rows = sure_rows(row_text.label.text, self.rows)
            free = [row for row in rows if row.key not in taken]
            if rows and not free:
                values = "、".join(cell.text for cell in row_text.cells)
                self._note("row_twice", "error", row_text.label, values=values)
                continue
            if free:
                following = [row for row in free if order[row.key] > last]
                row_text.row = (following or free)[0]
                last = order[row_text.row.key]
                taken.add(row_text.row.key)
        for place, row_text in enumerate(found):
            if row_text.row is None and not sure_rows(row_text.label.text, self.rows):
                self._guess(row_text, found, place, order, taken)

    def _guess(
        self,
        row_text: _RowText,
        found: Sequence[_RowText],
        place: int,
        order: dict[str, int],
        taken: set[str],
    ) -> None:
        before = [order[other.row.key] for other in found[:place] if other.row]
        after = [order[other.row.key] for other in found[place + 1 :] if other.row]
        low, high = max(before, default=-1), min(after, default=len(self.rows))
        candidates = [
            row for row in self.rows if row.key not in taken and low < order[row.key] < high
        ]
        row = guess_row(row_text.label.text, candidates)
        if row is None:
            values = "、".join(cell.text for cell in row_text.cells)
            self._note("row_unknown", "error", row_text.label, values=values)
            return
        row_text.row, row_text.guessed = row, True
        taken.add(row.key)
        self._note("label_guessed", "warning", row_text.label, label=row.label)

    def _take(self, row_text: _RowText) -> None:
        """Put the values of one row into its cells, if there are as many as columns."""
        role = "row" if row_text.row else "unused"
        for cell in (row_text.label, *row_text.cells):
            self._role(cell, role)
        if row_text.row is None:
            return
        cells = list(row_text.cells)
        if cells and (is_unit(cells[0].text) or self._empty_unit(cells)):
            cells = cells[1:]
        if len(cells) != len(self.columns):
            found = "、".join(cell.text for cell in cells)
            params = {"label": row_text.row.label, "values": found}
            params |= {"expected": str(len(self.columns)), "count": str(len(cells))}
            self._note("row_values", "error", row_text.label, **params)
            return
        for column, cell in zip(self.columns, cells, strict=True):
            self._figure(row_text, row_text.row, column, cell)

    def _empty_unit(self, cells: Sequence[Cell]) -> bool:
        """An empty unit cell, which only a row on one line can show."""
        return len(cells) == len(self.columns) + 1 and not cells[0].text and not cells[0].alone

    def _figure(self, row_text: _RowText, row: Row, column: Column, cell: Cell) -> None:
        value, error = read_value(cell.text)
        address = cell_address(self.table.key, row.key, column.key)
        self.reading.figures[address] = ImportedFigure(
            address, value, cell.text, cell.line, row.label, row_text.label.text,
            row_text.guessed, error,
        )  # fmt: skip
        params = {"label": row.label, "column": column.label.format(year=self.year)}
        if error:
            self._note("figure_unread", "error", cell, value=cell.text, reason=error, **params)
        elif cell.text.strip() in BLANKS:
            self._note("figure_blank", "warning", cell, **params)

    def _report_missing(self, found: Sequence[_RowText]) -> None:
        present = {row_text.row.key for row_text in found if row_text.row}
        for row in self.rows:
            if row.key not in present:
                self.reading.notes.append(Note("row_missing", "error", params={"label": row.label}))

    # ------------------------------------------------------------------------------------

    def _first_line(self) -> int:
        return min(self.texts, default=0)

    def _role(self, cell: Cell, role: str) -> None:
        entry = ReadLine(cell.line, self.texts[cell.line], role)
        if not self.reading.roles or self.reading.roles[-1].line != cell.line:
            self.reading.roles.append(entry)

    def _note(self, code: str, level: str, cell: Cell, **params: str) -> None:
        text = self.texts[cell.line]
        self.reading.notes.append(Note(code, level, cell.line, text, params))
