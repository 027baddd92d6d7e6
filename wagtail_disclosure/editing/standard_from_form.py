"""What was typed into the form of a local standard, as a definition.

Anything can be turned into a definition, right or wrong: what is wrong is said when it is read.
Keys that are left empty are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .standard_names import RULES, Names, Rule, kind_of, names_in, names_of_tables
from .standard_to_form import parent_of

Data = Mapping[str, Any]

#: What every new block holds; it need not stand in a definition.
_DEFAULTS: dict[str, dict[str, Any]] = {
    "sum": {"calculated": True, "severity": "error"},
    "of_which": {"severity": "error", "axis": "rows"},
    "balance": {"severity": "error"},
    "carry_over": {"severity": "error"},
    "stock": {"severity": "warning"},
}


def definition_of(fields: Data, stored: Data) -> dict[str, Any]:
    """The definition of the form's cleaned ``fields``.

    ``stored`` is the one before: what the form does not show is kept, and labels that it had are
    still understood where a rule goes on naming them.
    """
    tables = [*_tables(fields["tables"])]
    definition = {name: stored[name] for name in ("origin", "extra") if name in stored}
    definition["tables"] = [table for table, _ in tables]
    known = [names_of_tables(definition), names_of_tables(stored)]
    definition["sections"] = [
        _section(item, known) for item in with_keys(fields["sections"], "section")
    ]
    for table, rules in tables:
        for entries, entry in _rules(table, rules, stored):
            definition.setdefault(entries, []).append(entry)
    prose = [_lists(item, _PROSE_LISTS) for item in with_keys(fields["prose"], "figure")]
    extra = {
        "prose": prose,
        "counts": [_count(item) for item in fields["counts"]],
        "rule_making": split(fields["rule_making"]),
        "continues": list(fields["continues"]),
    }
    return {**definition, **{name: value for name, value in extra.items() if value}}


_PROSE_LISTS = ("cells", "names", "cumulative", "wholes", "units", "short")


def _count(item: Data) -> dict[str, Any]:
    found = _filled(item, "cell", "count", "nature", "channel", "scheme", "category", "severity")
    return {name: value for name, value in found.items() if (name, value) != ("severity", "error")}


def split(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def with_keys(items: Iterable[Data], prefix: str) -> list[dict[str, Any]]:
    """The items, each with a key of its own: see ``_Keys``."""
    found = [dict(item) for item in items]
    keys = _Keys(found, prefix)
    return [{**item, "key": keys.of(item)} for item in found]


class _Keys:
    """Keys that are unique among items: what was typed, else the first free one of ``row_1``,
    ``row_2`` …; so does the copy of a row, which comes with the key of its model."""

    def __init__(self, items: Iterable[Data], prefix: str) -> None:
        self._prefix = prefix
        self._taken = {_typed_key(item) for item in items}
        self._given: set[str] = set()
        self._number = 0

    def of(self, item: Data) -> str:
        key = _typed_key(item)
        if not key or key in self._given:
            key = self._new()
        self._given.add(key)
        return key

    def _new(self) -> str:
        while True:
            self._number += 1
            key = f"{self._prefix}_{self._number}"
            if key not in self._taken:
                return key


def _typed_key(item: Data) -> str:
    return str(item.get("key") or "").strip()


def _filled(item: Data, *names: str) -> dict[str, Any]:
    """The named values that are not empty; a flag that is off is empty, too."""
    values = {name: item.get(name) for name in names}
    texts = {name: v.strip() if isinstance(v, str) else v for name, v in values.items()}
    return {name: value for name, value in texts.items() if value}


def _lists(item: Data, names: Iterable[str]) -> dict[str, Any]:
    found = {name: split(item.get(name) or "") for name in names}
    return {"key": item["key"], **{name: value for name, value in found.items() if value}}


def _section(item: Data, tables: list[Names]) -> dict[str, Any]:
    found = _filled(item, "key", "heading", "own_words")
    if not item.get("required"):
        found["required"] = False
    named = [_key(name, tables) for name in split(item.get("tables") or "")]
    mentions = split(item.get("mentions") or "")
    lists = {"tables": named, "mentions": mentions}
    return {**found, **{name: value for name, value in lists.items() if value}}


def _key(name: str, known: Iterable[Names]) -> str:
    """The key that a name means, else the name itself, so that it is shown again."""
    return next((key for names in known if (key := names.key(name))), name)


def _tables(items: Iterable[Data]) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    for item in with_keys(items, "table"):
        table = _filled(item, "key", "title", "caption", "unit", "unit_head", "note")
        yield {**table, **_parts(list(item["parts"]))}, list(item["rules"])


def _parts(items: list[Data]) -> dict[str, Any]:
    """One part without key and title is written into the table itself."""
    # The key of a row is unique in the whole table.
    keys = _Keys([row for item in items for row in item["rows"]], "row")
    if len(items) == 1 and not (items[0].get("key") or items[0].get("title")):
        return _part(items[0], keys)
    return {
        "blocks": [
            {**_filled(item, "key", "title"), **_part(item, keys)}
            for item in with_keys(items, "part")
        ]
    }


def _part(item: Data, keys: _Keys) -> dict[str, Any]:
    groups = with_keys(item["column_groups"], "group")
    names = [Names((group["key"], group.get("label") or "") for group in groups)]
    found: dict[str, Any] = {
        **_filled(item, "row_head", "transposed"),
        "columns": [
            {
                **_filled(column, "key", "label", "unit", "decimal", "signed"),
                **_group(column, names),
            }
            for column in with_keys(item["columns"], "column")
        ],
        "rows": _rows(item["rows"], keys),
        "column_groups": [
            {**_filled(group, "key", "label"), **_group(group, names)} for group in groups
        ],
    }
    return {name: value for name, value in found.items() if value}


def _group(item: Data, names: list[Names]) -> dict[str, str]:
    name = (item.get("group") or "").strip()
    return {"group": _key(name, names)} if name else {}


def _rows(items: Iterable[Data], keys: _Keys) -> list[dict[str, Any]]:
    rows = [{**item, "key": keys.of(item)} for item in items]
    names = [Names((row["key"], row.get("label") or "") for row in rows)]
    found: list[dict[str, Any]] = []
    levels: list[tuple[str, int]] = []
    for row in rows:
        entry = _filled(row, "key", "label", "unit", "decimal", "origin")
        level = int(row.get("level") or 0)
        named = (row.get("parent") or "").strip()
        parent = _key(named, names) if named else parent_of(level, levels)
        if parent:
            entry["parent"] = parent
        if row.get("kind") in ("heading", "merged"):
            entry["heading"] = True
        if row.get("kind") == "merged":
            entry["merged"] = True
        found.append(entry)
        levels.append((row["key"], level))
    return found


def _rules(
    table: dict[str, Any], rules: list[Any], stored: Data
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The declarations of a table, each with the list it belongs to."""
    before = next(
        (item for item in stored.get("tables", []) if item.get("key") == table["key"]), {}
    )
    names = {kind: [new, names_in(before)[kind]] for kind, new in names_in(table).items()}
    for block in rules:
        kind = block.block_type
        rule = RULES[kind]
        yield rule.entries, {"table": table["key"], **_rule(block.value, kind, rule, names)}


def _rule(value: Data, kind: str, rule: Rule, names: Mapping[str, list[Names]]) -> dict[str, Any]:
    found = {}
    for name, typed in value.items():
        if name in rule.one:
            known = names[kind_of(rule.one[name], value)]
            typed = _key((typed or "").strip(), known)
        elif name in rule.many:
            known = names[kind_of(rule.many[name], value)]
            typed = [_key(text, known) for text in split(typed or "")]
        if typed not in ("", None, []) and typed != _DEFAULTS.get(kind, {}).get(name):
            found[name] = typed
    return found
