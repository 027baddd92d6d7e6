"""Where in a standard a mistake is: ``tables.statistics.rows.received.unit`` in printed words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

#: Lists of a definition, and what one of their entries is called.
_THINGS: dict[str, str | Promise] = {
    "sections": pgettext_lazy("of a report", "Section"),
    "tables": gettext_lazy("Table"),
    "blocks": pgettext_lazy("of a table", "Part"),
    "columns": gettext_lazy("Column"),
    "column_groups": gettext_lazy("Merged head"),
    "rows": gettext_lazy("Row"),
    "sums": gettext_lazy("Sum"),
    "of_which": gettext_lazy("Of which (其中)"),
    "cumulatives": gettext_lazy("Cumulative column"),
    "balances": gettext_lazy("Balance of rows"),
    "nothing_without": gettext_lazy("Nothing without"),
    "carry_overs": gettext_lazy("Carry-over from last year"),
    "stocks": gettext_lazy("Stock"),
    "comparisons": gettext_lazy("Comparison with last year"),
    "pending": gettext_lazy("Undecided at the end of the year"),
    "counts": gettext_lazy("Counted figure"),
    "prose": gettext_lazy("Figure in the text"),
}

#: Single values of a definition.
_FIELDS: dict[str, str | Promise] = {
    "title": gettext_lazy("title"),
    "heading": gettext_lazy("Heading"),
    "label": gettext_lazy("Label"),
    "key": pgettext_lazy("of a row or column", "Key"),
    "unit": gettext_lazy("Unit"),
    "unit_head": gettext_lazy("Head of a unit column"),
    "row_head": gettext_lazy("Head of the row labels"),
    "caption": gettext_lazy("Caption"),
    "note": gettext_lazy("Note below the table"),
    "parent": gettext_lazy("Belongs to the row"),
    "merged": gettext_lazy("Kind"),
    "group": gettext_lazy("Stands under the merged head"),
    "total": gettext_lazy("Total"),
    "parts": gettext_lazy("Parts"),
    "first_year": gettext_lazy("first report year"),
    "report_title": gettext_lazy("title of a new report"),
    "rule_making": gettext_lazy("Cells for agencies that make 规章"),
    "cells": gettext_lazy("Cells"),
    "names": gettext_lazy("What the text calls it"),
    "short": gettext_lazy("What the text calls it right behind a figure beside it"),
    "wholes": gettext_lazy("What the text calls it behind 占"),
    "cumulative": gettext_lazy("Cells of the figure of all years"),
    "units": gettext_lazy("Units"),
    "mentions": gettext_lazy("Must mention one of"),
    "table": gettext_lazy("Table"),
    "left": gettext_lazy("These rows together"),
    "right": gettext_lazy("equal these rows together"),
    "to": gettext_lazy("Row of this year"),
    "source": gettext_lazy("is this row of last year"),
    "column": gettext_lazy("Column"),
    "current": gettext_lazy("Column of the report year"),
    "added": gettext_lazy("plus these columns of this year"),
    "removed": gettext_lazy("minus these columns of this year"),
    "factor": gettext_lazy("Times"),
    "least": gettext_lazy("Not below"),
    "continues": gettext_lazy("Last year's figures come from"),
    "last_year": gettext_lazy("last report year"),
    "axis": gettext_lazy("It adds up"),
    "severity": gettext_lazy("Otherwise"),
    "cell": gettext_lazy("Cell"),
    "count": gettext_lazy("What is counted"),
    "nature": gettext_lazy("Only of this nature"),
    "channel": gettext_lazy("Only through this channel"),
    "scheme": gettext_lazy("Only of a category: key of its scheme"),
    "category": gettext_lazy("Only of a category: its code"),
}

#: What the form says in one list, and what stands in it as several.
_LISTS: dict[str, str | Promise] = {
    "sections": gettext_lazy("Sections"),
    "tables": gettext_lazy("Tables"),
    "columns": gettext_lazy("Columns"),
    "rows": gettext_lazy("Rows"),
}


def place_text(path: str, definition: Mapping[str, Any]) -> str:
    """``表“附表” › 行“受理数” › 计量单位``; empty for no path."""
    return " › ".join(str(word) for word in _words(path, definition))


def _words(path: str, definition: Mapping[str, Any]) -> Iterator[str | Promise]:
    here: Any = definition
    parts = [part for part in re.split(r"\.|(?=\[)", path) if part]
    while parts:
        part = parts.pop(0)
        if part not in _THINGS or not parts:
            yield _LISTS.get(part) or _FIELDS.get(part) or part
            continue
        name = parts.pop(0)
        entries = [entry for entry in _entries(here, part) if isinstance(entry, Mapping)]
        here = _entry(entries, name) or {}
        yield from _thing(part, name, here, definition)


def _thing(
    part: str, name: str, here: Mapping[str, Any], definition: Mapping[str, Any]
) -> Iterator[str | Promise]:
    """One entry by what it is called, else by its number; a rule after its table."""
    label = next((here[key] for key in ("label", "heading", "title") if here.get(key)), "")
    if name.startswith("[") and "table" in here:
        yield from _words(f"tables.{here['table']}", definition)
        label = _named(here, definition)
    elif name.startswith("[") and not label:
        yield _("%(thing)s %(number)s") % {"thing": _THINGS[part], "number": name.strip("[]")}
        return
    if not label and name.startswith("["):
        yield _THINGS[part]
    else:
        yield _("%(thing)s “%(label)s”") % {"thing": _THINGS[part], "label": label or name}


def _named(rule: Mapping[str, Any], definition: Mapping[str, Any]) -> str:
    """What a rule is about, as printed: its total, its column or its first row."""
    named = (rule.get(key) for key in ("total", "column", "to", "left", "rows"))
    key: Any = next((value for value in named if value), "")
    key = key[0] if isinstance(key, list) else key
    table: Mapping[str, Any] = _entry(definition.get("tables", []), rule["table"]) or {}
    for kind in ("rows", "columns"):
        found = _entry(list(_entries(table, kind)), key)
        if found:
            return str(found.get("label") or key)
    return str(key)


def _entries(here: Mapping[str, Any], part: str) -> Iterable[Any]:
    """The entries of a list; rows and columns of a table also stand in its blocks."""
    found = here.get(part)
    if isinstance(found, list):
        return found
    return [entry for block in here.get("blocks", []) for entry in block.get(part, [])]


def _entry(entries: list[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    if name.startswith("["):
        number = int(name.strip("[]")) - 1
        return entries[number] if number < len(entries) else None
    return next((entry for entry in entries if entry.get("key") == name), None)
