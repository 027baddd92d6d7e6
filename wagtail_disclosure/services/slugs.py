"""Addresses of pages whose titles are Chinese."""

from __future__ import annotations

from typing import Any


def free_slug(parent: Any, wanted: str) -> str:
    """``wanted``, or ``wanted-2`` and so on where a page below ``parent`` has it already."""
    taken = set(
        parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
