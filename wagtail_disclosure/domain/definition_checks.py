"""What the entries of a standard say about each other: names that must exist, circles."""

from __future__ import annotations

from collections.abc import Iterable

from .declaration_checks import check_declarations, one_of
from .definition_reader import Problems
from .forms import Block, ColumnGroup, Table
from .row_groups import check_row_groups
from .standards import Standard


def check_references(standard: Standard, problems: Problems) -> None:
    """Add to ``problems`` every reference of the standard that leads nowhere or in a circle.

    Names that are empty were reported as missing when they were read, and are passed over.
    """
    _check_sections(standard, problems)
    for table in standard.tables:
        _check_table(table, problems)
    check_declarations(standard, problems)
    _check_circles(standard, problems)


def _check_sections(standard: Standard, problems: Problems) -> None:
    tables = [table.key for table in standard.tables]
    placed: dict[str, str] = {}
    for section in standard.sections:
        place = f"sections.{section.key}.tables"
        for key in section.tables:
            if key not in tables:
                problems.add(place, f"There is no table {key!r}.", one_of(tables))
            elif key in placed and placed[key] != section.key:
                problems.add(
                    place,
                    f"The table {key!r} stands in the section {placed[key]!r} already.",
                    "Name it in one section.",
                )
            placed.setdefault(key, section.key)


def _check_table(table: Table, problems: Problems) -> None:
    place = f"tables.{table.key}"
    home: dict[str, str] = {}
    for block in table.blocks:
        for row in block.rows:
            if row.key and home.setdefault(row.key, block.key) != block.key:
                problems.add(
                    f"{place}.blocks.{block.key}.rows.{row.key}",
                    f"The block {home[row.key]!r} has a row {row.key!r} already.",
                    "Give each row of a table a key of its own.",
                )
        _check_rows(table, block, place, problems)
        _check_groups(block, place, problems)
        check_row_groups(table, block, place, problems)


def _check_rows(table: Table, block: Block, place: str, problems: Problems) -> None:
    above: list[str] = []
    for row in block.rows:
        if row.parent and row.parent not in above:
            problems.add(
                f"{place}.rows.{row.key}.parent",
                f"No row {row.parent!r} stands above this row.",
                "Name a row further up in the same block, or none.",
            )
        if table.unit_head and not (row.heading or row.unit or table.unit):
            problems.add(
                f"{place}.rows.{row.key}.unit",
                "The table prints a unit column, and this row has no unit.",
                "Add unit here or for the whole table.",
            )
        above.append(row.key)


def _check_groups(block: Block, place: str, problems: Problems) -> None:
    groups = {group.key: group for group in block.column_groups}
    paths: list[tuple[str, ...]] = []
    for column in block.columns:
        if column.group and column.group not in groups:
            problems.add(
                f"{place}.columns.{column.key}.group",
                f"There is no column group {column.group!r}.",
                one_of(groups),
            )
        paths.append(_group_path(groups, column.group))
    for group in block.column_groups:
        where = f"{place}.column_groups.{group.key}"
        if group.group and group.group not in groups:
            problems.add(
                f"{where}.group", f"There is no column group {group.group!r}.", one_of(groups)
            )
        if group.key in _group_path(groups, group.group):
            problems.add(
                f"{where}.group", "The group stands within itself.", "Name an outer group or none."
            )
            continue
        covered = [number for number, path in enumerate(paths) if group.key in path]
        if not covered:
            problems.add(where, "No column stands in this group.", "Remove it or name it there.")
        elif covered[-1] - covered[0] >= len(covered):
            problems.add(
                where,
                "The columns of this group do not stand side by side.",
                "Reorder the columns: one head stands above them all.",
            )


def _group_path(groups: dict[str, ColumnGroup], key: str) -> tuple[str, ...]:
    """The groups around a column, from the inner to the outer; ends in a circle, too."""
    path: list[str] = []
    while key in groups and key not in path:
        path.append(key)
        key = groups[key].group
    return tuple(path)


def _check_circles(standard: Standard, problems: Problems) -> None:
    done: set[str] = set()
    for chain in _circles(standard):
        text = " → ".join(_short_names(chain))
        if text not in done:
            done.add(text)
            problems.add(
                f"tables.{chain[0].split('.')[0]}",
                f"Calculated figures go in a circle: {text}.",
                "Let one of them be typed, or take it out of the parts of the other.",
            )


def _circles(standard: Standard) -> Iterable[tuple[str, ...]]:
    """The circles among the calculated cells, each as the chain back to its first cell."""
    finished: set[str] = set()

    def walk(cell: str, path: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        if cell in path:
            yield (*path[path.index(cell) :], cell)
        elif cell not in finished and cell in standard.formulas:
            for part in standard.formulas[cell].parts:
                yield from walk(part, (*path, cell))
            finished.add(cell)

    for cell in standard.formulas:
        yield from walk(cell, ())


def _short_names(chain: tuple[str, ...]) -> tuple[str, ...]:
    """Rows where all cells share the column, columns where they share the row."""
    parts = [cell.split(".") for cell in chain]
    if len({column for _, _, column in parts}) == 1:
        return tuple(row for _, row, _ in parts)
    if len({row for _, row, _ in parts}) == 1:
        return tuple(column for _, _, column in parts)
    return chain
