"""What the entries of a standard say about each other: names that must exist, circles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .definition_reader import Problems
from .standards import Block, ColumnGroup, Cumulative, OfWhich, Standard, Sum, Table


def check_references(standard: Standard, problems: Problems) -> None:
    """Add to ``problems`` every reference of the standard that leads nowhere or in a circle.

    Names that are empty were reported as missing when they were read, and are passed over.
    """
    _check_sections(standard, problems)
    for table in standard.tables:
        _check_table(table, problems)
    tables = {table.key: table for table in standard.tables}
    for number, declared in enumerate(standard.sums, start=1):
        place = f"sums[{number}]"
        for table in _known(tables, declared.table, place, problems):
            _check_sum(standard, table, declared, place, problems)
    for number, ceiling in enumerate(standard.of_which, start=1):
        place = f"of_which[{number}]"
        for table in _known(tables, ceiling.table, place, problems):
            _check_of_which(standard, table, ceiling, place, problems)
    for number, cumulative in enumerate(standard.cumulatives, start=1):
        place = f"cumulatives[{number}]"
        for table in _known(tables, cumulative.table, place, problems):
            _check_cumulative(table, cumulative, place, problems)
    _check_circles(standard, problems)


def _known(tables: dict[str, Table], key: str, place: str, problems: Problems) -> tuple[Table, ...]:
    """The table of that key, or none and a problem."""
    if key in tables:
        return (tables[key],)
    if key:
        problems.add(f"{place}.table", f"There is no table {key!r}.", _one_of(tables))
    return ()


def _check_sections(standard: Standard, problems: Problems) -> None:
    tables = [table.key for table in standard.tables]
    placed: dict[str, str] = {}
    for section in standard.sections:
        place = f"sections.{section.key}.tables"
        for key in section.tables:
            if key not in tables:
                problems.add(place, f"There is no table {key!r}.", _one_of(tables))
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
                _one_of(groups),
            )
        paths.append(_group_path(groups, column.group))
    for group in block.column_groups:
        where = f"{place}.column_groups.{group.key}"
        if group.group and group.group not in groups:
            problems.add(
                f"{where}.group", f"There is no column group {group.group!r}.", _one_of(groups)
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


def _check_sum(
    standard: Standard, table: Table, declared: Sum, place: str, problems: Problems
) -> None:
    if declared.total and declared.total in declared.parts and not declared.calculated:
        problems.add(
            f"{place}.parts",
            f"{declared.total!r} is a part of itself.",
            "Take it out of the parts.",
        )
    if declared.axis == "columns":
        _check_columns(table, (declared.total,), f"{place}.total", problems)
        _check_columns(table, declared.parts, f"{place}.parts", problems)
        if declared.columns:
            problems.add(
                f"{place}.columns", "A sum of columns stands in every row.", "Remove columns."
            )
    else:
        _check_row_names(table, (declared.total,), f"{place}.total", problems)
        _check_row_names(table, declared.parts, f"{place}.parts", problems)
        _check_columns(table, declared.columns, f"{place}.columns", problems)
    _check_reach(standard, table, declared, place, problems)


def _check_of_which(
    standard: Standard, table: Table, declared: OfWhich, place: str, problems: Problems
) -> None:
    if declared.total and declared.total in declared.parts:
        problems.add(
            f"{place}.parts",
            f"{declared.total!r} is a part of itself.",
            "Take it out of the parts.",
        )
    _check_row_names(table, (declared.total,), f"{place}.total", problems)
    _check_row_names(table, declared.parts, f"{place}.parts", problems)
    _check_reach(standard, table, declared, place, problems)


def _check_reach(
    standard: Standard, table: Table, declared: Sum | OfWhich, place: str, problems: Problems
) -> None:
    """Rows and columns that exist may still stand in different blocks."""
    names = {row.key for block in table.blocks for row in block.rows if not row.heading}
    names |= {column.key for block in table.blocks for column in block.columns}
    single = Standard(
        "", "", (), (table,),
        sums=(declared,) if isinstance(declared, Sum) else (),
        of_which=(declared,) if isinstance(declared, OfWhich) else (),
    )  # fmt: skip
    for equation in (*single.equations, *single.ceilings):
        for part in equation.parts:
            if part not in standard.cells and set(part.split(".")[1:]) <= names:
                problems.add(
                    f"{place}.parts",
                    f"{equation.total} has parts, but there is no cell {part}.",
                    "Add up rows with the same columns, or columns of the same block.",
                )


def _check_row_names(table: Table, names: Sequence[str], place: str, problems: Problems) -> None:
    rows = {row.key: row for block in table.blocks for row in block.rows}
    for name in filter(None, names):
        if name not in rows:
            problems.add(place, f"The table {table.key!r} has no row {name!r}.", _one_of(rows))
        elif rows[name].heading:
            problems.add(
                place, f"The row {name!r} is a heading without figures.", "Name a row with figures."
            )


def _check_columns(table: Table, names: Sequence[str], place: str, problems: Problems) -> None:
    columns = [column.key for block in table.blocks for column in block.columns]
    for name in filter(None, names):
        if name not in columns:
            problems.add(
                place, f"The table {table.key!r} has no column {name!r}.", _one_of(columns)
            )


def _check_cumulative(table: Table, declared: Cumulative, place: str, problems: Problems) -> None:
    column, current = declared.column, declared.current
    _check_columns(table, (column,), f"{place}.column", problems)
    _check_columns(table, (current,), f"{place}.current", problems)
    everywhere = {item.key for block in table.blocks for item in block.columns}
    for block in table.blocks:
        keys = [item.key for item in block.columns]
        if column in keys and current in everywhere and current not in keys:
            problems.add(
                f"{place}.current",
                f"The block {block.key!r} has {column!r} but not {current!r}.",
                "Both columns stand in the same block.",
            )


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


def _one_of(names: Iterable[str]) -> str:
    known = ", ".join(dict.fromkeys(names))
    return f"Name one of: {known}." if known else "Define it first."
