"""JSON Schema of the exchange file, for one standard.

What a schema can say, it says: which keys and cells there are, what a value looks like. Whether
figures add up is the business of the rules. Draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .facts import FACTS
from .figures import MAX_DIGITS
from .forms import CellInfo
from .sheet import opening_cells
from .standards import Standard

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_EARLIEST, _LATEST = 1900, 2999


def exchange_schema(standard: Standard, address: str = "") -> dict[str, Any]:
    """The schema as JSON-ready data; ``address`` is where it is published, its ``$id``."""
    figures = _figures(standard, standard.cells)
    schema: dict[str, Any] = {"$schema": DRAFT}
    if address:
        schema["$id"] = address
    return {
        **schema,
        "title": standard.title,
        "type": "object",
        "required": ["standard", "agency", "year", "figures"],
        "additionalProperties": False,
        "properties": {
            "standard": {"const": standard.identifier},
            "agency": {"type": "string"},
            "year": _year(standard),
            "figures": figures,
            "opening": _nullable(_figures(standard, opening_cells(standard))),
            "claimed": _nullable(_figures(standard, standard.formulas)),
            # Last year's report may have been made on another form.
            "previous": _nullable(
                {"type": "object", "additionalProperties": {"$ref": "#/$defs/signed_decimal"}}
            ),
            "sections": _nullable({"type": "object", "additionalProperties": {"type": "string"}}),
            "facts": _nullable(
                {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {name: _FACTS[kind] for name, kind in FACTS.items()},
                }
            ),
        },
        "$defs": _definitions(),
    }


def _year(standard: Standard) -> dict[str, Any]:
    return {
        "type": "integer",
        "minimum": standard.first_year or _EARLIEST,
        "maximum": standard.last_year or _LATEST,
    }


def _figures(standard: Standard, cells: Iterable[str]) -> dict[str, Any]:
    """An object with these cells and no others, in the order of the form."""
    wanted = set(cells)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            cell: {"$ref": f"#/$defs/{_kind(info)}", "title": _name(info)}
            for cell, info in standard.cells.items()
            if cell in wanted
        },
    }


def _kind(info: CellInfo) -> str:
    return ("signed_" if info.signed else "") + ("decimal" if info.decimal else "integer")


def _name(info: CellInfo) -> str:
    """Row, column and unit as the form prints them; 本年 where the report's year stands."""
    words = (info.row.label, info.column.label)
    name = ", ".join(word.replace("{year}年", "本年") for word in words)
    return f"{name} ({info.unit})" if info.unit else name


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}


def _definitions() -> dict[str, Any]:
    """The four kinds of value: whole or decimal, from zero on or signed."""
    return {
        f"{prefix}{kind}": _value(kind == "decimal", signed=bool(prefix))
        for prefix in ("", "signed_")
        for kind in ("integer", "decimal")
    }


def _value(decimal: bool, *, signed: bool) -> dict[str, Any]:
    limit = 10**MAX_DIGITS - 1
    number = {"type": "integer", "minimum": -limit if signed else 0, "maximum": limit}
    kinds: list[dict[str, Any]] = [number, {"type": "null"}, {"const": "n/a"}]
    if decimal:
        sign = "-?" if signed else ""
        kinds.append({"type": "string", "pattern": rf"^{sign}[0-9]+(\.[0-9]+)?$"})
    return {"anyOf": kinds}


_FACTS: dict[str, dict[str, Any]] = {
    "date": {"type": ["string", "null"], "format": "date"},
    "bool": {"type": ["boolean", "null"]},
    "figures": {
        "type": ["object", "null"],
        "additionalProperties": {"$ref": "#/$defs/signed_decimal"},
    },
    "dict": {
        "type": ["object", "null"],
        "additionalProperties": {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/signed_decimal"},
        },
    },
}
