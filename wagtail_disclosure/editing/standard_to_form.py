"""A definition as the blocks of the form show it: raw data for ``standard_blocks``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from .standard_names import RULES, Names, Rule, kind_of, names_in, names_of_tables, parts_of

Data = Mapping[str, Any]


def form_data(definition: Data) -> dict[str, Any]:
    """The values of the form's fields that show a definition."""
    tables = names_of_tables(definition)
    return {
        "sections": [_section(item, tables) for item in definition.get("sections", [])],
        "tables": [_table(item, definition) for item in definition.get("tables", [])],
        "prose": [_with_lines(item) for item in definition.get("prose", [])],
        "counts": [dict(item) for item in definition.get("counts", [])],
        "rule_making": lines(definition.get("rule_making", [])),
        "continues": list(definition.get("continues", [])),
    }


def lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _with_lines(entry: Data) -> dict[str, Any]:
    """An entry whose lists are texts of several lines."""
    return {key: lines(value) if isinstance(value, list) else value for key, value in entry.items()}


def _section(section: Data, tables: Names) -> dict[str, Any]:
    shown = [tables.shown(key) for key in section.get("tables", [])]
    return {"required": True, **_with_lines({**section, "tables": shown})}


def _table(table: Data, definition: Data) -> dict[str, Any]:
    own = ("key", "title", "caption", "unit", "unit_head", "note")
    return {
        **{name: table[name] for name in own if name in table},
        "parts": [_part(part) for part in parts_of(table)],
        "rules": list(_rules(table, definition)),
    }


def _part(part: Data) -> dict[str, Any]:
    groups = Names(
        (item.get("key", ""), item.get("label", "")) for item in part.get("column_groups", [])
    )
    return {
        **part,
        "columns": [_in_group(item, groups) for item in part.get("columns", [])],
        "column_groups": [_in_group(item, groups) for item in part.get("column_groups", [])],
        "rows": _rows(part.get("rows", [])),
    }


def _in_group(item: Data, groups: Names) -> dict[str, Any]:
    return {**item, "group": groups.shown(item.get("group", ""))}


def _rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their level; the row above is named only where the level does not tell it."""
    names = Names((row.get("key", ""), row.get("label", "")) for row in rows)
    found: list[dict[str, Any]] = []
    levels: list[tuple[str, int]] = []
    for row in rows:
        parent = row.get("parent", "")
        level = next((deep + 1 for key, deep in levels if key == parent), 0) if parent else 0
        level = min(level, MOST_LEVELS)
        kind = ("merged" if row.get("merged") else "heading") if row.get("heading") else "figures"
        entry = {key: value for key, value in row.items() if key not in ("heading", "merged")}
        told = parent_of(level, levels)
        entry |= {
            "level": str(level),
            "kind": kind,
            "parent": "" if parent == told else names.shown(parent),
        }
        found.append(entry)
        levels.append((row.get("key", ""), level))
    return found


#: How deep rows can be indented.
MOST_LEVELS = 4


def parent_of(level: int, above: list[tuple[str, int]]) -> str:
    """The nearest row above that is indented less."""
    return next((key for key, deep in reversed(above) if deep < level), "")


def _rules(table: Data, definition: Data) -> Iterable[dict[str, Any]]:
    names = names_in(table)
    for kind, rule in RULES.items():
        for entry in definition.get(rule.entries, []):
            if entry.get("table") == table.get("key"):
                yield {"type": kind, "value": _rule(entry, rule, names), "id": str(uuid4())}


def _rule(entry: Data, rule: Rule, names: Mapping[str, Names]) -> dict[str, Any]:
    found = {key: value for key, value in entry.items() if key != "table"}
    for field, named_by in rule.one.items():
        found[field] = names[kind_of(named_by, entry)].shown(entry.get(field, ""))
    for field, named_by in rule.many.items():
        shown = names[kind_of(named_by, entry)].shown
        found[field] = lines(shown(key) for key in entry.get(field, []))
    return found
