"""Headings of rows that the form prints as merged cells, and whether they can be drawn."""

from __future__ import annotations

from collections.abc import Mapping

from .definition_reader import Problems
from .forms import Block, Row, Table


def rows_above(block: Block) -> Mapping[str, tuple[Row, ...]]:
    """For each row of a block the rows it stands under, from the outer to the inner.

    A parent that does not stand above counts for none.
    """
    found: dict[str, tuple[Row, ...]] = {}
    rows: dict[str, Row] = {}
    for row in block.rows:
        above = (*found[row.parent], rows[row.parent]) if row.parent in rows else ()
        found[row.key], rows[row.key] = above, row
    return found


def check_row_groups(table: Table, block: Block, place: str, problems: Problems) -> None:
    """Add to ``problems`` the headings of a block that cannot be merged over their rows."""
    above = rows_above(block)
    for row in block.rows:
        key = f"{place}.rows.{row.key}"
        if row.merged and not row.heading:
            problems.add(f"{key}.merged", "This row has figures.", "Only a heading can be merged.")
        if row.heading and not row.merged and any(item.merged for item in above[row.key]):
            problems.add(
                f"{key}.merged",
                "A merged heading stands beside this row, which is a line of its own.",
                "Write merged = true.",
            )
        if row.heading and (row.merged or block.transposed):
            _check_run(row, block, above, key, problems)
    if block.transposed:
        _check_transposed(table, block, place, problems)


def _check_run(
    heading: Row,
    block: Block,
    above: Mapping[str, tuple[Row, ...]],
    key: str,
    problems: Problems,
) -> None:
    keys = [row.key for row in block.rows]
    under = [row for row in block.rows if heading in above[row.key]]
    if all(row.heading for row in under):
        problems.add(key, "No row with figures stands under this heading.", "Remove it.")
        return
    start = keys.index(heading.key) + 1
    if [row.key for row in under] != keys[start : start + len(under)]:
        problems.add(
            key,
            "The rows under this heading do not follow it one after the other.",
            "Reorder the rows: one cell is merged over them all.",
        )


def _check_transposed(table: Table, block: Block, place: str, problems: Problems) -> None:
    where = f"{place}.blocks.{block.key}" if len(table.blocks) > 1 else place
    if table.unit_head:
        message = "A transposed table has no place for a unit column."
        problems.add(f"{place}.unit_head", message, "Remove unit_head, or say unit.")
    if block.column_groups:
        message = "The columns of a transposed table stand in the last line of its heads."
        problems.add(f"{where}.column_groups", message, "Remove column_groups.")
