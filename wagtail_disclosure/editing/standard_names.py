"""Rows, columns and tables named by what is printed, as the form of a local standard shows them.

A definition names them by key. The form shows the printed label where it is the only one of its
kind in the table, so that nobody has to learn keys; either is understood when it comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: How the fields of a declaration name things: by ``rows``, by ``columns``, or by whichever its
#: ``axis`` says.
ROWS, COLUMNS, BY_AXIS = "rows", "columns", "axis"


@dataclass(frozen=True)
class Rule:
    """One kind of declaration: its list in the definition, and which fields name one thing or
    several."""

    entries: str
    one: Mapping[str, str]
    many: Mapping[str, str]


#: Every kind of declaration about figures by the name of its block.
RULES = {
    "sum": Rule("sums", {"total": BY_AXIS}, {"parts": BY_AXIS, "columns": COLUMNS}),
    "of_which": Rule("of_which", {"total": BY_AXIS}, {"parts": BY_AXIS}),
    "cumulative": Rule("cumulatives", {"column": COLUMNS, "current": COLUMNS}, {}),
    "balance": Rule("balances", {}, {"left": ROWS, "right": ROWS}),
    "nothing_without": Rule("nothing_without", {}, {"rows": ROWS}),
    "carry_over": Rule("carry_overs", {"to": ROWS, "source": ROWS}, {}),
    "stock": Rule(
        "stocks",
        {"column": COLUMNS},
        {"last_year": COLUMNS, "added": COLUMNS, "removed": COLUMNS},
    ),
    "comparison": Rule("comparisons", {}, {"rows": ROWS, "columns": COLUMNS}),
    "pending": Rule("pending", {"column": COLUMNS, "total": COLUMNS}, {}),
}


class Names:
    """The keys and labels of things of one kind."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        found = [(key, " ".join(label.split())) for key, label in pairs if key]
        labels = {key: label for key, label in found if label}
        often = Counter(labels.values())
        self.keys = {key for key, _ in found}
        self._labels = {
            key: label
            for key, label in labels.items()
            if often[label] == 1 and label not in self.keys
        }
        self._by_label = {label: key for key, label in self._labels.items()}

    def shown(self, key: str) -> str:
        """The label of a key, or the key where its label would not do."""
        return self._labels.get(key, key)

    def key(self, name: str) -> str | None:
        """The key that is meant by a key or label; ``None`` for neither."""
        name = " ".join(name.split())
        return name if name in self.keys else self._by_label.get(name)


def parts_of(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a table of a definition; one that writes none is a block itself."""
    if "blocks" in table:
        return list(table["blocks"])
    names = ("row_head", "transposed", "columns", "rows", "column_groups")
    return [{name: table[name] for name in names if name in table}]


def names_in(table: Mapping[str, Any]) -> dict[str, Names]:
    """The names of a table's rows and columns."""
    return {
        kind: Names(
            dict.fromkeys(
                (item.get("key", ""), item.get("label", ""))
                for part in parts_of(table)
                for item in part.get(kind, [])
            )
        )
        for kind in (ROWS, COLUMNS)
    }


def names_of_tables(definition: Mapping[str, Any]) -> Names:
    return Names(
        (table.get("key", ""), table.get("title", "")) for table in definition.get("tables", [])
    )


def kind_of(named_by: str, entry: Mapping[str, Any]) -> str:
    """``rows`` or ``columns``, where the declaration itself says which."""
    return str(entry.get("axis") or ROWS) if named_by == BY_AXIS else named_by
