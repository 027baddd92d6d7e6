"""The entries that a catalogue index lists, filtered and paged in the database."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from ..conf import get_setting
from ..models import CatalogueEntry
from ..models.base_page import base_page_model
from .catalogue import entries_below
from .report_context import breadcrumbs


def listed_entries(index: Any) -> QuerySet[CatalogueEntry]:
    """Entries that anybody may read, below ``index`` or, if it says so, of its whole site."""
    site = index.get_site() if index.lists_whole_site else None
    return entries_below(site.root_page if site else index)


def catalogue_context(index: Any, request: HttpRequest) -> dict[str, Any]:
    """What the template of a catalogue index is given."""
    paginator = Paginator(listed_entries(index), get_setting("REPORTS_PER_PAGE"))
    page = paginator.get_page(request.GET.get("page"))
    pages = base_page_model().objects.in_bulk([entry.page_id for entry in page])
    return {
        "disclosure_base_template": get_setting("BASE_TEMPLATE"),
        "entries": [(entry, pages[entry.page_id].get_url(request)) for entry in page],
        "pagination": page,
        "result_count": paginator.count,
        "breadcrumbs": breadcrumbs(index, request),
    }
