"""Where in the lines a statistics table begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from wagtail_disclosure.domain.standards import Row, Standard, Table

from .furniture import ends_report, is_furniture
from .headings import read_heading
from .imported import Line
from .labels import core, squeeze, sure_rows
from .table_cells import split_line

_LONGEST_CELL = 50
#: So many cells that fit nothing, one after another, are another table or no table at all.
_MAX_STRANGE = 40
_HEAD = re.compile(r"指标名称|指标|统计指标|信息内容|项目")


def begins_table(line: Line, table: Table) -> bool:
    """Whether a line is the head of the table's first column, alone or with the other heads."""
    cells = split_line(line)
    if not cells:
        return False
    text = squeeze(cells[0].text)
    head = squeeze(table.blocks[0].row_head)
    return bool(text == head or (_HEAD.fullmatch(text) and len(cells) != 2))


def find_region(lines: Sequence[Line], standard: Standard, table: Table) -> tuple[int, int] | None:
    """Positions of the first line of the table and of the first line behind it.

    Without a head the table begins with the first row that is followed by a second one.
    """
    rows = [row for block in table.blocks for row in block.rows]
    start = next((place for place, line in enumerate(lines) if begins_table(line, table)), None)
    if start is None:
        start = _first_rows(lines, rows)
    if start is None:
        return None
    return start, _end_of(lines, start, standard, rows)


def _first_rows(lines: Sequence[Line], rows: Sequence[Row]) -> int | None:
    labels = [
        place
        for place, line in enumerate(lines)
        if (cells := split_line(line)) and sure_rows(cells[0].text, rows)
    ]
    near = [place for place, after in pairwise(labels) if after - place < 12]
    return near[0] if near else None


def _end_of(lines: Sequence[Line], start: int, standard: Standard, rows: Sequence[Row]) -> int:
    end, strange, last = start + 1, 0, start + 1
    while end < len(lines):
        line = lines[end]
        if _is_behind(line, standard, rows):
            break
        cells = split_line(line)
        if cells and sure_rows(cells[0].text, rows):
            strange = 0
        elif cells:
            strange += 1
        if strange > _MAX_STRANGE:
            return last
        if not strange:
            last = end + 1
        end += 1
    return end


def _is_behind(line: Line, standard: Standard, rows: Sequence[Row]) -> bool:
    text = line.stripped
    if not text:
        return False
    if is_furniture(text) or ends_report(text):
        return True
    cells = split_line(line)
    if sure_rows(cells[0].text, rows):
        return False
    if len(cells) == 1 and (len(text) > _LONGEST_CELL or "。" in text):
        return True
    heading = read_heading(text)
    return bool(
        heading
        and heading.level == 1
        and any(core(heading.text) == core(section.heading) for section in standard.sections)
    )
