"""What the templates of a catalogue index and of the search are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Site

from ..conf import get_setting
from ..models import CatalogueEntry
from .catalogue_choices import chips, form_fields, linked_facets, sort_links
from .catalogue_entries import entries_below, public_entries
from .catalogue_facets import Facet, facets
from .catalogue_filters import CatalogueFilters, narrowed
from .catalogue_results import Listing, Results, count_entries, page_of
from .catalogue_rows import entry_rows
from .catalogue_search import Search, in_order, search_for
from .days import site_today
from .report_context import breadcrumbs

#: Counts are as old as this at most; what is listed is never older than the request.
SECONDS_CACHED = 60


def listed_entries(index: Any) -> QuerySet[CatalogueEntry]:
    """Entries that anybody may read, below ``index`` or, if it says so, of its whole site."""
    site = index.get_site() if index.lists_whole_site else None
    return entries_below(site.root_page if site else index)


def catalogue_context(index: Any, request: HttpRequest) -> dict[str, Any]:
    """What the template of a catalogue index is given."""
    site = index.get_site() if index.lists_whole_site else None
    scope = (site.root_page if site else index).path
    catalogue = Catalogue(listed_entries(index), scope, request)
    return {
        **catalogue.context(),
        "breadcrumbs": breadcrumbs(index, request),
        "list_url": index.get_url(request) or "",
    }


def search_context(request: HttpRequest, url: str) -> dict[str, Any]:
    """What the template of the search is given: the same over the whole site, at ``url``."""
    site = Site.find_for_request(request)
    entries = entries_below(site.root_page) if site else public_entries()
    catalogue = Catalogue(entries, site.root_page.path if site else "", request)
    return {
        **catalogue.context(),
        "list_url": url,
        "is_indexed": False,  # the catalogue leads to the same entries
    }


@dataclass(frozen=True)
class Catalogue:
    """The entries of one list, ``public`` as they are, and what a reader asks of them. Two lists
    of the same ``scope`` hold the same."""

    public: QuerySet[CatalogueEntry]
    scope: str
    request: HttpRequest

    def context(self) -> dict[str, Any]:
        filters = CatalogueFilters.from_params(self.request.GET)
        today = site_today()
        search = search_for(filters.q, self.public) if filters.q else None
        results = self._results(filters, search, today)
        offered = self._cached(
            "facets", filters, today, lambda: self._facets(search, filters, today)
        )
        return {
            "disclosure_base_template": get_setting("BASE_TEMPLATE"),
            "filters": filters,
            "is_filtered": filters.narrows,
            "is_indexed": filters == CatalogueFilters(),
            "entries": entry_rows(list(results.page), filters, today, self.request),
            "results": results,
            "pagination": results.page,
            "result_count": results.count,
            "facets": linked_facets(offered, filters),
            "chips": chips(filters),
            "sort_links": sort_links(filters),
            "form_fields": form_fields(filters, "q"),
            "find_fields": form_fields(filters, "find"),
            "base_query": filters.encoded(find=""),
        }

    def _results(self, filters: CatalogueFilters, search: Search | None, today: date) -> Results:
        found = self._entries(search, filters, today)
        first: list[int] = []
        rest = found.order_by("-published_at", "-pk")
        if search:
            first, rest = in_order(search, found, filters.by_relevance)
        return page_of(
            Listing(self.public, first, rest),
            self.request.GET.get("page"),
            get_setting("REPORTS_PER_PAGE"),
            lambda: self._cached("count", filters, today, lambda: count_entries(found)),
        )

    def _entries(
        self, search: Search | None, filters: CatalogueFilters, today: date
    ) -> QuerySet[CatalogueEntry]:
        found = self.public.filter(search.condition) if search else self.public
        return narrowed(found, filters, today)

    def _facets(self, search: Search | None, filters: CatalogueFilters, today: date) -> list[Facet]:
        """The facets; where words match too much to be counted, those of the list without them,
        and no numbers."""
        if search is None or search.few:
            return facets(lambda asked: self._entries(search, asked, today), filters, today)
        offered = facets(lambda asked: self._entries(None, asked, today), filters, today)
        return [facet.uncounted() for facet in offered]

    def _cached(self, what: str, filters: CatalogueFilters, today: date, make: Any) -> Any:
        """What ``make`` gives, no older than a minute. Nothing but counts of public entries and
        names of agencies and categories is kept."""
        asked = f"{self.scope}|{filters.encoded(sort='')}|{get_language()}|{today}"
        key = f"wagtail_disclosure.{what}.{sha256(asked.encode()).hexdigest()}"
        kept = cache.get(key)
        if kept is None:
            kept = make()
            cache.set(key, kept, SECONDS_CACHED)
        return kept
