"""Where readers find the catalogue of a site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ..models.base_page import public_pages
from .page_types import catalogue_types


def catalogue_url(page: Any, request: HttpRequest | None = None) -> str:
    """The address of the catalogue that lists the whole site of ``page`` and that anybody may
    read: the one in the language of ``page``, else the topmost; empty where there is none."""
    site = page.get_site() if page.pk else None
    if site is None:
        return ""
    found = [
        index
        for model in catalogue_types()
        for index in model.objects.filter(
            pk__in=public_pages().values("pk"),
            path__startswith=site.root_page.path,
            lists_whole_site=True,
        )
    ]
    found.sort(key=lambda index: (index.locale_id != page.locale_id, index.depth, index.path))
    return (found[0].get_url(request) or "") if found else ""
