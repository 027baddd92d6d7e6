"""A standard written back in the shape of its TOML file.

What has its default is left out, so that the file stays as short as one written by hand.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any

from .forms import Block, Table
from .standards import Standard

#: The entries of a standard that are lists of tables, in the order of a file.
LISTS = (
    "sections",
    "tables",
    "sums",
    "of_which",
    "cumulatives",
    "balances",
    "nothing_without",
    "carry_overs",
    "stocks",
    "comparisons",
    "pending",
    "counts",
    "prose",
)


def dump_standard(standard: Standard) -> dict[str, Any]:
    """The definition as ``loading.parse_definition`` reads it: plain texts, numbers and lists."""
    found = _entry(standard, leave_out=("tables", "extra"))
    found["tables"] = [_table(table) for table in standard.tables]
    if standard.extra:
        found["extra"] = dict(standard.extra)
    # A TOML file has its single values first.
    single = {key: value for key, value in found.items() if key not in (*LISTS, "extra")}
    return {**single, **{key: found[key] for key in (*LISTS, "extra") if key in found}}


def _table(table: Table) -> dict[str, Any]:
    found = _entry(table, leave_out=("blocks",))
    if len(table.blocks) == 1 and (table.blocks[0].key, table.blocks[0].title) == ("main", ""):
        block = _block(table.blocks[0])
        del block["key"]
        return {**found, **block}
    return {**found, "blocks": [_block(block) for block in table.blocks]}


def _block(block: Block) -> dict[str, Any]:
    found = _entry(block)
    # The heads and rows come last, after the few words about the block.
    for key in ("columns", "column_groups", "rows"):
        if key in found:
            found[key] = found.pop(key)
    return found


def _entry(item: Any, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults, and those without one."""
    return {
        field.name: _plain(value)
        for field in fields(item)
        if field.name not in leave_out
        and not _is_default(field, value := getattr(item, field.name))
    }


def _is_default(field: Field[Any], value: Any) -> bool:
    return bool(field.default is not MISSING and value == field.default)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (str, int)):
        return value
    return _entry(value)
