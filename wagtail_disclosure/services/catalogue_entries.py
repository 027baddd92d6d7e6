"""The catalogue's entries that anybody may read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ..models import CatalogueEntry
from ..models.base_page import public_pages


def public_entries() -> QuerySet[CatalogueEntry]:
    """Entries that anybody may read now, without their texts."""
    return CatalogueEntry.objects.filter(page_id__in=public_pages().values("pk")).defer("text")


def entries_below(page: Any) -> QuerySet[CatalogueEntry]:
    """Entries that anybody may read, of pages below ``page``."""
    below = public_pages().filter(path__startswith=page.path, depth__gt=page.depth)
    return CatalogueEntry.objects.filter(page_id__in=below.values("pk")).defer("text")
