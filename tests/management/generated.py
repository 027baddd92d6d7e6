"""Rows of the generated catalogue, as far as they can be compared."""

from __future__ import annotations

from typing import Any


def rows(model: Any, *without: str) -> list[dict[str, Any]]:
    """All rows of a model without their own keys and these fields, in a settled order."""
    found = [
        {name: value for name, value in row.items() if name not in ("id", "entry_id", *without)}
        for row in model.objects.values()
    ]
    return sorted(found, key=str)
